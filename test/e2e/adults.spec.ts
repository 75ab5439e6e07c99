import { expect, expectAccessible, test } from './support/journey.ts';
import { act, reportConcern, tabFor } from './support/people.ts';

/** Every way in that somebody has to a concern: its page, its files, its acts, the list, a search, Today. */
async function expectUnseen(
  page: import('@playwright/test').Page,
  id: string,
  reference: string,
): Promise<void> {
  for (const path of [
    `/concerns/${id}`,
    `/concerns/${id}/note`,
    `/concerns/${id}/form.pdf`,
    `/concerns/${id}/hand-over`,
    `/concerns/mine/${id}`,
  ]) {
    expect((await page.request.get(path)).status(), path).toBe(404);
  }
  for (const path of ['/', '/concerns', '/concerns?status=all']) {
    expect(await (await page.request.get(path)).text(), path).not.toContain(reference);
  }
}

const referenceOf = `select reference from concern.concern where id = $1`;

test('about an adult: the Head alone reads it; the adult and the designated lead never learn of it', async ({
  page,
  context,
  house,
}) => {
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  const [adult] = await house.sql<{ name: string }>(
    'select family_name as name from people.person where id = $1',
    [scene.otherTeacher],
  );
  const id = await reportConcern(page, {
    about: 'Yes, or it may be',
    name: adult?.name ?? '',
    part: 'May have done it',
    words: 'Messages to a pupil at night.',
  });
  const [{ reference } = { reference: '' }] = await house.sql<{ reference: string }>(referenceOf, [id]);

  const head = await tabFor(house, context, scene.head);
  await head.goto(`/concerns/${id}`);
  await expect(head.getByText('Messages to a pupil at night.')).toBeVisible();
  await expectAccessible(head);
  for (const person of [scene.otherTeacher, scene.dsl, scene.deputy, scene.trustLead, scene.it]) {
    const tab = await tabFor(house, context, person);
    await tab.goto('/');
    await expectUnseen(tab, id, reference);
    await tab.context().close();
  }
  const mails = await house.sql<{ template: string; person: string }>(
    'select template, to_person_id as person from mail.outbox where link = $1',
    [`/concerns/${id}`],
  );
  expect(mails).toEqual([{ template: 'waits', person: scene.head }]);
  await head.context().close();
});

test('about the Head: the chair and the trust read it, the Head does not', async ({
  page,
  context,
  house,
}) => {
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  const [adult] = await house.sql<{ name: string }>(
    'select family_name as name from people.person where id = $1',
    [scene.head],
  );
  const id = await reportConcern(page, {
    about: 'Yes, it is about the headteacher',
    name: adult?.name ?? '',
    part: 'May have done it',
  });
  const [{ reference } = { reference: '' }] = await house.sql<{ reference: string }>(referenceOf, [id]);
  for (const person of [scene.chair, scene.trustLead]) {
    const tab = await tabFor(house, context, person);
    await tab.goto(`/concerns/${id}`);
    await expect(tab.getByText(reference).first()).toBeVisible();
    await expectAccessible(tab);
    await tab.context().close();
  }
  const head = await tabFor(house, context, scene.head);
  await head.goto('/');
  await expectUnseen(head, id, reference);
  await head.context().close();
});

test('a handler in conflict is shut out by another, at once and everywhere', async ({
  page,
  context,
  house,
}) => {
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  const id = await reportConcern(page, { name: 'Thistlewick' });
  const [{ reference } = { reference: '' }] = await house.sql<{ reference: string }>(referenceOf, [id]);
  const deputy = await tabFor(house, context, scene.deputy);
  await deputy.goto(`/concerns/${id}`);
  await expect(deputy.getByText(reference).first()).toBeVisible();

  const dsl = await tabFor(house, context, scene.dsl);
  const [named] = await house.sql<{ name: string }>(
    'select family_name as name from people.person where id = $1',
    [scene.deputy],
  );
  await act(
    dsl,
    id,
    'exclude',
    async () => {
      await expectAccessible(dsl);
      await dsl.getByLabel(new RegExp(named?.name ?? 'nobody')).check();
      await dsl.getByLabel('Why?').fill('It concerns their family.');
    },
    'Shut them out',
  );
  await expectUnseen(deputy, id, reference);
  await deputy.reload();
  await expect(deputy.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  await deputy.context().close();
  await dsl.context().close();
});
