import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, test } from './support/journey.ts';
import { reportConcern, tabFor } from './support/people.ts';

test('a case is found by a name nearly right, the list is kept, and counted on screen, paper and in a file', async ({
  page,
  context,
  house,
}) => {
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  await reportConcern(page, { name: 'Quillfeather' });
  const lead = await tabFor(house, context, scene.dsl);

  await lead.goto('/concerns');
  await lead.getByLabel('Search').fill('Amarra Quilfeather');
  await lead.getByRole('button', { name: 'Search' }).click();
  await expect(lead.getByText('A name that is alike')).toBeVisible();
  await expect(lead).toHaveURL(/\/concerns\?search=[0-9a-f-]{36}$/);
  await expectAccessible(lead);

  await lead.goto('/concerns?status=submitted');
  await lead.getByText('Save this list').click();
  await lead.getByLabel('Name of the list').fill('New ones');
  await lead.getByLabel('Who sees it').selectOption({ index: 1 });
  await lead.getByRole('button', { name: 'Save', exact: true }).click();
  await expectAccessible(lead);
  await lead.goto('/concerns');
  await lead.getByRole('link', { name: 'New ones' }).click();
  await expect(lead).toHaveURL(/status=submitted$/);

  await lead.goto('/figures');
  await expect(lead.getByRole('img', { name: 'Concerns by month' })).toBeVisible();
  await expect(lead.locator('.gh-figure-head')).toContainText('1 open now');
  await expectAccessible(lead);
  await lead.setViewportSize({ width: 320, height: 700 });
  expect(await lead.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await expectAccessible(lead);
  await lead.emulateMedia({ media: 'print' });
  await expect(lead.getByRole('button', { name: 'Show' })).toBeHidden();
  await lead.emulateMedia({ media: 'screen' });
  const [download] = await Promise.all([
    lead.waitForEvent('download'),
    lead.getByRole('button', { name: 'Download as a table' }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toContain('Concerns,Reported,1');
  await lead.context().close();
});

test('a governor is given trends of terms that are over, and no child', async ({ context, house }) => {
  const scene = await house.scene('school');
  await house.sql(`update people.appointment set role = 'governor' where person_id = $1`, [scene.office]);
  const governor = await tabFor(house, context, scene.office);
  await governor.goto('/figures');
  await expect(governor.getByText('Numbers under 5 are hidden')).toBeVisible();
  await expect(governor.getByText('Nothing was reported in this time')).toBeVisible();
  await expectAccessible(governor);
  expect((await governor.goto('/concerns'))?.status()).toBe(404);
  await governor.context().close();
});
