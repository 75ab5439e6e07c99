import { sql } from 'kysely';
import type { Instant, LocalDate } from '#platform/clock';
import type { Tx } from '#platform/db';
import { casesOf } from '../queries.ts';
import type { Sendable, Transfer } from './types.ts';

/** In-year, the file goes within five days: Keeping children safe in education, 2025. */
const DAYS = 5;

/** The cases of a child that I handle, and how each of them could go. */
export async function findSendable(tx: Tx, childId: string): Promise<Sendable[]> {
  const { rows } = await sql<Sendable>`
    with ${casesOf(childId)}
    select c.id as "concernId", c.reference, c.headline, c.reported_at as "reportedAt", c.school_id as "schoolId", s.name as school,
      case when concern.mine_on_its_way(c.id) then 'gone' when mine.status = 'submitted' then 'unread'
        when concern.names_others(c.id, ${childId}) then 'lines' else 'whole' end as goes
    from mine join concern.concern c on c.id = mine.concern_id join people.school s on s.id = c.school_id
    order by s.name, c.reported_at, c.id
  `.execute(tx.db);
  return rows;
}

/** Where I keep what came from elsewhere about this child. */
export async function findHistorySchools(tx: Tx, childId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct l.school_id as id from concern.history h join concern.caseload l on l.id = h.caseload_id
    where h.person_id = any (people.same_person(${childId}))`.execute(tx.db);
  return rows.map(({ id }) => id);
}

/** The schools of my trust. */
export async function findTrustSchools(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.db.selectFrom('people.school').select(['id', 'name']).orderBy('name').execute();
}

export interface NewTransfer {
  readonly id: string;
  readonly childId: string;
  readonly fromSchoolId: string;
  readonly toSchoolId: string | null;
  readonly outside: { readonly name: string; readonly how: string } | null;
  readonly concernIds: readonly string[];
  readonly lines: readonly Line[];
  readonly note: string | null;
}

/** Of a case that stays: what is told of this child alone. */
export interface Line {
  readonly id: string;
  /** The row that it was told by. */
  readonly of: string;
  readonly at: Instant;
  readonly dayOnly: boolean;
  readonly title: string;
  readonly body: string | null;
  readonly by: string | null;
}

/** The lines that go, without any that is there already; undefined where any of it is not mine to send. */
export async function insertTransfer(tx: Tx, sent: NewTransfer): Promise<readonly string[] | undefined> {
  const { rows } = await sql<{ going: readonly string[] | null }>`
    select concern.send_transfer(${sent.id}, ${sent.childId}, ${sent.fromSchoolId}, ${sent.toSchoolId},
      ${sent.outside === null ? null : JSON.stringify(sent.outside)}::jsonb, ${sent.concernIds}::uuid[],
      ${JSON.stringify(sent.lines)}::jsonb, ${sent.note}) as going`.execute(tx.db);
  return rows[0]?.going ?? undefined;
}

const nameOf = (id: string) => sql`(
  select coalesce(p.known_as, p.given_name) || ' ' || p.family_name from people.person p where p.id = ${sql.ref(id)})`;

const selectTransfers = sql`
  select t.id, t.child_id as "childId", ${nameOf('t.child_id')} as child, t.from_school_id as "fromSchoolId", f.name as "from",
    t.to_school_id as "toSchoolId", coalesce(g.name, t.to_name) as "to", t.how, t.manifest, t.lines, t.note, t.state,
    t.sent_at as "sentAt", t.sent_by as "sentById", ${nameOf('t.sent_by')} as "sentBy", t.ended_at as "endedAt",
    ${nameOf('t.ended_by')} as "endedBy", t.reason, t.receipt_name as "receiptName", t.receipt_role as "receiptRole",
    t.receipt_on as "receiptOn", encode(t.receipt_hash, 'hex') as "receiptHash", concern.leads(t.from_caseload_id) as "leadsSender",
    coalesce(concern.leads(t.to_caseload_id), false) as "leadsReceiver"
  from concern.transfer t join people.school f on f.id = t.from_school_id left join people.school g on g.id = t.to_school_id`;

/** Enough for a page; the oldest are on the pages of their children. */
const MOST = 200;

/** What was sent from or to where I handle concerns; what still waits first. */
export async function findTransfers(tx: Tx): Promise<Transfer[]> {
  const { rows } = await sql<Transfer>`
    ${selectTransfers} order by t.state = 'sent' desc, t.sent_at desc, t.id limit ${MOST}`.execute(tx.db);
  return rows;
}

export async function findTransfer(tx: Tx, id: string): Promise<Transfer | undefined> {
  const { rows } = await sql<Transfer>`${selectTransfers} where t.id = ${id}`.execute(tx.db);
  return rows[0];
}

export interface MovingKey {
  readonly itemId: string;
  readonly itemKey: Buffer;
  readonly fromSchool: string;
  readonly fromKey: Buffer;
  readonly toSchool: string;
}

/** The wrapped keys of every file in a transfer that waits for me to sign. */
export async function findMovingKeys(tx: Tx, id: string): Promise<MovingKey[]> {
  const { rows } = await sql<MovingKey>`
    select item_id as "itemId", item_key as "itemKey", from_school as "fromSchool", from_key as "fromKey", to_school as "toSchool"
    from concern.transfer_keys(${id})`.execute(tx.db);
  return rows;
}

export interface Accepted {
  readonly hash: string;
  readonly entries: readonly string[];
}

/** @param keys each file's key, sealed for the receiving school, in base64 by the file's id */
export async function acceptTransfer(
  tx: Tx,
  id: string,
  signed: { readonly name: string; readonly role: string },
  keys: Readonly<Record<string, string>>,
): Promise<Accepted | undefined> {
  const { rows } = await sql<{ done: Accepted | null }>`
    select concern.accept_transfer(${id}, ${signed.name}, ${signed.role}, ${JSON.stringify(keys)}::jsonb) as done`.execute(
    tx.db,
  );
  return rows[0]?.done ?? undefined;
}

/** The lines that went with it and are gone again; undefined where it is not mine to end. */
export async function endTransfer(
  tx: Tx,
  id: string,
  goal: 'withdrawn' | 'refused',
  reason: string,
): Promise<readonly string[] | undefined> {
  const { rows } = await sql<{ gone: readonly string[] | null }>`
    select concern.end_transfer(${id}, ${goal}, ${reason}) as gone`.execute(tx.db);
  return rows[0]?.gone ?? undefined;
}

export async function receiveOutside(
  tx: Tx,
  id: string,
  who: { readonly name: string; readonly role: string; readonly on: LocalDate },
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select concern.receive_outside(${id}, ${who.name}, ${who.role}, ${who.on}::date) as done`.execute(tx.db);
  return rows[0]?.done ?? false;
}

/** What waits for me to sign; and what I sent, once its five days are over. */
export const transfersDue = (me: string, today: LocalDate) => sql`
  (select case when t.sent_by = ${me}::uuid then 'transfer_sent' else 'transfer' end, t.id, 'A child’s file', false, false,
      case when t.sent_by = ${me}::uuid then (t.sent_at at time zone 'Europe/London')::date + ${DAYS}::int end,
      case when t.sent_by <> ${me}::uuid then t.sent_at end, f.name
    from concern.transfer t join people.school f on f.id = t.from_school_id
    where t.state = 'sent' and case when t.sent_by = ${me}::uuid
      then (t.sent_at at time zone 'Europe/London')::date + ${DAYS}::int <= ${today}::date else concern.leads(t.to_caseload_id) end
    order by t.sent_at, t.id limit 50)`;
