import { expect, expectAccessible, test } from './support/journey.ts';
import { reportConcern } from './support/people.ts';

const toldOf = `select n.kind, n.person_id as person from concern.notice n where n.concern_id = $1 order by n.told_at, n.step`;

test('an urgent concern on a Friday afternoon climbs on Monday, not over the weekend', async ({
  page,
  context,
  house,
}) => {
  const scene = await house.scene('school');
  await house.at('2026-11-20T15:25:00Z'); // five minutes before the school closes
  await house.signIn(context, scene.teacher);
  const id = await reportConcern(page, {
    name: 'Quillfeather',
    kind: 'Contact from a stranger, or an adult who should not',
  });
  const told = async () =>
    (await house.sql<{ kind: string; person: string }>(toldOf, [id])).map(
      ({ kind, person }) => `${kind} ${person}`,
    );
  expect((await told()).toSorted()).toEqual(
    [scene.dsl, scene.deputy, scene.head].map((person) => `urgent ${person}`).toSorted(),
  );

  await house.at('2026-11-21T12:00:00Z');
  await house.runJobs();
  expect(await told()).toHaveLength(3);
  await house.at('2026-11-23T08:39:00Z');
  await house.runJobs();
  expect(await told()).toHaveLength(3);
  await house.at('2026-11-23T08:41:00Z'); // five minutes on Friday and ten on Monday make the school's fifteen
  await house.runJobs();
  expect(await told()).toContain(`escalated ${scene.trustLead}`);
});

test('the clock going back does not stretch the limit', async ({ page, context, house }) => {
  const scene = await house.scene('school');
  await house.sql(
    `insert into people.school_hours select $1, d, '00:30', '04:00' from generate_series(1, 7) d`,
    [scene.school.id],
  );
  await house.at('2026-10-25T00:50:00Z'); // 01:50 summer time, ten minutes before the hour is lived again
  await house.signIn(context, scene.teacher);
  const id = await reportConcern(page, { name: 'Quillfeather', kind: 'Self-harm, suicide or eating' });
  const [row] = await house.sql<{ ok: boolean }>(
    `select acknowledge_by = '2026-10-25T01:05:00Z' as ok from concern.case_file where concern_id = $1`,
    [id],
  );
  expect(row).toEqual({ ok: true });
});

test('acknowledging stops the climb, and the reporter is told', async ({ page, context, house }) => {
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  const id = await reportConcern(page, { name: 'Quillfeather', danger: 'Yes' });
  await context.clearCookies();
  await house.signIn(context, scene.deputy);
  await page.goto('/');
  await expectAccessible(page);
  await page
    .getByRole('button', { name: /Open and acknowledge/ })
    .first()
    .click();
  await expectAccessible(page);
  await page
    .getByRole('button', { name: 'Acknowledge' })
    .or(page.getByRole('link', { name: 'Acknowledge' }))
    .first()
    .click();
  await house.at('2026-11-20T12:00:00Z');
  await house.runJobs();
  expect(
    await house.sql(`select 1 from concern.notice where concern_id = $1 and kind = 'escalated'`, [id]),
  ).toEqual([]);
  expect(
    await house.sql(`select kind from concern.reporter_update where concern_id = $1 order by at`, [id]),
  ).toEqual([{ kind: 'sent' }, { kind: 'acknowledged' }]);
});
