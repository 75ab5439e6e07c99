import { readFileSync } from 'node:fs';
import { expect, expectAccessible, type House, test } from './support/journey.ts';
import { reportConcern, tabFor, workToClose } from './support/people.ts';

/** A family name that nobody else has, so that every trace of it can be looked for. */
const NAME = 'Wrenfeatherby';

/** Tables other than those of people and of concerns where the name stands; the audit chain and the mails among them. */
async function tablesThatName(house: House): Promise<string[]> {
  const tables = await house.sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema', 'people', 'concern')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await house.sql<{ hits: boolean }>(
      `select exists (select from ${name} t where t::text ilike $1) as hits`,
      [`%${NAME}%`],
    );
    if (row?.hits) found.push(name);
  }
  return found;
}

test('from an imported roster to a closed concern; the child’s name stands nowhere else', async ({
  page,
  context,
  house,
}, testInfo) => {
  test.setTimeout(180_000);
  const scene = await house.scene('school');
  const urls: string[] = [];
  context.on('request', (request) => urls.push(request.url()));
  const zip = testInfo.outputPath('roster.zip');
  const givenName = await house.writeRoster(zip, scene.school.urn, NAME);

  await house.signIn(context, scene.office);
  await page.goto('/people/import');
  await expectAccessible(page);
  await page.getByLabel('The file').setInputFiles(zip);
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect(page.getByText('To decide')).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Apply this roster' }).click();
  await expect(page.getByText('Applied', { exact: true })).toBeVisible({ timeout: 30_000 });

  await context.clearCookies();
  await house.signIn(context, scene.teacher);
  const id = await reportConcern(page, { name: NAME, words: 'Unkind messages, every evening.' });
  await house.runJobs();
  const mails = await house.sql<{ subject: string; body: string }>(
    'select subject, body from mail.outbox where link = $1 and sent_at is not null',
    [`/concerns/${id}`],
  );
  expect(mails).toHaveLength(2);

  const dsl = await tabFor(house, context, scene.dsl);
  dsl.on('request', (request) => urls.push(request.url()));
  await dsl.goto('/concerns');
  await expect(dsl.getByText(`${givenName} ${NAME.charAt(0)}.`).first()).toBeVisible();
  await expectAccessible(dsl);
  await dsl.getByLabel('Search').fill(NAME);
  await dsl.getByRole('button', { name: 'Search' }).click();
  await expect(dsl).toHaveURL(/search=[0-9a-f-]{36}/);
  await workToClose(dsl, id);
  await expectAccessible(dsl);
  const pdf = await dsl.request.get(`/concerns/${id}/form.pdf`);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  expect(pdf.headers()['content-disposition']).not.toContain(NAME);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');

  await page.goto(`/concerns/mine/${id}`);
  await expect(page.getByText('It has been dealt with. Thank you for telling us.')).toBeVisible();
  await expect(page.getByText('accounts blocked')).toHaveCount(0);
  await expectAccessible(page);

  expect(await tablesThatName(house)).toEqual([]);
  expect(urls.filter((url) => url.includes(NAME))).toEqual([]);
  expect(await house.metrics()).not.toContain(NAME);
  expect(await house.metrics()).toContain('gatehouse_http_request_seconds');
  expect(readFileSync('.cache/test/house.log', 'utf8')).not.toContain(NAME);
  await dsl.context().close();
});
