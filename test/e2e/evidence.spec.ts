import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/journey.ts';
import { act, tabFor } from './support/people.ts';

async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  for (const width of [320, 1366]) {
    await page.setViewportSize({ width, height: 800 });
    await expectNoSidewaysScroll(page);
    if (process.env.GATEHOUSE_SHOTS)
      await page.screenshot({
        path: `${process.env.GATEHOUSE_SHOTS}/evidence-${name}-${width}.png`,
        fullPage: true,
      });
  }
}

async function begin(page: Page, image: 'No' | 'Not sure'): Promise<void> {
  await page.goto('/concerns/report');
  const answer = (question: string, text: string) =>
    page.getByRole('group', { name: question }).getByLabel(text, { exact: true }).check();
  await answer('Is somebody in danger right now?', 'No');
  await answer('Is it about an adult who works or volunteers here?', 'No');
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByLabel('Name of a child or adult at this school').fill('quill');
  await page.getByRole('option', { name: /Amara Quillfeather/ }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Bullying or unkind messages').check();
  await page.getByLabel('Today', { exact: true }).check();
  await page.getByLabel('At school').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel(image, { exact: true }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** A picture of this very page, as a teacher would take one. */
const aScreenshot = (page: Page) => page.screenshot({ type: 'png' });

async function send(page: Page): Promise<string> {
  await page.getByLabel('What you saw or heard yourself').fill('Six messages, one after the other.');
  await page.getByLabel('Where did it come from?').fill('https://chat.example.test/room/7');
  await page.getByRole('group', { name: 'Is the screen hidden' }).getByLabel('Yes').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Send report' }).click();
  await expect(page.getByText('Your report was sent')).toBeVisible();
  return /\/concerns\/mine\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

test('S1: a screenshot of an abusive message is kept sealed, opened with a reason, signed by both', async ({
  page,
  context,
  house,
}) => {
  // The whole of it, each page through axe at two widths.
  test.setTimeout(180_000);
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  const picture = await aScreenshot(page);
  const sha256 = createHash('sha256').update(picture).digest('hex');
  await begin(page, 'No');
  await page.getByLabel('What the child said').fill('They keep sending it.');
  await page.getByRole('button', { name: 'Add a screenshot, photo or other file' }).click();
  await expect(page.locator('input[type=file]')).toHaveCount(0);
  await look(page, 'question');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose Yes, Not sure or No');
  await page.getByLabel('No', { exact: true }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await look(page, 'choose');
  await page
    .getByLabel('Screenshot, photo, video')
    .setInputFiles({ name: 'chat.png', mimeType: 'image/png', buffer: picture });
  await page.getByRole('button', { name: 'Add this file' }).click();
  await expect(page.getByText('1 file')).toBeVisible();
  await look(page, 'files');
  await page.getByRole('button', { name: 'Go on with the report' }).click();
  // Nothing that was typed before is lost.
  await expect(page.getByLabel('What the child said')).toHaveValue('They keep sending it.');
  const id = await send(page);
  await page.goto(`/concerns/mine/${id}`);
  await page.getByRole('link', { name: 'Sign', exact: true }).click();
  await look(page, 'sign');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByText('As it stands')).toBeVisible();

  const dsl = await tabFor(house, context, scene.dsl);
  await dsl.goto(`/concerns/${id}`);
  await look(dsl, 'case');
  await dsl.getByRole('link', { name: 'chat.png' }).click();
  await expect(dsl.locator('img.gh-evidence')).toHaveCount(0);
  await look(dsl, 'hidden');
  await dsl.getByRole('button', { name: 'Show it' }).click();
  await expect(dsl.getByRole('alert')).toContainText('Say why');
  await dsl.getByLabel('Why do you need to see it?').fill('To see who wrote it');
  await dsl.getByRole('button', { name: 'Show it' }).click();
  const shown = dsl.locator('img.gh-evidence');
  await expect(shown).toBeVisible();
  await expect
    .poll(() => shown.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
    .toBeGreaterThan(0);
  await look(dsl, 'shown');
  const content = await dsl.request.get((await shown.getAttribute('src')) ?? '');
  expect(
    createHash('sha256')
      .update(await content.body())
      .digest('hex'),
  ).toBe(sha256);
  await expect(dsl.getByText(sha256)).toBeVisible();

  await dsl.getByText('Download a sealed copy').click();
  await dsl.getByLabel('Why, and for whom?').fill('For the Police, asked by telephone');
  const [download] = await Promise.all([
    dsl.waitForEvent('download'),
    dsl.getByRole('button', { name: 'Download (zip, AES-256)' }).click(),
  ]);
  const zip = await readFile(await download.path());
  expect(zip.includes(picture.subarray(100, 164))).toBe(false);
  expect(download.suggestedFilename()).toMatch(/^evidence-[0-9a-f]{8}\.zip$/);

  await act(dsl, id, 'acknowledge', async () => {}, 'Acknowledge');
  await dsl.getByRole('link', { name: 'Sign', exact: true }).click();
  await dsl.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(dsl.getByText('Designated lead:')).toBeVisible();
  const custody = await house.sql<{ act: string }>(
    'select act from evidence.custody where concern_id = $1 order by at, id',
    [id],
  );
  expect(custody.map((line) => line.act)).toEqual(['added', 'revealed', 'downloaded']);
  const mails = JSON.stringify(await house.sql('select * from mail.outbox'));
  expect(mails).not.toContain('chat.png');
  await dsl.context().close();
});

test('S2: Not sure: no upload is offered, every path refuses, and the lead is told at once', async ({
  page,
  context,
  house,
}) => {
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  await begin(page, 'Not sure');
  await expect(page.getByRole('heading', { name: /Leave the picture alone/ })).toBeVisible();
  await page.getByRole('button', { name: 'Go on in words' }).click();
  await expect(page.getByRole('button', { name: /Add a screenshot/ })).toHaveCount(0);
  const folder = /report\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await page.goto(`/evidence/${folder}`);
  await expect(page.getByText('No file can be added: words only')).toBeVisible();
  await look(page, 'locked');
  await page.goto(`/concerns/report/${folder}/words`);
  const id = await send(page);
  // The same doors by hand: the question answered No, and an upload straight away.
  const forged = await page.request.post(`/evidence/${folder}`, {
    form: { answer: 'no' },
    headers: { 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  });
  expect(forged.headers().location).toBe(`/evidence/${folder}`);
  const pieces = await page.request.put(`/evidence/uploads/${folder}/pieces`, {
    data: Buffer.alloc(1000, 1),
    headers: {
      'content-type': 'application/octet-stream',
      'sec-fetch-site': 'same-origin',
      'upload-offset': '0',
      'upload-length': '1000',
    },
  });
  expect(pieces.status()).toBe(404);
  const kept = await house.sql<{ items: number; uploads: number }>(
    `select (select count(*)::int from evidence.item where folder_id = $1) as items,
      (select count(*)::int from evidence.upload where folder_id = $1) as uploads`,
    [folder],
  );
  expect(kept).toEqual([{ items: 0, uploads: 0 }]);
  const told = await house.sql<{ kind: string }>('select kind from concern.notice where concern_id = $1', [
    id,
  ]);
  expect(told.some(({ kind }) => kind === 'urgent')).toBe(true);

  const dsl = await tabFor(house, context, scene.dsl);
  await dsl.goto(`/evidence/${folder}`);
  await look(dsl, 'settle');
  await dsl.getByLabel('How do you know?').fill('The class saw it: a photograph of a dog in a jumper.');
  await dsl.getByRole('button', { name: 'Change Not sure to No' }).click();
  await expect(dsl.getByText('The answer is No now')).toBeVisible();
  await dsl.context().close();
});

test('without JavaScript a file is added with the form alone', async ({ browser, house }) => {
  const scene = await house.scene('school');
  const plain = await browser.newContext({ baseURL: house.origin, javaScriptEnabled: false });
  await house.signIn(plain, scene.teacher);
  const page = await plain.newPage();
  await page.goto('/concerns/report');
  await page.getByRole('group', { name: 'Is somebody in danger' }).getByLabel('No').check();
  await page.getByRole('group', { name: 'Is it about an adult' }).getByLabel('No', { exact: true }).check();
  await page.getByRole('button', { name: 'Start' }).click();
  const folder = /report\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await page.goto(`/evidence/${folder}`);
  await page.getByLabel('No', { exact: true }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Add this file' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose a file');
  await page
    .getByLabel('Screenshot, photo, video')
    .setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('What it said') });
  await page.getByRole('button', { name: 'Add this file' }).click();
  await expect(page.getByText('The file is kept, sealed')).toBeVisible();
  await page.getByRole('button', { name: /Take out/ }).click();
  await expect(page.getByText('taken out and destroyed')).toBeVisible();
  await expect(page.getByText('note.txt')).toHaveCount(0);
  await plain.close();
});
