import { concernRows } from './rows/concerns.ts';
import { evidenceRows } from './rows/evidence.ts';
import { followRows } from './rows/follows.ts';
import { another, type Factory, idOf, lay, newId, THEN } from './rows/lay.ts';
import { peopleRows } from './rows/people.ts';
import { retentionRows } from './rows/retention.ts';
import { sanctionRows } from './rows/sanctions.ts';
import { settingRows } from './rows/settings.ts';
import { signInRows } from './rows/sign-in.ts';
import { staffRows } from './rows/staff.ts';
import { transferRows } from './rows/transfers.ts';

const outbox: Factory = async (ground, facts = {}) =>
  lay(ground, 'mail.outbox', {
    id: newId(),
    to_person_id: await idOf(facts.to_person_id, () => peopleRows['people.person'](ground)),
    template: 'waits',
    link: '/',
    queued_at: THEN,
    next_attempt_at: THEN,
    ...facts,
  });

const chain: Factory = (ground, facts) => lay(ground, 'audit.chain', { id: newId(), ...facts });

const event: Factory = async (ground, facts = {}) =>
  lay(ground, 'audit.event', {
    chain_id: await idOf(facts.chain_id, () => chain(ground)),
    seq: another(),
    body: '{"type":"test.happened/1","actor":"system:test"}',
    hash: Buffer.from('made up'),
    ...facts,
  });

const contentTable: Factory = (ground, facts) =>
  lay(ground, 'audit.content_table', { name: `made.up${another()}`, hash_query: 'select null', ...facts });

/** A table is named there when it is made; so its row is laid by making one. */
const protectedTable: Factory = async (ground) => {
  const name = `app.made_up_${another()}`;
  await ground.owner.query(`create table ${name} (id int)`);
  return lay(ground, 'app.protected_table', { table_name: name, retention_class: 'configuration' });
};

const jobRun: Factory = (ground, facts) =>
  lay(ground, 'app.job_run', { name: `made.up${another()}`, minutely: true, done_at: THEN, ...facts });
/** There is one, made with its table. */
const installation: Factory = async (ground) =>
  (await ground.owner.query('select * from app.installation')).rows[0] ?? {};

const backup: Factory = (ground, facts) =>
  lay(ground, 'app.backup', {
    id: newId(),
    name: `20261120T0200${String(another() % 60).padStart(2, '0')}Z`,
    began_at: THEN,
    ended_at: THEN,
    scheduled: true,
    row_count: 1_000,
    database_bytes: 100_000,
    object_count: 3,
    object_bytes: 5_000_000,
    copied_bytes: 5_000_000,
    ...facts,
  });

/** A row of any table: test/access-matrix fails while a table has no factory here. */
export const factories: Readonly<Record<string, Factory>> = {
  ...peopleRows,
  ...signInRows,
  ...concernRows,
  ...followRows,
  ...staffRows,
  ...sanctionRows,
  ...evidenceRows,
  ...retentionRows,
  ...settingRows,
  ...transferRows,
  'mail.outbox': outbox,
  'audit.chain': chain,
  'audit.event': event,
  'audit.content_table': contentTable,
  'app.protected_table': protectedTable,
  'app.job_run': jobRun,
  'app.installation': installation,
  'app.backup': backup,
};
