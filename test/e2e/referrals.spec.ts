import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { readPdf } from '../support/read-pdf.ts';
import { expect, expectAccessible, test } from './support/journey.ts';
import { act, fillDay, reportConcern, tabFor } from './support/people.ts';

async function refer(page: Page, id: string, to: string, reference: string): Promise<void> {
  await page.goto(`/concerns/${id}/referrals/new`);
  await page.getByLabel(to, { exact: true }).check();
  await page.getByLabel('Why?').fill('A page that may be illegal. Nobody opened it again.');
  await page.getByLabel('At what time? (if known)').fill('9:05');
  await page.getByLabel('How?').fill('By their report form');
  await page.getByLabel('Their reference (if you have it)').fill(reference);
  await fillDay(page, 'When do you check for an answer?', ['23', '11', '2026']);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Record a referral' }).click();
  await expect(page.getByText('Referral saved.')).toBeVisible();
}

test('S5: a page that may be illegal is referred by route; the Police decision is chased to the Head and read by her', async ({
  page,
  context,
  house,
}) => {
  test.slow();
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  const id = await reportConcern(page, { name: 'Quillfeather' });
  const dsl = await tabFor(house, context, scene.dsl);
  await act(dsl, id, 'acknowledge', async () => {}, 'Acknowledge');
  await act(dsl, id, 'categorise', async () => dsl.getByLabel('Violence or weapons').check(), 'Categorise');
  await act(
    dsl,
    id,
    'intent',
    async () => {
      await dsl.getByLabel('Deliberate').check();
      await dsl.getByLabel('What that rests on (if you wish)').fill('Typed the address in three times.');
    },
    'Record intent',
  );
  await dsl.goto('/');
  await expect(dsl.getByText('The Police, or why not: the decision is due today')).toBeVisible();
  await refer(dsl, id, 'Internet Watch Foundation (IWF)', 'IWF-4471');
  await refer(dsl, id, 'Internet provider', 'T-2210');
  await expect(dsl.locator('#referrals')).toContainText('at 09:05');
  await expectAccessible(dsl);

  // Nobody decided about the Police on the day: the Head is told by a link, and closing says what is missing.
  await house.at('2026-11-23T09:10:00Z');
  await house.runJobs();
  const mails = await house.sql<{ template: string; link: string }>(
    'select template, link from mail.outbox where to_person_id = $1 and link = $2',
    [scene.head, `/concerns/${id}`],
  );
  expect(mails).toContainEqual({ template: 'waits', link: `/concerns/${id}` });
  const lead = await tabFor(house, context, scene.dsl);
  await lead.goto(`/concerns/${id}/close`);
  await lead.getByRole('link', { name: /The Police: refer it, or say why not/ }).click();
  await lead.getByRole('link', { name: 'Decide not to refer' }).click();
  await lead.getByLabel('Police', { exact: true }).check();
  await lead.getByLabel('Why not?').fill('The officer on 101 asked us to leave it with the IWF.');
  await expectAccessible(lead);
  await lead.getByRole('button', { name: 'Record a decision not to refer' }).click();
  await expect(lead.locator('#referrals')).toContainText('The Head has not read this yet.');

  const head = await tabFor(house, context, scene.head);
  await head.goto('/');
  await expect(head.getByText('The Police were not told: please read why')).toBeVisible();
  await head.goto(`/concerns/${id}`);
  await head.getByRole('link', { name: /^I have read this/ }).click();
  await expect(head.getByText('asked us to leave it with the IWF')).toBeVisible();
  await expectAccessible(head);
  await head.getByRole('button', { name: 'I have read this' }).click();
  await expect(head.locator('#referrals')).toContainText('The Head read this');

  // An answer comes, and the register shows what still waits.
  await lead.goto(`/concerns/${id}`);
  await lead.getByRole('link', { name: /What was heard of the referral to Internet Watch/ }).click();
  await lead.getByLabel('We know what came of it: nothing more is awaited').check();
  await lead.getByLabel('What was said, and by whom').fill('Taken down on Sunday.');
  await expectAccessible(lead);
  await lead.getByRole('button', { name: 'Record what you heard' }).click();
  await expect(lead.locator('#referrals')).toContainText('Taken down on Sunday.');
  await lead.goto('/referrals?recipient=iwf');
  await expect(lead.getByRole('row', { name: /Internet Watch/ })).toContainText('Outcome known');
  await expectAccessible(lead);
  for (const tab of [dsl, lead, head]) await tab.context().close();
});

test('S6: a complete Prevent pack is read through, locked, and opens with the code that is told by telephone', async ({
  page,
  context,
  house,
}) => {
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  const id = await reportConcern(page, {
    name: 'Quillfeather',
    kind: 'Extremist ideas, or being drawn into them',
    words: 'The same phrase, searched for and mailed.',
  });
  const dsl = await tabFor(house, context, scene.dsl);
  await act(dsl, id, 'acknowledge', async () => {}, 'Acknowledge');
  await dsl.goto(`/concerns/${id}`);
  await dsl.getByRole('link', { name: 'Make a pack' }).click();
  await expectAccessible(dsl);
  await dsl.getByRole('link', { name: 'Prevent, and Channel' }).click();
  await expect(dsl.getByText(/Curiosity, faith, politics or a school topic are no signs/)).toBeVisible();
  await expectAccessible(dsl);
  await dsl.getByLabel('Ideology, as far as it is known').fill('Not known.');
  await dsl.getByLabel('What you fear may happen, and what you hope for').fill('That somebody meets him.');
  await dsl.getByRole('button', { name: 'Make a pack' }).click();
  await expect(dsl.getByRole('heading', { name: 'Pack for: Prevent, and Channel' })).toBeVisible();
  await expectAccessible(dsl);
  await dsl.getByRole('button', { name: 'Make the file' }).click();
  await expect(dsl.getByText('Tell it by telephone.')).toBeVisible();
  await expectAccessible(dsl);
  const code = (await dsl.locator('.gh-code').textContent()) ?? '';
  const [download] = await Promise.all([
    dsl.waitForEvent('download'),
    dsl.getByRole('button', { name: 'Download the file (PDF)' }).click(),
  ]);
  const file = await readFile(await download.path());
  const read = await readPdf(Promise.resolve(file), code);
  expect(read.isTagged).toBe(true);
  expect(read.pages.join(' ')).toContain('The same phrase, searched for and mailed.');
  expect(read.pages.join(' ')).toContain('That somebody meets him.');
  await dsl.getByRole('link', { name: 'Record the referral' }).click();
  await expect(dsl.getByLabel('Prevent, and Channel', { exact: true })).toBeChecked();
  await dsl.context().close();
});

test('what the law says is for everybody to read, with what is not in force marked', async ({
  page,
  context,
  house,
}) => {
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  await page.goto('/references');
  await expect(page.getByText('Keeping children safe in education')).toBeVisible();
  await expect(page.getByText('Not in force').first()).toBeVisible();
  await expectAccessible(page);
});
