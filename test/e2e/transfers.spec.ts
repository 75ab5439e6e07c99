import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/journey.ts';
import { act, reportConcern, tabFor } from './support/people.ts';

test('a child’s file goes to another school, is signed for there, and is read there alone', async ({
  page,
  context,
  house,
}) => {
  const { first, second, wren } = await house.scene('twoSchools');
  await house.signIn(context, first.teacher);
  const whole = await reportConcern(page, { name: 'Larksong' });
  const lead = await tabFor(house, context, first.dsl);
  await act(lead, whole, 'acknowledge', async () => {}, 'Acknowledge');

  await lead.goto(`/children/${wren}`);
  await lead.getByRole('button', { name: 'Send the file on' }).click();
  await expectAccessible(lead);
  await lead.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(lead.getByRole('link', { name: 'Choose where the file goes.' })).toBeVisible();
  await expectAccessible(lead);
  await lead.getByLabel('Birchwood School').check();
  await lead.locator('input[name=cases]').first().check();
  await lead.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(lead.getByText('Waits for a receipt')).toBeVisible();
  await expectAccessible(lead);
  const address = new URL(lead.url()).pathname;

  const next = await tabFor(house, context, second.dsl);
  await next.goto('/');
  await next
    .getByRole('link', { name: /A child’s file/ })
    .first()
    .click();
  await expect(next).toHaveURL(new RegExp(`${address}$`));
  await next.getByLabel('Your name').fill('Dana Birch');
  await next.getByLabel('Your role').fill('Designated lead');
  await next.getByLabel(/^Yes: this child/).check();
  await next.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(next);
  await next.getByRole('button', { name: 'Sign for the file' }).click();
  await expect(next.getByText('Dana Birch, Designated lead')).toBeVisible();
  await expectAccessible(next);
  await next.getByRole('link', { name: 'What you hold of this child' }).click();
  await expect(next.getByText('Concern reported')).toBeVisible();

  expect((await lead.goto(`/concerns/${whole}`))?.status()).toBe(404);
  await lead.goto('/transfers');
  await expect(lead.getByText('Received')).toBeVisible();
  await expectAccessible(lead);
  await lead.context().close();
  await next.context().close();
});
