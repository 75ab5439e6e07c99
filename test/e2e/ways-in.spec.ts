import type { BrowserContext, Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, type House, test } from './support/journey.ts';

/** Ways in without an account: a young pupil with a name, an older one without, a parent by link. */

const CODE = /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){5}/;

const next = async (page: Page) => {
  await page.getByRole('button', { name: 'Next' }).click();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
};

const codeOn = async (page: Page): Promise<string> => {
  const code = CODE.exec((await page.locator('.gh-tell__code').textContent()) ?? '')?.[0];
  expect(code).toBeDefined();
  return code ?? '';
};

const concernAt = async (house: House, school: string): Promise<string> =>
  (await house.sql<{ id: string }>('select id from concern.concern where school_id = $1', [school]))[0]?.id ??
  '';

async function noCookies(context: BrowserContext): Promise<void> {
  expect(await context.cookies()).toEqual([]);
}

test('KS1: symbols and big words, a name, at 320 px, and the lead reads who told', async ({
  page,
  context,
  browser,
  house,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const { school, dsl } = await house.scene('school');
  await page.goto(`/tell/${school.urn}`);
  await expect(page.getByText('We cannot keep that secret')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Exit this page' })).toBeVisible();
  await page.getByLabel('Nursery').check();
  await next(page);
  await expect(page.getByRole('link', { name: '0800 1111' }).first()).toBeVisible();
  await page.getByLabel('Yes, I am safe').check();
  await next(page);
  await expect(page.locator('svg.gh-symbol').first()).toBeVisible();
  await page.getByLabel('A nasty message').check();
  await next(page);
  await page.getByLabel('Write it').fill('They wrote I am smelly.');
  await next(page);
  await page.getByLabel('No', { exact: true }).check();
  await next(page);
  await page.getByLabel('Yes, I write my name').check();
  await page.getByLabel('Your name').fill('Amara Q');
  await page.getByLabel('Your class').fill('Robins');
  await next(page);
  await expect(page.getByText('They wrote I am smelly.')).toBeVisible();
  // Nothing that was typed stands in an address.
  expect(page.url()).toBe(`${house.origin}/tell/${school.urn}`);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('It is sent')).toBeVisible();
  await expectAccessible(page);
  await codeOn(page);
  await noCookies(context);

  const staff = await browser.newContext();
  await house.signIn(staff, dsl);
  const desk = await staff.newPage();
  await desk.goto(`${house.origin}/concerns/${await concernAt(house, school.id)}`);
  await expect(desk.getByText('Gave a name. Nobody has checked it')).toBeVisible();
  await expect(desk.getByText('Amara Q, Robins').first()).toBeVisible();
  await expectAccessible(desk);
  await staff.close();
});

test('without a name: urgent words show help, the school answers, the pupil writes again', async ({
  page,
  context,
  browser,
  house,
}) => {
  const { school, dsl } = await house.scene('school');
  await page.goto(`/tell/${school.urn}`);
  await page.getByLabel('Year 3 or older').check();
  await next(page);
  await page.getByLabel('I do not know').check();
  await next(page);
  await page.getByLabel('Something else').check();
  await next(page);
  await page.getByLabel('Use your own words').fill('I am scared to go home.');
  await next(page);
  await expect(page.getByText('You can get help right now')).toBeVisible();
  await page.getByLabel('No', { exact: true }).check();
  await next(page);
  await page.getByLabel('No, I do not want to say').check();
  await next(page);
  await page.getByRole('button', { name: 'Send' }).click();
  const code = await codeOn(page);

  const staff = await browser.newContext();
  await house.signIn(staff, dsl);
  const desk = await staff.newPage();
  await desk.goto(`${house.origin}/concerns/${await concernAt(house, school.id)}`);
  await expect(desk.getByText('Somebody who did not say who they are').first()).toBeVisible();
  await desk.getByRole('button', { name: 'Acknowledge' }).click();
  await desk.getByRole('link', { name: 'Answer them' }).click();
  await desk.getByLabel('Message to the reporter').fill('You are not in trouble. Can you come to room 4?');
  await desk.getByRole('button', { name: /message/i }).click();

  await page.goto('/tell/answers');
  await expectAccessible(page);
  await page.getByLabel('Your code').fill(code.toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: 'See the answer' }).click();
  await expect(page.getByText('Can you come to room 4?')).toBeVisible();
  await page.getByLabel('Write again').fill('Yes, at break.');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('Yes, at break.')).toBeVisible();
  await expectAccessible(page);
  await noCookies(context);

  await desk.reload();
  await expect(desk.getByText('Yes, at break.')).toBeVisible();
  await staff.close();
});

test('a parent tells by the school’s link, without JavaScript, and is refused first', async ({
  browser,
  house,
}) => {
  const { school } = await house.scene('school');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${house.origin}/tell/${school.urn}/adult`);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('There is a problem')).toBeVisible();
  await page.getByRole('group', { name: 'danger' }).getByLabel('No').check();
  await page.getByLabel('Bullying or unkind messages').check();
  await page.getByLabel('What happened?').fill('My son gets messages at night.');
  await page.getByRole('group', { name: 'picture or video' }).getByLabel('No', { exact: true }).check();
  await page.getByRole('group', { name: 'works or volunteers' }).getByLabel('No', { exact: true }).check();
  await page.getByLabel('Your telephone number').fill('01632 960123');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('Thank you for telling')).toBeVisible();
  await codeOn(page);
  await context.close();
});
