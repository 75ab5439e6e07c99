import { parse } from 'csv-parse/sync';
import { beforeAll, expect, test } from 'vitest';
import { type AConcern, aConcern } from '#test/factories/concerns.ts';
import { factories } from '#test/factories/index.ts';
import { aPupil, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { putRight } from '../wrong-person/service.ts';
import { fileCsv, fileJson } from './export/file.ts';
import { readFilter } from './filter.ts';
import { readChildFile } from './service.ts';
import { titleOf } from './words.ts';

const world = await testWorld();
let staff: Staffed;
let wren: string;
let oskar: string;
let concern: AConcern;
let parties: Readonly<Record<string, string>>;

const titles = async (child: string, query: object = {}) =>
  (await world.as(staff.dsl, (tx, me) => readChildFile(tx, me, child, readFilter(query).filter))).items.map(
    titleOf,
  );
const put = async (table: string, facts: object) => factories[table]?.(world, { ...facts });

async function partiesOf(id: string): Promise<Readonly<Record<string, string>>> {
  const { rows } = await world.owner.query<{ id: string; person_id: string }>(
    'select id, person_id from concern.party where concern_id = $1',
    [id],
  );
  return Object.fromEntries(rows.map((row) => [row.person_id, row.id]));
}

beforeAll(async () => {
  staff = await aStaffedSchool(world);
  wren = await aPupil(world, { school: staff.school, givenName: 'Wren', familyName: 'Askcombe' });
  oskar = await aPupil(world, { school: staff.school, givenName: 'Oskar', familyName: 'Dunhallow' });
  concern = await aConcern(world, {
    school: staff.school,
    reporter: staff.teacher,
    headline: 'Both of them',
    parties: [
      { personId: wren, part: 'affected' },
      { personId: oskar, part: 'alleged' },
    ],
  });
  parties = await partiesOf(concern.id);
  const of = { concern: { id: concern.id, caseload_id: concern.caseloadId, reporter_id: staff.teacher } };
  await put('concern.finding', { ...of, party_id: parties[oskar], finding: 'substantiated' });
  const { rows } = await world.owner.query(
    `select id from concern.sanction_step where school_id = $1 and withdraws = 'internet' and not for_adults`,
    [staff.school.id],
  );
  const sanction = await put('concern.sanction', { ...of, party_id: parties[oskar], step_id: rows[0].id });
  await put('access.restriction', { ...of, source_id: sanction?.id, person_id: oskar });
  await put('concern.support', {
    ...of,
    party_id: parties[wren],
    ended_at: world.clock.now().toString(),
    ended_how: 'All is well',
  });
  await put('concern.signature', { ...of, signed_as: 'witness', person_id: staff.teacher });
});

test('what is about one child stands in the file of that child alone', async () => {
  const [hers, his] = [await titles(wren), await titles(oskar)];
  expect(hers.toSorted()).toEqual(
    [
      'Concern reported',
      'Signed by whoever reported it',
      'Support ended',
      'Support planned',
      'Support: none, with a reason',
    ].sort(),
  );
  expect(his.toSorted()).toEqual(
    [
      'Access withdrawn: the internet',
      'Concern reported',
      'Finding: Substantiated',
      'Sanction: Internet withdrawn',
      'Signed by whoever reported it',
    ].sort(),
  );
});

test('each can be asked for by its kind', async () => {
  const kinds = ['finding', 'sanction', 'access', 'support', 'signed'];
  const counts = await Promise.all(kinds.map(async (kind) => (await titles(oskar, { kind })).length));
  expect(counts).toEqual([1, 1, 1, 0, 1]);
});

test('whoever was named wrongly keeps what was about themself, cleared; the case is in the file of who it was', async () => {
  const real = await aPupil(world, { school: staff.school, givenName: 'Bo', familyName: 'Reed' });
  await world.owner.query(`update concern.case_file set status = 'open' where concern_id = $1`, [concern.id]);
  const { rows } = await world.owner.query('select version from concern.case_file where concern_id = $1', [
    concern.id,
  ]);
  const on = { concernId: concern.id, row: parties[oskar] ?? '', version: rows[0].version as number };
  await world.as(staff.dsl, (tx, me) =>
    putRight(tx, me, on, { person: real, described: null, why: 'Seen on camera' }),
  );
  const his = await titles(oskar);
  expect(his).toContain('Was wrongly named as “alleged”; cleared');
  expect(his).toContain('Sanction reversed: Internet withdrawn');
  expect(his).toContain('Access given back: the internet');
  for (const title of ['Concern reported', 'Action decided', 'Signed by whoever reported it'])
    expect(his).not.toContain(title);
  const of = await titles(real);
  expect(of).toContain('Concern reported');
  expect(of.filter((title) => /Sanction|Access|Finding|cleared/.test(title))).toEqual([]);
  expect(await titles(wren)).toContain('Concern reported');
  // A copy that leaves says it of every line, since whoever gets it cannot ask.
  const { child, items } = await world.as(staff.dsl, (tx, me) =>
    readChildFile(tx, me, oskar, readFilter({}).filter),
  );
  const copy = { child, items, at: world.clock.now(), masked: 0 };
  const lines = parse(fileCsv(copy), { bom: true, columns: true }) as Record<string, string>[];
  expect(new Set(lines.map((line) => line['the child was']))).toEqual(
    new Set(['Named wrongly as “alleged”, and cleared']),
  );
  expect(fileJson(copy).chronology.every(({ cleared }) => cleared)).toBe(true);
});
