import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { Tx } from '#platform/db';
import { type ASchool, anAdult, aSchool, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { type Filter, readFilter } from './filter.ts';
import { countQuery, pageQuery } from './queries.ts';
import { readInbox } from './service.ts';

/** Twenty schools with a thousand concerns each: what the list must not read one by one. */

const world = await testWorld();
const SCHOOLS = 20;
const EACH = 1000;

let staff: Staffed;

async function fill(school: ASchool): Promise<void> {
  const reporter = await anAdult(world, { school });
  await world.owner.query(
    `with c as (
       insert into concern.concern (id, caseload_id, school_id, reference, reporter_id, reporter_designation, submitted_key,
         reported_at, entered_at, headline, place, immediate_danger, about_adult, kinds, child_words, indecent_image, lead_name)
       select uuidv7(), l.id, $1, $3 || '-' || n, $2, 'Teacher', uuidv7(), timestamptz '2026-11-20 08:00Z' - n * interval '3 hours',
         now(), 'Concern ' || n, 'home', false, false, '{bullying}',
         case when n % 500 = 0 then 'a marmalade sandwich' else 'words about a game ' || n end, 'no', 'The lead'
       from concern.caseload l, generate_series(1, $4::int) n where l.school_id = $1 and l.stream = 'child'
       returning *
     ), p as (
       insert into concern.party (id, concern_id, caseload_id, reporter_id, part, described_as, is_adult, added_at, added_by)
       select uuidv7(), id, caseload_id, $2, 'affected', 'Child ' || reference, false, now(), $2 from c
     ), a as (
       insert into concern.addition (id, concern_id, caseload_id, author_id, added_at, body)
       select uuidv7(), id, caseload_id, $2, now(), 'One more thing about ' || reference from c
     ), e as (
       insert into concern.entry (id, concern_id, caseload_id, at, author_id, kind, body)
       select uuidv7(), id, caseload_id, now(), $2, 'note', 'Looked at ' || reference from c
     ), d as (
       insert into concern.action (id, concern_id, caseload_id, what, owner_id, due_on, made_at, made_by, child_involved)
       select uuidv7(), id, caseload_id, 'Talk about ' || reference, $2, now(), now(), $2, 'told' from c
     )
     insert into concern.case_file (concern_id, caseload_id, school_id, reporter_id, reported_at, status, urgent, changed_at, outcome)
       select id, caseload_id, school_id, $2, reported_at, case when right(reference, 1) = '7' then 'open' else 'closed' end, false, reported_at,
         'Done with ' || reference
       from c`,
    [school.id, reporter, school.urn, EACH],
  );
}

beforeAll(async () => {
  staff = await aStaffedSchool(world);
  await fill(staff.school);
  for (let n = 1; n < SCHOOLS; n += 1) await fill(await aSchool(world, { trustId: staff.school.trustId }));
  await world.owner.query('analyze');
}, 120_000);

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Node[];
}

const nodes = (plan: Node): Node[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

interface Explained {
  readonly 'QUERY PLAN': readonly { readonly Plan: Node }[];
}

function reads(rows: readonly Explained[], tables: readonly string[]): Node[] {
  const found = rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodes(Plan)));
  return found.filter((node) => tables.includes(node['Relation Name'] ?? ''));
}

/** Every read of these tables goes through an index whose condition holds the caseload. */
function expectByCaseload(found: readonly Node[]): void {
  expect(found.length).toBeGreaterThan(0);
  for (const node of found) {
    expect(node['Node Type'], JSON.stringify(node)).toMatch(/Index|Bitmap/);
    expect(`${node['Index Cond'] ?? ''}${node['Recheck Cond'] ?? ''}`, JSON.stringify(node)).toContain(
      'caseload_id',
    );
  }
}

async function explainPage(tx: Tx, filter: Filter): Promise<Explained[]> {
  const { sql: text, parameters } = pageQuery(filter, null, staff.dsl, tx.at).compile(tx.db);
  const { rows } = await tx.client.query<Explained>(
    `explain (format json) ${text}`,
    parameters.map((value) => (value !== null && typeof value === 'object' ? String(value) : value)),
  );
  return rows;
}

test.each([
  ['open cases', {}],
  ['everything', { status: 'all' }],
  ['closed ones of a category', { status: 'closed', category: 'scam' }],
  ['last worked on first', { status: 'all', sort: 'changed' }],
  [
    'a later page of urgent ones',
    { after: '2026-10-01T08:00:00Z_01900000-0000-7000-8000-000000000001_waiting' },
  ],
  ['a later page', { status: 'all', after: '2026-10-01T08:00:00Z_01900000-0000-7000-8000-000000000001' }],
])('the list of %s reads each caseload in its own index', async (_, query) => {
  for (const who of [staff.dsl, staff.trustLead]) {
    const rows = await world.as(who, (tx) => explainPage(tx, readFilter(query)));
    expectByCaseload(reads(rows, ['case_file']));
  }
});

test('so do the counts', async () => {
  const rows = await world.as(staff.trustLead, async (tx) => {
    const { sql: text, parameters } = countQuery(staff.trustLead).compile(tx.db);
    return (await tx.client.query<Explained>(`explain (format json) ${text}`, [...parameters])).rows;
  });
  expectByCaseload(reads(rows, ['case_file']));
});

test('the search’s own function uses the caseload as an index condition, beside the words themselves', async () => {
  const scope = await world.as(staff.dsl, async (tx) => {
    const { rows } = await sql<{ c: string; t: string }>`
      select current_setting('app.caseloads') as c, current_setting('app.trust') as t`.execute(tx.db);
    return rows[0];
  });
  const client = await world.owner.connect();
  try {
    await client.query('begin');
    await client.query(
      `select set_config('app.caseloads', $1, true), set_config('app.trust', $2, true), set_config('app.excluded', '{}', true)`,
      [scope?.c, scope?.t],
    );
    const { rows } = await client.query<{ body: string }>(
      `select prosrc as body from pg_proc where proname = 'search_cases'`,
    );
    await client.query(`prepare found (text, text) as ${rows[0]?.body}`);
    const plan = await client.query<Explained>(
      `explain (format json) execute found ('marmalade 12', '%marmalade%12%')`,
    );
    const found = reads(plan.rows, ['concern', 'party', 'addition', 'entry', 'action', 'case_file']);
    // A number, whole or in part, is looked up by itself, and the caseload is asked of the few rows that have it.
    expectByCaseload(
      found.filter((node) => !(node['Index Cond'] ?? node['Recheck Cond'])?.startsWith('(reference ')),
    );
    const indexes = plan.rows.flatMap((row) =>
      row['QUERY PLAN'].flatMap(({ Plan }) => nodes(Plan).map((node) => node['Index Name'])),
    );
    expect(indexes).toEqual(
      expect.arrayContaining(
        'concern_headline concern_words addition_words entry_words action_words case_words party_words'.split(
          ' ',
        ),
      ),
    );
  } finally {
    await client.query('rollback');
    client.release();
  }
});

test('words are found in my own caseloads alone', async () => {
  const found = async (who: string) =>
    world.as(who, async (tx) => {
      const { rows } = await sql`select * from concern.search_cases('marmalade', '%marmalade%')`.execute(
        tx.db,
      );
      return rows.length;
    });
  expect(await found(staff.dsl)).toBe(2);
  expect(await found(staff.trustLead)).toBe(2 * SCHOOLS);
  expect(await found(staff.teacher)).toBe(0);
});

test('the list of a trust is four statements, however many concerns there are', async () => {
  const before = world.database.counts.statements;
  const inbox = await world.as(staff.trustLead, (tx, me) => readInbox(tx, me, readFilter({})));
  expect(world.database.counts.statements - before).toBeLessThanOrEqual(4);
  expect(inbox.counts.status.open).toBe((SCHOOLS * EACH) / 10);
});

test('walking page by page meets every case once, newest or oldest first', async () => {
  // More urgent ones than a page holds, spread over the whole time.
  const { rowCount } = await world.owner.query(
    `update concern.case_file set urgent = true where school_id = $1 and status = 'open' and concern_id in
       (select id from concern.concern where substring(reference from '\\d\\d$') in ('17', '37', '57', '77'))`,
    [staff.school.id],
  );
  expect(rowCount).toBe(40);
  for (const sort of ['newest', 'oldest', 'changed']) {
    const met: string[] = [];
    const urgent: boolean[] = [];
    let filter: Filter | null = readFilter({ status: 'open', sort });
    while (filter !== null) {
      const inbox = await world.as(staff.dsl, (tx, me) => readInbox(tx, me, filter as Filter));
      met.push(...inbox.rows.map(({ id }) => id));
      urgent.push(...inbox.rows.map((row) => row.urgent));
      filter = inbox.next === null ? null : { ...filter, after: inbox.next };
    }
    expect(met.length).toBe(EACH / 10);
    expect(new Set(met).size).toBe(met.length);
    if (sort === 'newest') expect(urgent).toEqual([...Array(40).fill(true), ...Array(60).fill(false)]);
  }
});
