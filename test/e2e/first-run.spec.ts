import { test as base, expect, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { freePort } from '../support/free-port.ts';
import { startGatehouse } from '../support/gatehouse-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { expectAccessible } from './support/journey.ts';

const PASSWORD = 'copper kettle harbour';

/** The six digits that an authenticator app would show for the key on the page. */
async function codeFor(page: Page): Promise<string> {
  await page.getByText('I cannot scan the picture').click();
  const key = ((await page.locator('code.gh-code').textContent()) ?? '').replaceAll(/\s/g, '');
  return new TOTP({ secret: Secret.fromBase32(key) }).generate();
}

async function typeCode(page: Page, token: string): Promise<void> {
  await page.getByLabel('Code on the console').fill(token);
  await page.getByRole('button', { name: 'Go on' }).click();
}

/** As from the paper: small letters, without the strokes. */
async function typeRecoveryKey(page: Page): Promise<void> {
  const lines = await page.locator('code.gh-code').allTextContents();
  expect(lines).toHaveLength(8);
  await page.getByLabel('Type it back').fill(lines.join(' ').toLowerCase().replaceAll('-', ''));
}

async function fillSetUp(page: Page): Promise<void> {
  const fields = {
    trustName: 'Trust of the Test',
    schoolName: 'School of the Test',
    urn: '990077',
    schoolCode: 'TT',
    headGivenName: 'Hedda',
    headFamilyName: 'Marsh',
    headUserName: 'h.marsh',
    headPassword: PASSWORD,
    dslGivenName: 'Dara',
    dslFamilyName: 'Lock',
    dslUserName: 'd.lock',
  };
  for (const [name, value] of Object.entries(fields)) await page.locator(`input[name=${name}]`).fill(value);
}

base(
  'the first run: from the code on the console to a designated lead who is signed in',
  async ({ page }) => {
    base.setTimeout(120_000);
    const folder = await temporaryFolder('first-run');
    const gatehouse = await startGatehouse(folder.path, await freePort());
    try {
      const codeShown = () => /with this code:\s+(\S+)/.exec(gatehouse.said())?.[1] ?? '';
      // It answers a moment before the code is on the console.
      await expect.poll(codeShown).not.toBe('');
      const token = codeShown();
      await page.goto(gatehouse.origin);
      await expect(page).toHaveURL(/\/set-up$/);
      await expectAccessible(page);
      await typeCode(page, 'WRONG-CODE');
      await expect(page.getByRole('alert')).toBeVisible();
      await expect(page.locator('code.gh-code')).toHaveCount(0);
      await typeCode(page, token);
      await expectAccessible(page);
      await fillSetUp(page);
      await page.getByRole('button', { name: 'Set up' }).click();
      await expect(page.getByRole('alert')).toContainText('Type the recovery key back');
      await expect(page.locator('input[name=schoolName]')).toHaveValue('School of the Test');
      await fillSetUp(page);
      await typeRecoveryKey(page);
      await page.getByRole('button', { name: 'Set up' }).click();
      await expect(page.getByRole('heading', { name: 'Gatehouse is set up' })).toBeVisible();
      await expectAccessible(page);
      const dslCode = await page.locator('code.gh-code').nth(1).textContent();

      await page.getByRole('button', { name: /authenticator/ }).click();
      await expectAccessible(page);
      await page.getByLabel('Six digits').fill(await codeFor(page));
      await page.getByRole('button', { name: 'Go on' }).click();
      await expect(page.getByRole('heading', { name: /Hedda/ })).toBeVisible();
      await page.getByRole('button', { name: 'Sign out' }).first().click();
      await page.goto(`${gatehouse.origin}/concerns`);
      await expect(page).toHaveURL(/\/sign-in/);

      await page.goto(`${gatehouse.origin}/invitation`);
      await expectAccessible(page);
      await page.getByLabel('User name').fill('d.lock');
      await page.getByLabel('One-time code').fill(dslCode ?? '');
      await page.getByLabel('Choose a password', { exact: true }).fill('lantern gravel teapot');
      await page.locator('main form button[type=submit]').first().click();
      await page.getByLabel('Six digits').fill(await codeFor(page));
      await page.getByRole('button', { name: 'Go on' }).click();
      await expect(page.getByRole('heading', { name: /Dara/ })).toBeVisible();
      await page.goto(`${gatehouse.origin}/concerns`);
      await expect(page.getByRole('heading', { name: 'Concerns', level: 1 })).toBeVisible();
      await expectAccessible(page);
    } finally {
      await gatehouse.stop();
      await folder.remove();
    }
  },
);
