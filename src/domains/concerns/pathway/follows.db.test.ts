import { expect, test } from 'vitest';
import { testWorld } from '#test/support/world.ts';
import { definitions } from './definitions/index.ts';

const world = await testWorld();

test('what a pathway follows stands in the reference register, in that edition, and is in force', async () => {
  const { rows } = await world.owner.query<{ work: string }>(
    `select slug || ' ' || edition as work from policy.reference where trust_id is null and in_force`,
  );
  const register = new Set(rows.map(({ work }) => work));
  const followed = definitions.flatMap(({ follows }) =>
    follows.map(({ slug, edition }) => `${slug} ${edition}`),
  );
  expect(followed.filter((work) => !register.has(work))).toEqual([]);
  expect(followed.length).toBeGreaterThan(0);
});
