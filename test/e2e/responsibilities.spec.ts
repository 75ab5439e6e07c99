import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, type House, test } from './support/journey.ts';
import { act, fillDay, reportConcern, tabFor } from './support/people.ts';

/** Gives somebody one more post, as the office would. */
const appoint = (house: House, personId: string, schoolId: string, role: string) =>
  house.sql(
    `insert into people.appointment (id, person_id, trust_id, school_id, role, during)
     select uuidv7(), $1, s.trust_id, s.id, $3, '[2020-09-01,)' from people.school s where s.id = $2`,
    [personId, schoolId, role],
  );

const nameOf = async (house: House, personId: string): Promise<string> => {
  const [row] = await house.sql<{ name: string }>(
    `select given_name || ' ' || family_name as name from people.person where id = $1`,
    [personId],
  );
  return row?.name ?? '';
};

/** Right at a desk, right on the narrowest phone. */
async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 720 });
}

test('who is responsible: given by the Head, shown to everybody, printed', async ({ context, house }) => {
  const scene = await house.scene('school');
  await appoint(house, scene.otherTeacher, scene.school.id, 'slt');
  const holder = await nameOf(house, scene.otherTeacher);

  const head = await tabFor(house, context, scene.head);
  await head.goto('/');
  await expect(
    head.locator('.gh-work__title', { hasText: 'Senior leader for filtering and monitoring: nobody has it' }),
  ).toBeVisible();
  await head.getByRole('link', { name: 'Who is responsible', exact: true }).click();
  await expectGood(head);
  await head.getByRole('link', { name: /Give or cover.*filtering/ }).click();
  await expectGood(head);
  await head.getByRole('button', { name: 'Give it' }).click();
  await expect(head.getByRole('alert')).toContainText('Choose who takes it.');
  await expectGood(head);
  await head.getByLabel('Who takes it?').selectOption({ label: holder });
  await head.getByLabel('Why?').fill('Named by the governors');
  await head.getByRole('button', { name: 'Give it' }).click();
  await expect(head.getByText('Given. It stands in the list from its first day.')).toBeVisible();

  const teacher = await tabFor(house, context, scene.teacher);
  await teacher.goto('/responsibilities');
  const line = teacher.locator('.gh-duty', { hasText: 'Senior leader for filtering' });
  await expect(line).toContainText(holder);
  await expect(teacher.getByRole('link', { name: /^(Give|End|Hand over)/ })).toHaveCount(0);
  await expectGood(teacher);
  await teacher.emulateMedia({ media: 'print' });
  await expect(teacher.getByRole('navigation', { name: 'Main' })).toHaveCount(0);
  await expect(line).toBeVisible();
  await teacher.context().close();
  await head.emulateMedia({ media: 'print' });
  await head.goto('/responsibilities');
  await expect(head.getByRole('button', { name: 'Show' })).toBeHidden();
  await expect(head.getByText('Give or cover').first()).toBeHidden();
  await head.emulateMedia({ media: 'screen' });
  await head.getByRole('link', { name: /^End .*Senior/ }).click();
  await expectGood(head);
  await head.context().close();
});

/** Has had it since Monday: as the Head would have given it. */
const holds = (house: House, personId: string, schoolId: string) =>
  house.sql(
    `with held as (
       insert into people.responsibility (id, trust_id, school_id, kind, person_id, during)
         select uuidv7(), s.trust_id, s.id, 'filtering_lead', $1, '[2026-11-16,)' from people.school s where s.id = $2
         returning *)
     insert into people.responsibility_deed (id, responsibility_id, place_id, kind, person_id, as_cover, during, what,
         reason, done_by, done_at)
       select uuidv7(), id, place_id, kind, person_id, as_cover, during, 'given', 'Named by the governors', person_id,
         '2026-11-16T09:00:00Z' from held`,
    [personId, schoolId],
  );

test('what somebody holds is handed over with notes, once the Head agrees', async ({ context, house }) => {
  const scene = await house.scene('school');
  for (const person of [scene.otherTeacher, scene.office])
    await appoint(house, person, scene.school.id, 'slt');
  await holds(house, scene.otherTeacher, scene.school.id);
  const successor = await nameOf(house, scene.office);

  const own = await tabFor(house, context, scene.otherTeacher);
  await own.goto('/responsibilities');
  await own.getByRole('link', { name: /^Hand over/ }).click();
  await expectGood(own);
  await own.getByLabel('Who takes it over?').selectOption({ label: successor });
  await fillDay(own, 'From which day?', ['1', '12', '2026']);
  await own.getByLabel('Notes for your successor').fill('Open: the yearly review.');
  await own.getByRole('button', { name: 'Ask for the handover' }).click();
  await expect(own.getByText('Asked. It holds once it is agreed to.')).toBeVisible();
  await own.context().close();

  const head = await tabFor(house, context, scene.head);
  await head.goto('/');
  await head.getByRole('link', { name: /Open .*a handover to/ }).click();
  await expect(head.getByText('Open: the yearly review.')).toBeVisible();
  await expectGood(head);
  await head.getByRole('button', { name: 'Agree to it' }).click();
  await expect(head.getByText('Agreed. It passes on from its day.')).toBeVisible();
  await fillDay(head, 'On which day?', ['1', '12', '2026']);
  await head.getByRole('button', { name: 'Show' }).click();
  await expect(head.getByText('As it was, or is planned, on 1 Dec 2026')).toBeVisible();
  await expect(head.locator('.gh-duty', { hasText: 'Senior leader for filtering' })).toContainText(successor);
  await head.context().close();
});

test('what was given, and every school of the trust beside the others', async ({ context, house }) => {
  const scene = await house.scene('school');
  await holds(house, scene.otherTeacher, scene.school.id);
  const head = await tabFor(house, context, scene.head);
  await head.goto('/responsibilities');
  await head.getByRole('button', { name: 'What was given and ended' }).click();
  await expect(head.getByText('Named by the governors')).toBeVisible();
  await expectGood(head);
  await head.context().close();

  const lead = await tabFor(house, context, scene.trustLead);
  await lead.goto('/responsibilities/trust');
  await expectGood(lead);
  await lead.context().close();
});

test('what a leaver leaves behind is passed on from Today, without JavaScript too', async ({
  page,
  context,
  house,
  browser,
}) => {
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  const id = await reportConcern(page, { name: 'Quillfeather' });
  const deputy = await tabFor(house, context, scene.deputy);
  await act(deputy, id, 'acknowledge', async () => {}, 'Acknowledge');
  await deputy.context().close();
  await house.sql("update people.appointment set during = '[2020-09-01,2026-11-01)' where person_id = $1", [
    scene.deputy,
  ]);

  const plain = await browser.newContext({ baseURL: house.origin, javaScriptEnabled: false });
  await house.signIn(plain, scene.dsl);
  const dsl = await plain.newPage();
  await dsl.goto('/');
  await dsl.getByRole('link', { name: /Open .*who reads them no longer/ }).click();
  await dsl.getByLabel('Who takes everything?').selectOption({ value: scene.head });
  await dsl.getByLabel('Why are they passed on?').fill('Left at half term');
  await dsl.getByRole('button', { name: 'Pass on' }).click();
  await expect(dsl.getByText('1 case passed on.')).toBeVisible();
  await dsl.goto(`/concerns/${id}`);
  await expect(dsl.getByText('Left at half term')).toBeVisible();
  await plain.close();

  await house.sql('update concern.case_file set assigned_to = $2 where concern_id = $1', [id, scene.deputy]);
  const head = await tabFor(house, context, scene.head);
  await head.goto('/concerns/pass-on');
  await expectGood(head);
  await head.getByRole('link', { name: /^Pass on/ }).click();
  await expectGood(head);
  await head.context().close();
});
