import type { Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, test } from './support/journey.ts';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a concern is reported on a phone, its child found with the Search button', async ({
    page,
    context,
    house,
  }) => {
    const scene = await house.scene('school');
    await page.setViewportSize({ width: 320, height: 640 });
    await house.signIn(context, scene.teacher);
    await page.goto('/concerns/report');
    await page.locator('input[name=danger][value=no]').check();
    await page.locator('input[name=about][value=child]').check();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByLabel('Name of a child or adult at this school').fill('Quillf');
    await page.getByRole('button', { name: 'Search' }).click();
    await expectNoSidewaysScroll(page);
    await page.getByLabel('Amara Quillfeather').check();
    await page.getByRole('button', { name: 'Add to this report' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Other offensive or upsetting material').check();
    await page.locator('input[name=happened_when][value=not_known]').check();
    await page.locator('input[name=place][value=unknown]').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.locator('input[name=indecent_image][value=no]').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('What the child said').fill('It made me sad.');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Send report' }).click();
    await expect(page.getByText('Your report was sent')).toBeVisible();
    await page.getByText('Menu').first().click();
    await expect(page.getByRole('link', { name: 'My reports' }).last()).toBeVisible();
  });
});

/** On the second page, with Amara on the report already. */
async function withAmara(page: Page, child: string, start: () => Promise<void>): Promise<void> {
  await page.goto('/concerns/report');
  await page.locator('input[name=danger][value=no]').check();
  await page.locator('input[name=about][value=child]').check();
  await page.getByRole('button', { name: 'Start' }).click();
  await start();
  await page.getByRole('button', { name: 'Add to this report' }).click();
  await expect(page.locator('input[name=person]')).toHaveValue(child);
}

test.describe('Enter, or Go on a phone’s keyboard, takes nobody off a report', () => {
  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('it looks up the name', async ({ page, context, house }) => {
      const scene = await house.scene('school');
      await house.signIn(context, scene.teacher);
      await withAmara(page, scene.amara, async () => {
        await page.getByLabel('Name of a child or adult at this school').fill('Quillf');
        await page.getByRole('button', { name: 'Search' }).click();
        await page.getByLabel('Amara Quillfeather').check();
      });
      await page.getByLabel('Name of a child or adult at this school').fill('Thistle');
      await page.keyboard.press('Enter');
      await expect(page.locator('input[name=person]')).toHaveValue(scene.amara);
      await page.getByLabel('Bo Thistlewick').check();
      await page.keyboard.press('Enter');
      await expect(page.locator('input[name=person]')).toHaveCount(2);
    });
  });

  test('with JavaScript it does nothing where nobody is found, and says so', async ({
    page,
    context,
    house,
  }) => {
    const scene = await house.scene('school');
    await house.signIn(context, scene.teacher);
    await withAmara(page, scene.amara, async () => {
      await page.getByLabel('Name of a child or adult at this school').fill('Quillf');
      await page.getByRole('option', { name: /Amara/ }).click();
    });
    const search = page.getByLabel('Name of a child or adult at this school');
    await search.press('Enter');
    await search.fill('zzzz');
    const nobody = page.getByText('Nobody found by that name. Try fewer letters.');
    await expect(nobody).toBeVisible();
    expect((await nobody.boundingBox())?.width).toBeGreaterThan(100);
    await search.press('Enter');
    await expect(search).toHaveValue('zzzz');
    await expect(page.locator('input[name=person]')).toHaveValue(scene.amara);
  });

  test('where the search does not answer, the button that the page names is there', async ({
    page,
    context,
    house,
  }) => {
    const scene = await house.scene('school');
    await house.signIn(context, scene.teacher);
    await page.route('**/people/search/**', (route) => route.abort());
    await withAmara(page, scene.amara, async () => {
      await page.getByLabel('Name of a child or adult at this school').fill('Quillf');
      await expect(page.getByText('The search does not answer. Use the Search button.')).toBeVisible();
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await page.getByLabel('Amara Quillfeather').check();
    });
  });
});

test('the keyboard alone is enough to report', async ({ page, context, house }) => {
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  await page.goto('/concerns/report');
  /** Moves on with Tab until the focus stands on what matches, as a person would. */
  const tabTo = async (selector: string) => {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.locator(`${selector}:focus`).count()) return;
    }
    throw new Error(`Tab never reached ${selector}`);
  };
  const press = async (selector: string, key: string) => {
    await tabTo(selector);
    await page.keyboard.press(key);
  };
  await press('input[name=danger]', 'ArrowRight');
  await press('input[name=about]', 'Space');
  await press('main button[type=submit]', 'Enter');
  await expect(page).toHaveURL(/\/who$/);
  await tabTo('input[name=person_search]');
  await page.keyboard.type('quillf');
  await expect(page.getByRole('listbox', { name: 'People found' }).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await press('button[value=continue]', 'Enter');
  await expect(page).toHaveURL(/\/what$/);
  await press('input[name=kinds]', 'Space');
  await press('input[name=happened_when]', 'Space');
  await press('input[name=place]', 'Space');
  await press('button[value=continue]', 'Enter');
  await expect(page).toHaveURL(/\/image$/);
  await press('input[name=indecent_image]', 'ArrowUp'); // from the first up to the last: No
  await press('button[value=continue]', 'Enter');
  await expect(page).toHaveURL(/\/words$/);
  await tabTo('textarea[name=seen]');
  await page.keyboard.type('Seen with my own eyes.');
  await press('button[value=continue]', 'Enter');
  await expect(page).toHaveURL(/\/check$/);
  await press('main form button', 'Enter');
  await expect(page.getByText('Your report was sent')).toBeVisible();
});
