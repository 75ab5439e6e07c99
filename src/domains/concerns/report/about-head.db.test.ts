import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anAppointment, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { rowsSeen } from '#test/support/rows-seen.ts';
import { testWorld } from '#test/support/world.ts';

/** About a Head who is described and not named, and who holds a duty that reads such reports. */

const world = await testWorld();
const browser = await testBrowser(world);

const pages = {
  who: { do: 'not-known' },
  what: {
    kinds: 'bullying',
    place: 'school',
    'happened-day': '19',
    'happened-month': '11',
    'happened-year': '2026',
  },
  image: { indecent_image: 'no' },
  words: { seen: 'It was not passed on.' },
};

/** @returns what Send is answered, and where it leads */
async function send(staff: Staffed, about: 'adult' | 'head') {
  const teacher = await browser.signedIn(staff.teacher);
  const begun = await teacher.post('/concerns/report', { school: staff.school.id, danger: 'no', about });
  if (begun.statusCode !== 303) return { status: begun.statusCode, id: '', text: begun.body };
  const draft = String(begun.headers.location).split('/')[3] ?? '';
  await teacher.post(`/concerns/report/${draft}/who`, {
    do: 'continue',
    unknown_add: 'Not known',
    unknown_add_part: 'alleged',
    unknown_add_adult: 'yes',
  });
  for (const page of ['what', 'image', 'words'] as const)
    await teacher.post(`/concerns/report/${draft}/${page}`, { do: 'continue', ...pages[page] });
  const sent = await teacher.post(`/concerns/report/${draft}/send`);
  return {
    status: sent.statusCode,
    id: String(sent.headers.location).split(/[/?]/)[3] ?? '',
    text: sent.body,
  };
}

const shutOut = async (id: string) =>
  (
    await world.owner.query<{ person_id: string }>(
      'select person_id from concern.exclusion where concern_id = $1 order by person_id',
      [id],
    )
  ).rows.map(({ person_id }) => person_id);

const toldOf = async (id: string) =>
  (await world.owner.query('select person_id from concern.notice where concern_id = $1', [id])).rows;

test.each(['trust_safeguarding_lead', 'chair_of_governors'] as const)(
  'a Head who is also %s is neither told of it nor sees a row of it',
  async (role) => {
    const staff = await aStaffedSchool(world);
    await anAppointment(world, staff.head, { school: staff.school, trustId: staff.school.trustId }, role);
    const { id } = await send(staff, 'head');
    expect(await shutOut(id)).toEqual([staff.head]);
    expect((await toldOf(id)).map(({ person_id }) => person_id).sort()).toEqual(
      [staff.chair, staff.trustLead].sort(),
    );
    expect(await world.as(staff.head, (tx) => rowsSeen(tx, id))).toBe(0);
    expect(await world.as(staff.chair, (tx) => rowsSeen(tx, id))).toBeGreaterThan(3);
  },
);

test('whoever covers for the Head is shut out too', async () => {
  const staff = await aStaffedSchool(world);
  const at = { school: staff.school, trustId: staff.school.trustId };
  await anAppointment(world, staff.deputy, at, 'head', { asCover: true });
  const { id } = await send(staff, 'head');
  expect(await shutOut(id)).toEqual([staff.head, staff.deputy].sort());
});

test('where only the Head could read it, page 1 says whom to ring instead', async () => {
  const staff = await aStaffedSchool(world);
  await world.owner.query('delete from people.appointment where person_id = any ($1)', [
    [staff.chair, staff.trustLead],
  ]);
  const at = { school: staff.school, trustId: staff.school.trustId };
  await anAppointment(world, staff.head, at, 'trust_safeguarding_lead');
  const refused = await send(staff, 'head');
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Nobody at this school could read this');
});

test('about another adult the Head is not shut out', async () => {
  const staff = await aStaffedSchool(world);
  const { id } = await send(staff, 'adult');
  expect(await shutOut(id)).toEqual([]);
  expect(await toldOf(id)).toEqual([{ person_id: staff.head }]);
});

test('the database keeps no report about the Head without it', async () => {
  const staff = await aStaffedSchool(world);
  const insert = world.as(staff.teacher, (tx, me) =>
    sql`insert into concern.concern (id, caseload_id, school_id, reference, reporter_id, reporter_designation, submitted_key,
        reported_at, entered_at, headline, place, immediate_danger, about_adult, kinds, indecent_image, lead_name)
      select uuidv7(), l.id, l.school_id, 'AH-12345', ${me.id}, 'Teacher', uuidv7(), app.at(), app.at(), 'x', 'school', false,
        true, '{other}', 'no', 'The lead'
        from concern.caseload l where l.school_id = ${staff.school.id} and l.stream = 'head'`.execute(tx.db),
  );
  await expect(insert).rejects.toThrow('whoever is Head is excluded');
});
