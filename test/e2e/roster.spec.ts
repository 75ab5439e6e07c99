import { expect, expectAccessible, test } from './support/journey.ts';

const list = (...lines: readonly string[]) => ({
  name: 'pupils.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['Forename;Surname;Number;Born on;Yr', ...lines, ''].join('\r\n'), 'latin1'),
});
const ada = 'Ada;Greylingham;1;27/03/2016;5';
const ben = 'Zoë;Hollisworth;2;28/03/2016;5';

test('a list of pupils by hand: columns once, a look before it is applied, a leaver decided and taken back', async ({
  page,
  context,
  house,
}) => {
  // Two imports, each read and applied in the background.
  test.slow();
  const scene = await house.scene('school');
  await house.signIn(context, scene.it);

  const upload = async (...lines: readonly string[]) => {
    await page.goto('/people/import');
    await page.getByLabel('A list of pupils (CSV)').check();
    await page.getByLabel('The file').setInputFiles(list(...lines));
    await page.getByRole('button', { name: 'Read it' }).click();
    await expect(page.getByRole('heading', { name: 'Which column is which' })).toBeVisible();
  };
  await upload(ada, ben);
  await expectAccessible(page);
  await expect(page.getByText('Zoë')).toBeVisible();
  // Nothing tells two children of one name apart yet.
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect(page.getByRole('alert')).toContainText('two children could become one');
  await expectAccessible(page);
  await page.getByLabel('Id in your system').selectOption('Number');
  await page.getByLabel('Birth date').selectOption('Born on');
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('button', { name: 'Apply this roster' }).click();
  await expect(page.getByRole('heading', { name: 'What was done' })).toBeVisible();

  // The next list comes with its columns; whoever is missing is only proposed.
  await upload(ada);
  await expect(page.getByLabel('Id in your system')).toHaveValue('Number');
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('button', { name: 'Apply this roster' }).click();
  await page.getByRole('button', { name: 'Decide the proposed leavers' }).click();
  await page.getByLabel('Zoë Hollisworth').check();
  await page.getByLabel('How do you know?').fill('in class today');
  await page.getByRole('button', { name: 'Keep them on the roll' }).click();
  await expect(page.getByText('Still here: in class today')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Take it back for Zoë Hollisworth' }).click();
  await expect(page.getByLabel('Zoë Hollisworth')).toBeVisible();
  expect(page.url()).not.toMatch(/Hollisworth/i);
  expect(await page.title()).not.toMatch(/Hollisworth/i);
});
