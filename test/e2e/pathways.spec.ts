import type { Page } from '@playwright/test';
import { definitions } from '../../src/domains/concerns/pathway/definitions/index.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/journey.ts';
import { answerChecklist } from './support/pathways.ts';
import { act } from './support/people.ts';

async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await expectNoSidewaysScroll(page);
    if (process.env.GATEHOUSE_SHOTS)
      await page.screenshot({
        path: `${process.env.GATEHOUSE_SHOTS}/pathway-${name}-${width}.png`,
        fullPage: true,
      });
  }
}

/** The part of the checklist that asks one step. */
const step = (page: Page, id: string) => page.locator(`#step-${id}`);

async function choose(page: Page, id: string, answer: string, reason?: string): Promise<void> {
  await step(page, id).getByLabel(answer, { exact: true }).check();
  if (reason !== undefined) await step(page, id).getByRole('textbox').fill(reason);
  await step(page, id).getByRole('button', { name: /^Save/ }).click();
  await expect(step(page, id)).toHaveCount(0);
}

async function refer(page: Page, id: string): Promise<void> {
  const checklist = page.url();
  await step(page, id)
    .getByRole('link', { name: /^Record the referral/ })
    .click();
  await page.getByLabel('Why?').fill('A nude of a child of twelve; somebody older may have asked for it.');
  await page.getByLabel('How?').fill('By telephone');
  const check = page.getByRole('group', { name: 'When do you check for an answer?' });
  for (const [part, value] of Object.entries({ Day: '23', Month: '11', Year: '2026' }))
    await check.getByLabel(part).fill(value);
  await page.getByRole('button', { name: 'Record a referral' }).click();
  await expect(page.getByText('Referral saved.')).toBeVisible();
  await page.goto(checklist);
}

async function writeLogs(page: Page): Promise<void> {
  const viewing = step(page, 'viewing');
  await viewing.getByLabel('Somebody looked: fill in below').check();
  await viewing.getByLabel('Who looked?').fill('The designated lead');
  await viewing
    .getByLabel('Why would nothing else do?')
    .fill('The Police asked what it was before they came.');
  await viewing.getByRole('button', { name: /^Save/ }).click();
  // Nobody looks alone: the form comes back with what was typed.
  await expect(page.getByRole('alert')).toContainText('Say which second adult was there');
  await expect(page.getByLabel('Who looked?')).toHaveValue('The designated lead');
  await look(page, 'error');
  await page.getByLabel('Which second adult was there?').fill('The headteacher');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(viewing).toHaveCount(0);
  const custody = step(page, 'custody');
  await custody.getByLabel('A device is held: fill in below').check();
  await custody.getByLabel('Which device?').fill('Her phone, switched off');
  await custody.getByLabel('Where is it, and who holds it?').fill('In the office safe; the headteacher');
  await custody.getByRole('button', { name: /^Save/ }).click();
  await expect(custody).toHaveCount(0);
}

test('S2: a nude of a child: signs, Police, log with a second adult, custody, Report Remove; nobody asks for deletion', async ({
  page,
  context,
  house,
}) => {
  test.slow();
  const scene = await house.scene('nude');
  await house.signIn(context, scene.dsl);
  await act(
    page,
    scene.concern,
    'categorise',
    async () => page.getByLabel('Nudes and semi-nudes').check(),
    'Categorise',
  );
  await page.goto('/');
  await expect(page.getByText('A step of a pathway that cannot wait is due today')).toBeVisible();
  await page.goto(`/concerns/${scene.concern}`);
  await look(page, 'case');
  // By keyboard alone: to the checklist, and the first question answered.
  await page.getByRole('link', { name: 'Open the pathway: Nudes and semi-nudes' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Nudes and semi-nudes' })).toBeVisible();
  await look(page, 'begun');
  await step(page, 'adult').getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(step(page, 'police')).toContainText('at once');
  await expect(step(page, 'deletion')).toHaveCount(0);
  await refer(page, 'police');
  await refer(page, 'social_care');
  for (const sign of ['coerced', 'violent', 'under_13', 'at_risk']) await choose(page, sign, 'No');
  await choose(page, 'decision', 'With the Police or children’s social care', 'They asked us to wait.');
  await writeLogs(page);
  await choose(page, 'report_remove', 'Done');
  await expect(step(page, 'deletion')).toHaveCount(0);
  await page.goto(`/concerns/${scene.concern}/close`);
  await expect(page.getByText('Pathways: answer every step')).toBeVisible();
  await page.goBack();
  await choose(page, 'parents', 'Yes');
  await choose(page, 'support', 'Done');
  await expect(page.getByText('Everything that must be answered is.')).toBeVisible();
  await page.getByText(/^Answered \(/).click();
  await expect(page.getByText('The designated lead, with The headteacher')).toBeVisible();
  await look(page, 'answered');
  await act(page, scene.concern, 'close', async () => {}, 'Close the case');
});

test.describe('each pathway is opened by hand, holds up closing, and is taken to its end', () => {
  for (const { id, title } of definitions) {
    test(id, async ({ page, context, house }) => {
      test.slow(id === 'nudes');
      const scene = await house.scene('openCase');
      await house.signIn(context, scene.dsl);
      await page.goto(`/concerns/${scene.concern}/pathways/new`);
      await page.getByLabel(title, { exact: true }).check();
      await page.getByRole('button', { name: 'Open it' }).click();
      await page.goto(`/concerns/${scene.concern}/close`);
      await expect(page.getByRole('link', { name: /^Pathways: answer every step/ })).toBeVisible();
      await page.goto(`/concerns/${scene.concern}`);
      await page.getByRole('link', { name: `Open the pathway: ${title}` }).click();
      await page.setViewportSize({ width: 320, height: 800 });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      await answerChecklist(page);
      await act(page, scene.concern, 'close', async () => {}, 'Close the case');
    });
  }
});

test('a pathway that is not needed, with the reason, holds up nothing', async ({ page, context, house }) => {
  const scene = await house.scene('openCase');
  await house.signIn(context, scene.dsl);
  await page.goto(`/concerns/${scene.concern}/pathways/new`);
  await look(page, 'new');
  await page.getByLabel('Online bullying').check();
  await page.getByRole('button', { name: 'Open it' }).click();
  await page.getByRole('link', { name: /^Open the pathway/ }).click();
  await page.getByRole('link', { name: 'Not needed' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Say why it is not needed');
  await page.getByLabel('Why is this pathway not needed?').fill('A joke between sisters; both say so.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('#pathways')).toContainText('A joke between sisters');
  await act(page, scene.concern, 'close', async () => {}, 'Close the case');
});
