import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { faultOf } from './fault.ts';

const world = await testWorld();

test('a database’s error is logged by code, constraint and place, without the value that was typed', async () => {
  const staff = await aStaffedSchool(world);
  const failing = (query: ReturnType<typeof sql>) =>
    world.as(staff.dsl, (tx) => query.execute(tx.db)).catch((error: unknown) => error);
  const wrong = faultOf(await failing(sql`select ${'Quillfeather told me'}::int`));
  expect(wrong.code).toBe('22P02');
  expect(wrong.err).toContain(' at ');
  expect(JSON.stringify(wrong)).not.toContain('Quillfeather');
  const bound = faultOf(
    await failing(sql`insert into concern.search values (uuidv7(), ${staff.dsl}, ${'Quillfeather'}, null)`),
  );
  expect(bound).toMatchObject({ code: '23502', table: 'search' });
  expect(JSON.stringify(bound)).not.toContain('Quillfeather');
});

test('an error of ours keeps its words', () => {
  expect(faultOf(new Error('the school has no caseload')).err).toContain('the school has no caseload');
  expect(faultOf('thrown')).toEqual({ err: 'unknown' });
});
