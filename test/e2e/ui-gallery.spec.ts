import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/journey.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** What the content security policy refused, or a script threw. */
function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(message.text());
  });
  return found;
}

/** How far the page could be scrolled sideways; regions that scroll by themselves do not count. */
const overflow = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** The gallery itself, not the set-up page that an empty Gatehouse leads to. */
async function openGallery(page: Page): Promise<void> {
  await page.goto('/dev/ui');
  await expect(page).toHaveURL(/\/dev\/ui$/);
}

test.beforeEach(async ({ house }) => {
  await house.scene('school');
});

for (const width of [1440, 390, 320]) {
  test(`every component is accessible and fits at ${width} pixels`, async ({ page }) => {
    const refused = complaints(page);
    await page.setViewportSize({ width, height: 800 });
    await openGallery(page);
    await expect(page.locator('body')).toHaveClass(/js-enabled/);
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(refused).toEqual([]);
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('hidden questions are open and the search has its button', async ({ page }) => {
    await openGallery(page);
    await expect(page.getByLabel('When?')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Search' })).toBeVisible();
  });
});

test('the menu folds out on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await openGallery(page);
  const menu = page.locator('.gh-side__menu');
  await expect(menu.getByRole('button', { name: 'Sign out' })).toBeHidden();
  await menu.locator('summary').click();
  await expect(menu.getByRole('button', { name: 'Sign out' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('a person is found and chosen with the keyboard alone', async ({ page }) => {
  const asked: (string | null)[] = [];
  await page.route('**/dev/ui/people', async (route) => {
    asked.push(route.request().postData());
    await route.fulfill({
      json: {
        people: [
          { id: 'p1', label: 'Amara K.', detail: 'Year 6, Beech' },
          { id: 'p2', label: 'Amar S.', detail: 'Year 4, Oak' },
        ],
      },
    });
  });
  await openGallery(page);
  const field = page.getByRole('combobox', { name: 'Child’s name' });
  await field.fill('ama');
  await expect(page.getByRole('listbox', { name: 'People found' }).getByRole('option')).toHaveCount(2);
  expect(await violations(page)).toEqual([]);
  await field.press('ArrowDown');
  await field.press('ArrowDown');
  await field.press('Enter');
  await expect(field).toHaveValue('Amar S.');
  await expect(field).toBeFocused();
  await expect(page.locator('input[name="bound-person"]')).toHaveValue('p2');
  expect(asked).toEqual(['query=ama']);
  expect(page.url()).not.toContain('ama');

  // Another name is another person: what was chosen before must not be sent with it.
  await field.press('Backspace');
  await expect(page.locator('input[name="bound-person"]')).toHaveValue('');
});

test('a name that was typed before the script came is looked up once it is there', async ({ page }) => {
  const typed = Promise.withResolvers<void>();
  await page.route('**/assets/app-*.js', async (route) => {
    await typed.promise;
    await route.continue();
  });
  await page.route('**/dev/ui/people', (route) =>
    route.fulfill({ json: { people: [{ id: 'p1', label: 'Amara K.', detail: 'Year 6, Beech' }] } }),
  );
  await page.goto('/dev/ui', { waitUntil: 'commit' });
  await page.getByLabel('Child’s name').fill('ama');
  typed.resolve();
  await expect(page.getByRole('option', { name: /Amara/ })).toBeVisible();
});

test('a draft is kept while one types, and says so when it is not', async ({ page }) => {
  const drafts: (string | null)[] = [];
  let answer = 204;
  await page.route('**/dev/ui/draft', async (route) => {
    drafts.push(route.request().postData());
    await route.fulfill({ status: answer });
  });
  await openGallery(page);
  const field = page.getByLabel('What happened');
  const status = page.locator('[data-autosave-status]');
  await field.fill('Two messages');
  await expect.poll(() => drafts).toEqual(['bound-draft=Two+messages']);
  await expect(status).toHaveText(/^Saved \d\d:\d\d$/);
  await expect(field).toBeFocused();
  answer = 503;
  await field.press('End');
  await field.pressSequentially(' more');
  await expect(status).toHaveText(/^Not saved: check your connection/);
  expect(drafts).toEqual(['bound-draft=Two+messages', 'bound-draft=Two+messages+more']);
});
