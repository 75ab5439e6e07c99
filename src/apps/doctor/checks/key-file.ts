import { existsSync } from 'node:fs';
import { loadMasterKey, type MasterKey } from '#platform/crypto';
import { GatehouseError } from '#platform/errors';
import { type Check, type Context, fail, notSeen, ok, warn } from '../types.ts';

/** Enough to know: what one does not open, none of them opens. */
const SAMPLE = 20;

/** Of people's authenticator secrets, those that this key does not open. */
async function unopened(key: MasterKey, database: Extract<Context['database'], { state: 'open' }>) {
  const rows = await database.ask(
    `select person_id as person, totp_sealed as sealed from signin.account
     where totp_sealed is not null order by created_at desc limit ${SAMPLE}`,
  );
  const shut = rows.filter(({ person, sealed }) => {
    try {
      key.open('totp', String(person), Buffer.from(sealed as Uint8Array));
      return false;
    } catch {
      return true; // that is the answer
    }
  });
  return { all: rows.length, shut: shut.length };
}

export const keyFile: Check = {
  name: 'key-file',
  title: 'Key file',
  run: async ({ config, database, isSetUp }) => {
    if (!isSetUp && !existsSync(config.keyFile))
      return warn(
        `${config.keyFile} is not there yet`,
        'The first start makes it.',
        'Then keep a copy of it elsewhere.',
      );
    let key: MasterKey;
    try {
      key = loadMasterKey(config.keyFile);
    } catch (error) {
      const why = error instanceof GatehouseError ? error.userMessage : `${config.keyFile} cannot be read.`;
      return fail(
        why,
        'Without it nobody’s authenticator opens, nor what is sealed.',
        'Put it back from where you keep it.',
      );
    }
    if (database.state !== 'open')
      return { ...notSeen, says: 'there, and 0600; what it opens was not looked at' };
    const { all, shut } = await unopened(key, database).catch(() => ({ all: 0, shut: 0 }));
    if (shut > 0)
      return fail(
        `${config.keyFile} does not open ${shut} of ${all} stored secrets`,
        'It is not the key that this database was used with.',
        'Put the right key file back. Do not start Gatehouse with this one.',
      );
    if (key.rotating)
      return warn(
        `${config.keyFile} holds two keys: a change of key was begun and not finished`,
        'Until it is, no backup is made.',
        'Stop Gatehouse and run “gatehouse key rotate” again.',
      );
    return ok(all === 0 ? `${config.keyFile}, 0600` : `${config.keyFile}, 0600, opens what it should`);
  },
};
