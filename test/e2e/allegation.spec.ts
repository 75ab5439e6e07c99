import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './support/journey.ts';
import { act, reportConcern, tabFor } from './support/people.ts';

/** S12 without the alert: an adult is judged apart from every child's file, and learns nothing of it. */

async function weighAsAllegation(page: Page, id: string): Promise<void> {
  await page.goto(`/concerns/${id}/staff/weigh`);
  await expectAccessible(page);
  await page.getByLabel('Member of this school’s staff').check();
  for (const [question, answer] of [
    ['harmed', 'yes'],
    ['offence', 'no'],
    ['risk', 'no'],
    ['suitable', 'no'],
  ] as const) {
    await page.locator(`input[name=${question}][value=${answer}]`).check();
    await page.locator(`textarea[name=${question}_why]`).fill('What the pupil said.');
  }
  await page.locator('input[name=level][value=allegation]').check();
  await page.locator('textarea[name=reason]').fill('A child may have been harmed; rung at once.');
  await page.locator('main form button:not([name])').click();
  await expect(page).toHaveURL(new RegExp(`/concerns/${id}(#.*)?$`));
}

for (const [title, about, subject, handler] of [
  ['a teacher: the Head alone', 'Yes, or it may be', 'otherTeacher', 'head'],
  ['the Head: the chair', 'Yes, it is about the headteacher', 'head', 'chair'],
] as const)
  test(`an allegation against ${title} weighs it, with the LADO’s day, and nobody judged sees it`, async ({
    page,
    context,
    house,
  }) => {
    test.setTimeout(120_000);
    const scene = await house.scene('school');
    await house.signIn(context, scene.teacher);
    const [adult] = await house.sql<{ name: string }>(
      'select family_name as name from people.person where id = $1',
      [scene[subject]],
    );
    const id = await reportConcern(page, { about, name: adult?.name ?? '', part: 'May have done it' });
    const judge = await tabFor(house, context, scene[handler]);
    await act(judge, id, 'acknowledge', async () => {}, 'Acknowledge');
    await weighAsAllegation(judge, id);
    // A Friday: the next working day is Monday.
    await expect(judge.locator('#staff')).toContainText('The LADO is told by 23 Nov 2026');
    await expectAccessible(judge);
    for (const person of [scene[subject], scene.dsl]) {
      const tab = await tabFor(house, context, person);
      for (const path of [`/concerns/${id}`, `/concerns/${id}/staff/weigh`, `/concerns/mine/${id}`])
        expect((await tab.request.get(path)).status(), path).toBe(404);
      const list = await tab.request.get('/concerns?status=all');
      expect(await list.text()).not.toContain(id);
      await tab.context().close();
    }
    // Apart from the children: no row of it lies with a case about one.
    const [kept] = await house.sql<{ stream: string }>(
      `select l.stream from concern.staff_assessment a join concern.caseload l on l.id = a.caseload_id where a.concern_id = $1`,
      [id],
    );
    expect(kept?.stream).toBe(handler === 'head' ? 'adult' : 'head');
    await judge.context().close();
  });
