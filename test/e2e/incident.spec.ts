import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, type House, test } from './support/journey.ts';
import { act, fillDay, reportConcern, tabFor } from './support/people.ts';

/** What follows an incident for everybody in it: finding, sanction, support, and what is put right. */

const linkOf = (page: Page, what: string, name: string) =>
  page.locator('#people').getByRole('link', { name: new RegExp(`^${what} ?: .*${name}`) });

/** Somebody else of the school takes part in the case: its lead looks them up and names them. */
async function alsoNamed(page: Page, id: string, name: string): Promise<void> {
  await act(
    page,
    id,
    'name_person',
    async () => {
      await page.locator('input[type=search]').fill(name);
      await page.getByRole('option', { name: new RegExp(name) }).click();
      await page.locator('input[name=part][value=alleged]').check();
      await page.locator('textarea').first().fill('The messages name them.');
    },
    'Name somebody',
  );
}

async function save(page: Page, id: string, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/concerns/${id}(#.*)?$`));
}

async function find(page: Page, id: string, name: string): Promise<void> {
  await page.goto(`/concerns/${id}`);
  await linkOf(page, 'Finding', name).click();
  await expectAccessible(page);
  await page.locator('input[name=finding][value=substantiated]').check();
  await page.locator('input[name=intent][value=deliberate]').check();
  await page.getByRole('group', { name: 'Did they tell of it themselves' }).getByLabel('No').check();
  await page.getByLabel('What the finding rests on').fill('The account is hers, and she says so.');
  await save(page, id, 'Record a finding about somebody');
}

async function withdrawInternet(page: Page, id: string, name: string): Promise<void> {
  await page.goto(`/concerns/${id}`);
  await linkOf(page, 'Sanction', name).click();
  await expect(page.getByText('What is known of')).toBeVisible();
  await page.getByLabel('Internet withdrawn', { exact: true }).check();
  await page.getByLabel('Why this step?').fill('It hurt somebody, and a warning was given before.');
  await page.getByLabel('Yes, I decide it').check();
  await fillDay(page, 'Its last day', ['27', '11', '2026']);
  await expectAccessible(page);
  await save(page, id, 'Save');
}

async function toldOfSanction(page: Page, id: string): Promise<void> {
  await page.locator('#sanctions').getByRole('link', { name: /^Told/ }).click();
  await page.getByLabel('Parents or carers').check();
  await page.getByLabel('Their names, or which staff').fill('Her mother');
  await save(page, id, 'Note who was told of a sanction');
}

async function planSupport(page: Page, id: string, name: string): Promise<void> {
  await page.goto(`/concerns/${id}`);
  await linkOf(page, 'Support', name).click();
  await page.getByLabel('Yes', { exact: true }).check();
  await page.getByLabel('Which adult can they go to?').selectOption({ index: 1 });
  await page.getByLabel('What is done for them?').fill('Messages taken down; sits with friends.');
  await page.getByLabel('What does the child want?').fill('To sit with Bea.');
  await page.locator('input[name=owner]').first().check();
  const first = page.getByRole('group', { name: 'When first?' });
  await first.getByLabel('Day').fill('23');
  await first.getByLabel('Month').fill('11');
  await first.getByLabel('Year').fill('2026');
  await expectAccessible(page);
  await save(page, id, 'Save');
}

const restrictionsSeenBy = async (house: House, page: Page, person: string): Promise<string> => {
  const tab = await tabFor(house, page.context(), person);
  await tab.goto('/restrictions');
  await expectAccessible(tab);
  const text = (await tab.locator('main').textContent()) ?? '';
  await tab.context().close();
  return text;
};

test('an abusive message: sanction for who sent it, support for who received it, an appeal, the end', async ({
  page,
  context,
  house,
}) => {
  test.setTimeout(120_000);
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  const id = await reportConcern(page, { name: 'Quillfeather' });
  const dsl = await tabFor(house, context, scene.dsl);
  await act(dsl, id, 'acknowledge', async () => {}, 'Acknowledge');
  await alsoNamed(dsl, id, 'Thistlewick');
  await expect(linkOf(dsl, 'Sanction', 'Quillfeather')).toHaveCount(0);
  await find(dsl, id, 'Thistlewick');
  await withdrawInternet(dsl, id, 'Thistlewick');
  await toldOfSanction(dsl, id);
  await planSupport(dsl, id, 'Quillfeather');
  // Whoever supervises knows that and until when, not why.
  const seen = await restrictionsSeenBy(house, page, scene.otherTeacher);
  expect(seen).toMatch(/Thistlewick[\s\S]*27 Nov 2026/);
  expect(seen).not.toContain('hurt somebody');

  await dsl
    .locator('#sanctions')
    .getByRole('link', { name: /^Appeal/ })
    .click();
  await dsl.getByLabel('What they bring against it').fill('Her mother: a week is long.');
  await save(dsl, id, 'Record an appeal');
  await expect(dsl.locator('#sanctions').getByRole('link', { name: /^Answer the appeal/ })).toHaveCount(0);
  const [row] = await house.sql<{ id: string }>('select id from concern.sanction where concern_id = $1', [
    id,
  ]);
  await dsl.goto(`/concerns/${id}/sanctions/${row?.id}/answer`);
  await expect(dsl.getByText('You decided this sanction, so somebody else answers')).toBeVisible();
  await expectAccessible(dsl);
  const head = await tabFor(house, context, scene.head);
  await head.goto('/');
  await expect(head.getByText(/An appeal waits for an answer/)).toBeVisible();
  await head.goto(`/concerns/${id}`);
  await head
    .locator('#sanctions')
    .getByRole('link', { name: /^Answer the appeal/ })
    .click();
  await head.getByLabel('It stands as it was').check();
  await head.getByLabel('Why?').fill('Read again with both families.');
  await save(head, id, 'Answer an appeal');
  await expect(head.locator('#sanctions')).toContainText('appeal: it stands as it was');
  await expectAccessible(head);
  await head.setViewportSize({ width: 390, height: 800 });
  await expectNoSidewaysScroll(head);
  await head.context().close();
  await dsl.context().close();
});

test('it was somebody else: put right in one act, and access is back at once', async ({
  page,
  context,
  house,
}) => {
  test.setTimeout(120_000);
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  const id = await reportConcern(page, { name: 'Quillfeather', part: 'May have done it' });
  const dsl = await tabFor(house, context, scene.dsl);
  await act(dsl, id, 'acknowledge', async () => {}, 'Acknowledge');
  await find(dsl, id, 'Quillfeather');
  await withdrawInternet(dsl, id, 'Quillfeather');
  await toldOfSanction(dsl, id);
  expect(await restrictionsSeenBy(house, page, scene.otherTeacher)).toContain('Quillfeather');

  await dsl.goto(`/concerns/${id}`);
  await linkOf(dsl, 'Wrong person', 'Quillfeather').click();
  await expectAccessible(dsl);
  await dsl.locator('input[type=search]').fill('Thistlewick');
  await dsl.getByRole('option', { name: /Thistlewick/ }).click();
  await dsl.getByLabel('How do you know?').fill('Bo came and said so.');
  await save(dsl, id, 'Put it right');

  expect(await restrictionsSeenBy(house, page, scene.otherTeacher)).not.toContain('Quillfeather');
  await expect(dsl.locator('#sanctions')).toContainText('Reversed');
  await expect(dsl.getByText(/Talk with Amara Quillfeather and their parents/).first()).toBeVisible();
  await expect(
    dsl.getByText(/Tell again that it was not Amara Quillfeather: Her mother/).first(),
  ).toBeVisible();
  await expect(linkOf(dsl, 'Finding', 'Thistlewick')).toBeVisible();
  await expectAccessible(dsl);
  // The wronged child's file says so, and no sanction counts against them.
  await dsl.goto(`/children/${scene.amara}`);
  await expect(dsl.locator('main')).toContainText('Was wrongly named as');
  await expectAccessible(dsl);
  const [counted] = await house.sql<{ n: string }>(
    `select count(*) as n from concern.sanction s join concern.party p on p.id = s.party_id
     where p.person_id = $1 and s.state not in ('reversed', 'dropped')`,
    [scene.amara],
  );
  expect(counted?.n).toBe('0');
  await dsl.context().close();
});
