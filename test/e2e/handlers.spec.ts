import { expect, expectAccessible, test } from './support/journey.ts';
import { act, reportConcern, tabFor } from './support/people.ts';

test('two people edit at once: the second is shown what changed, and loses nothing', async ({
  page,
  context,
  house,
}) => {
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  const id = await reportConcern(page, { name: 'Quillfeather' });
  const dsl = await tabFor(house, context, scene.dsl);
  const deputy = await tabFor(house, context, scene.deputy);
  await act(dsl, id, 'acknowledge', async () => {}, 'Acknowledge');

  await deputy.goto(`/concerns/${id}/outcome`);
  await deputy.getByLabel('What came of it').fill('The deputy’s long and careful words.');
  await deputy.getByLabel('The line for the reporter').fill('Dealt with.');
  await act(dsl, id, 'severity', async () => dsl.getByLabel('High').check(), 'Set severity');

  await deputy.getByRole('button', { name: 'Write the outcome' }).click();
  await expect(deputy.getByText('Somebody changed this case while you were writing')).toBeVisible();
  await expectAccessible(deputy);
  await expect(deputy.getByLabel('What came of it')).toHaveValue('The deputy’s long and careful words.');
  await deputy.getByRole('button', { name: 'Save all the same' }).click();
  await expect(deputy).toHaveURL(new RegExp(`/concerns/${id}$`));
  expect(
    await house.sql('select outcome, severity from concern.case_file where concern_id = $1', [id]),
  ).toEqual([{ outcome: 'The deputy’s long and careful words.', severity: 'high' }]);
  await dsl.context().close();
  await deputy.context().close();
});

test('a session lost in the middle of a long report loses no typing', async ({ page, context, house }) => {
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  await page.goto('/concerns/report');
  await page.getByRole('group', { name: 'Is somebody in danger right now?' }).getByLabel('No').check();
  await page.getByRole('group', { name: 'Is it about an adult' }).getByLabel('No', { exact: true }).check();
  await page.getByRole('button', { name: 'Start' }).click();
  const draft = /report\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  const long = 'A long account, word after word. '.repeat(200);
  await page.goto(`/concerns/report/${draft}/words`);
  await page.evaluate("document.querySelector('form[data-autosave]').removeAttribute('data-autosave')");
  await house.at('2026-11-20T09:40:00Z'); // idle for longer than the limit
  await page.getByLabel('What you saw or heard yourself').fill(long);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByText(/What you typed is kept/)).toBeVisible();
  await expectAccessible(page);

  const [parked] = await house.sql<{ id: string; path: string }>(
    'select id, path from signin.parked_form where person_id = $1',
    [scene.teacher],
  );
  await context.clearCookies();
  await house.signIn(context, scene.teacher);
  await page.goto(`${parked?.path}?kept=${parked?.id}`);
  await expect(page.getByLabel('What you saw or heard yourself')).toHaveValue(long);
});

test('what is typed is kept while it is typed', async ({ page, context, house }) => {
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  await page.goto('/concerns/report');
  await page.getByRole('group', { name: 'Is somebody in danger right now?' }).getByLabel('No').check();
  await page.getByRole('group', { name: 'Is it about an adult' }).getByLabel('No', { exact: true }).check();
  await page.getByRole('button', { name: 'Start' }).click();
  const draft = /report\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await page.goto(`/concerns/report/${draft}/words`);
  await page.getByLabel('What the child said').pressSequentially('He said');
  await expect(page.getByText(/^Saved \d\d:\d\d/)).toBeVisible({ timeout: 10_000 });
  expect(
    await house.sql(`select fields -> 'child_words' as words from concern.draft where id = $1`, [draft]),
  ).toEqual([{ words: ['He said'] }]);
});

test('who was signed out while typing is told so, not that the network is gone', async ({
  page,
  context,
  house,
}) => {
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  await page.goto('/concerns/report');
  await page.getByRole('group', { name: 'Is somebody in danger right now?' }).getByLabel('No').check();
  await page.getByRole('group', { name: 'Is it about an adult' }).getByLabel('No', { exact: true }).check();
  await page.getByRole('button', { name: 'Start' }).click();
  const draft = /report\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await page.goto(`/concerns/report/${draft}/words`);
  await context.clearCookies();
  await page.getByLabel('What the child said').pressSequentially('He said');
  await expect(
    page.getByText('You are signed out. Sign in in another tab; your words stay here'),
  ).toBeVisible({
    timeout: 10_000,
  });
  await expect(page.getByLabel('What the child said')).toHaveValue('He said');
});
