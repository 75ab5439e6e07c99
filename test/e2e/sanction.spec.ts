import { expect, expectAccessible, test } from './support/journey.ts';
import { act, reportConcern, tabFor } from './support/people.ts';

test('whoever was affected is given support and never a sanction; each page is accessible', async ({
  page,
  context,
  house,
}) => {
  const scene = await house.scene('school');
  await house.signIn(context, scene.teacher);
  const id = await reportConcern(page, { name: 'Quillfeather' });
  const dsl = await tabFor(house, context, scene.dsl);
  await act(dsl, id, 'acknowledge', async () => {}, 'Acknowledge');
  await expect(dsl.getByRole('link', { name: /^Sanction: / })).toHaveCount(0);
  const [party] = await house.sql<{ id: string }>('select id from concern.party where concern_id = $1', [id]);
  await dsl.goto(`/concerns/${id}/people/${party?.id}/sanction`);
  await expect(dsl.getByText('for them there is support, never a sanction')).toBeVisible();
  await expectAccessible(dsl);
  for (const path of ['finding', 'support', 'wrong-person']) {
    await dsl.goto(`/concerns/${id}/people/${party?.id}/${path}`);
    await expectAccessible(dsl);
  }
  await dsl.goto('/restrictions');
  await expect(dsl.getByText('Nobody’s access is withdrawn.')).toBeVisible();
  await expectAccessible(dsl);
  await dsl.goto(`/concerns/${id}`);
  await expectAccessible(dsl);
  await dsl.context().close();
});
