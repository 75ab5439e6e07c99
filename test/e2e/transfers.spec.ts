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

test('a history from another system is read, matched by hand, taken in whole and undone', async ({
  context,
  house,
}) => {
  const { first, wren } = await house.scene('twoSchools');
  const lead = await tabFor(house, context, first.dsl);
  await lead.goto('/histories');
  await expectAccessible(lead);
  await lead.getByLabel('Which school is it for?').selectOption({ label: 'Ashfield School' });
  await lead.getByLabel('Where does it come from?').fill('CPOMS');
  await lead.getByLabel('The file (CSV)').setInputFiles({
    name: 'cpoms.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'Student,Date,Category,Incident\nWren Larksong,03/02/2025,Friendship,Nobody lets her join in\n',
    ),
  });
  await lead.getByRole('button', { name: 'Read the file' }).click();
  await expect(lead.getByText('Not taken in yet')).toBeVisible();
  await expectAccessible(lead);
  await lead.getByLabel(/^Wren Larksong/).selectOption(wren);
  await lead.getByRole('button', { name: 'Keep these answers' }).click();
  await lead.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(lead);
  await lead.getByRole('button', { name: 'Take it in' }).click();
  await expect(lead.getByText('1 entry is in')).toBeVisible();
  await expectAccessible(lead);
  await lead.goto(`/children/${wren}`);
  await expect(lead.getByText('From CPOMS. Not a report of this school.')).toBeVisible();
  await lead.goBack();
  await lead.getByRole('button', { name: 'Undo all of it' }).click();
  await lead.goto(`/children/${wren}`);
  await expect(lead.getByText('Nothing that you may see is recorded.')).toBeVisible();
  await lead.context().close();
});
