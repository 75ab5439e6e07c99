import type { BrowserContext, Page } from '@playwright/test';
import { expect, type House } from './journey.ts';
import { answerPathways } from './pathways.ts';

/** Opens a tab of their own for somebody, with its own cookies. */
export async function tabFor(house: House, context: BrowserContext, personId: string): Promise<Page> {
  const browser = context.browser();
  if (browser === null) throw new Error('no browser');
  const own = await browser.newContext({
    baseURL: house.origin,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  await house.signIn(own, personId);
  return own.newPage();
}

/** A date's three boxes, under the question that asks for it. */
export async function fillDay(
  page: Page,
  question: string,
  [day, month, year]: readonly [string, string, string],
): Promise<void> {
  const group = page.getByRole('group', { name: question });
  await group.getByLabel('Day').fill(day);
  await group.getByLabel('Month').fill(month);
  await group.getByLabel('Year').fill(year);
}

export interface ReportWords {
  readonly about?: 'No' | 'Yes, or it may be' | 'Yes, it is about the headteacher';
  readonly danger?: 'Yes' | 'No';
  readonly name: string;
  readonly part?: string;
  readonly kind?: string;
  readonly words?: string;
}

async function nameSomebody(page: Page, { name, part }: ReportWords): Promise<void> {
  await page.getByLabel('Name of a child or adult at this school').fill(name);
  await page.getByRole('option', { name: new RegExp(name) }).click();
  if (part !== undefined) await page.locator('select[name=person_add_part]').selectOption({ label: part });
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** Reports a concern from the first page to the receipt; gives the concern's id. */
export async function reportConcern(page: Page, report: ReportWords): Promise<string> {
  await page.goto('/concerns/report');
  const answer = (question: string, text: string) =>
    page.getByRole('group', { name: question }).getByLabel(text, { exact: true }).check();
  await answer('Is somebody in danger right now?', report.danger ?? 'No');
  await answer('Is it about an adult who works or volunteers here?', report.about ?? 'No');
  await page.getByRole('button', { name: 'Start' }).click();
  await nameSomebody(page, report);
  await page.getByLabel(report.kind ?? 'Bullying or unkind messages').check();
  await page.getByLabel('Today', { exact: true }).check();
  await page.getByLabel('At school').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('No', { exact: true }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page
    .getByLabel('What you saw or heard yourself')
    .fill(report.words ?? 'Six messages, one after the other.');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Send report' }).click();
  await expect(page.getByText('Your report was sent')).toBeVisible();
  const id = /\/concerns\/mine\/([0-9a-f-]{36})/.exec(page.url())?.[1];
  if (id === undefined) throw new Error(`no receipt at ${page.url()}`);
  return id;
}

/** Opens an act of a case by its address and sends its form, filled in by `fill`. */
export async function act(
  page: Page,
  concernId: string,
  name: string,
  fill: () => Promise<void>,
  button: string,
): Promise<void> {
  await page.goto(`/concerns/${concernId}/${name}`);
  await fill();
  await page.getByRole('button', { name: button, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/concerns/${concernId}$`));
}

/** Says of somebody who was affected why there is no plan of support. */
export async function answerSupport(page: Page, id: string): Promise<void> {
  await page.goto(`/concerns/${id}`);
  // What is read aloud has a space before its colon (govuk-visually-hidden).
  await page
    .locator('#people')
    .getByRole('link', { name: /^Support : / })
    .click();
  await page.getByLabel('No, none is needed or wanted').check();
  await page.getByLabel('If there is no plan: why?').fill('Asked; wants none.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/concerns/${id}#support$`));
}

/** Does everything that closing needs, and closes. */
export async function workToClose(page: Page, id: string): Promise<void> {
  await act(page, id, 'acknowledge', async () => {}, 'Acknowledge');
  await act(
    page,
    id,
    'categorise',
    async () => {
      await page.getByLabel('Online bullying').check();
    },
    'Categorise',
  );
  await act(page, id, 'severity', async () => page.getByLabel('Medium').check(), 'Set severity');
  await act(page, id, 'intent', async () => page.getByLabel('Deliberate').check(), 'Record intent');
  await act(
    page,
    id,
    'child',
    async () => {
      await page.locator('input[name=childInvolved][value=involved]').check();
      await page.getByLabel('How and when, or why not').fill('We planned the next steps together at lunch.');
    },
    'Record how the child was involved',
  );
  await act(
    page,
    id,
    'parents',
    async () => {
      await page.locator('input[name=parents][value=spoken_to]').check();
      await page.getByLabel('Who, when, what was agreed; or why not').fill('Mother, by telephone, today.');
    },
    'Answer for parents',
  );
  await answerSupport(page, id);
  await answerPathways(page, id);
  await act(
    page,
    id,
    'outcome',
    async () => {
      await page.getByLabel('What came of it').fill('Messages stopped; accounts blocked; both families met.');
      await page
        .getByLabel('The line for the reporter')
        .fill('It has been dealt with. Thank you for telling us.');
    },
    'Write the outcome',
  );
  await act(page, id, 'close', async () => {}, 'Close the case');
}
