import type { Locator, Page } from '@playwright/test';
import { expect } from './journey.ts';

/** The step that is answered elsewhere: somebody decides not to refer. */
async function decideNotToRefer(page: Page, card: Locator): Promise<void> {
  const checklist = page.url();
  await card.getByRole('link', { name: /^Decide not to refer/ }).click();
  await page.getByLabel('Why not?').fill('Talked through with them by telephone: not for them.');
  await page.getByRole('button', { name: 'Record a decision not to refer' }).click();
  await page.goto(checklist);
}

/** Answers one step by its last choice; a log by that there is nothing to write. */
async function answerOne(page: Page, card: Locator): Promise<void> {
  const form = card.locator('form');
  if ((await form.count()) === 0) return decideNotToRefer(page, card);
  const nothing = form.locator('input[value=none]');
  if ((await nothing.count()) > 0) await nothing.check();
  else {
    await form.getByRole('radio').last().check();
    for (const why of await form.getByRole('textbox').all())
      await why.fill('Agreed with the child and her mother.');
  }
  const step = (await card.getAttribute('id')) ?? '';
  await form.getByRole('button', { name: /^Save/ }).click();
  await expect(page.locator(`#${step}`)).toHaveCount(0);
}

/** Takes the checklist that is open to its end. */
export async function answerChecklist(page: Page): Promise<void> {
  const open = page.locator('[id^="step-"]').filter({ hasNotText: 'if it helps' });
  while ((await open.count()) > 0) await answerOne(page, open.first());
  await expect(page.getByText('Everything that must be answered is.')).toBeVisible();
}

/** Takes every pathway of a case to its end. */
export async function answerPathways(page: Page, id: string): Promise<void> {
  await page.goto(`/concerns/${id}`);
  const links = await page
    .locator('#pathways')
    .getByRole('link', { name: /^Open the pathway/ })
    .all();
  const checklists = await Promise.all(links.map((link) => link.getAttribute('href')));
  for (const checklist of checklists) {
    await page.goto(checklist ?? '');
    await answerChecklist(page);
  }
}
