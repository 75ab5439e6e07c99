import { expect, expectAccessible, test } from './support/journey.ts';
import { fillDay, reportConcern, tabFor, workToClose } from './support/people.ts';

test('a case is due, held, let go and destroyed by two; a certificate is left; each page is accessible', async ({
  page,
  context,
  house,
}) => {
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  const id = await reportConcern(page, { name: 'Quillfeather' });
  const dsl = await tabFor(house, context, scene.dsl);
  await workToClose(dsl, id);
  // What years would do.
  await house.sql(`update people.person set birth_date = '2000-01-01' where id = $1`, [scene.amara]);

  await dsl.goto('/retention');
  await expect(dsl.getByRole('heading', { name: 'Deleted by itself' })).toBeVisible();
  await expectAccessible(dsl);
  await dsl.getByRole('link', { name: 'Due for review' }).click();
  await expectAccessible(dsl);
  await dsl.locator(`a[href="/retention/cases/${id}"]`).click();
  await expectAccessible(dsl);

  await dsl.getByLabel('This case').check();
  await fillDay(dsl, 'From', ['20', '11', '2026']);
  await dsl.getByRole('button', { name: 'Hold it' }).click();
  await expect(dsl.getByText('Say why it must not be destroyed').first()).toBeVisible();
  await expectAccessible(dsl);
  await dsl.getByLabel('Why must it not be destroyed?').fill('A claim was made');
  await dsl.getByRole('button', { name: 'Hold it' }).click();
  await expect(dsl.getByText('It is held')).toBeVisible();
  await expect(dsl.getByRole('button', { name: 'Ask to destroy it' })).toHaveCount(0);

  const deputy = await tabFor(house, context, scene.deputy);
  await deputy.goto(`/retention/cases/${id}`);
  await deputy.getByLabel(/The case: A claim was made/).check();
  await deputy.getByLabel('Why does it end?').fill('The claim was settled');
  await deputy.getByRole('button', { name: 'Lift it' }).click();

  await dsl.goto(`/retention/cases/${id}`);
  await dsl.getByLabel('Why is it needed no longer?').fill('Twenty-five years are over');
  await dsl.getByRole('button', { name: 'Ask to destroy it' }).click();
  await expect(dsl.getByText('Somebody else must agree').first()).toBeVisible();

  await deputy.goto(`/retention/cases/${id}`);
  await expectAccessible(deputy);
  await deputy.getByRole('button', { name: 'Agree, and destroy it' }).click();
  await expect(deputy.getByRole('heading', { name: 'Certificate of destruction' })).toBeVisible();
  await expectAccessible(deputy);
  expect((await deputy.goto(`/concerns/${id}`))?.status()).toBe(404);
  await deputy.goto('/retention/certificates');
  await expectAccessible(deputy);
  expect(await house.sql('select 1 from concern.concern where id = $1', [id])).toEqual([]);
  await dsl.context().close();
  await deputy.context().close();
});
