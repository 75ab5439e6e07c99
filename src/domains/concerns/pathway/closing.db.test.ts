import { expect, test } from 'vitest';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';

const world = await testWorld();
const staff = await aStaffedSchool(world);

/** A case that could be closed, but for what this pathway still asks. */
async function aPathway(requiredOpen: number) {
  const { id, caseloadId } = await aConcern(world, { school: staff.school });
  const pathway = crypto.randomUUID();
  await world.as(staff.dsl, ({ client, at }, me) =>
    client.query(
      `insert into concern.pathway (id, concern_id, caseload_id, definition, version, opened_at, opened_by, required_open)
       values ($1, $2, $3, 'nudes', 1, $4, $5, $6)`,
      [pathway, id, caseloadId, at.toString(), me.id, requiredOpen],
    ),
  );
  const set = (what: string, values: readonly unknown[] = []) =>
    world.as(staff.dsl, ({ client }) =>
      client.query(`update concern.pathway set ${what} where id = $1`, [pathway, ...values]),
    );
  const close = () =>
    world.as(staff.dsl, ({ client }) =>
      client.query(`update concern.case_file set status = 'closed' where concern_id = $1`, [id]),
    );
  return { set, close };
}

const UNANSWERED = 'a case is not closed before its pathways are answered';
const NOT_NEEDED = 'not_needed_at = app.at(), not_needed_by = app.actor(), not_needed_why = $2';

test('the database closes no case while a pathway asks something that must be answered', async () => {
  const { set, close } = await aPathway(2);
  await expect(close()).rejects.toThrow(UNANSWERED);
  await set('required_open = 0');
  expect((await close()).rowCount).toBe(1);
});

test('a pathway that is not needed, with the reason why, holds up nothing and is not taken up again', async () => {
  const { set, close } = await aPathway(2);
  await expect(set(NOT_NEEDED, [''])).rejects.toThrow('violates check constraint');
  await expect(close()).rejects.toThrow(UNANSWERED);
  expect((await set(NOT_NEEDED, ['It was a drawing'])).rowCount).toBe(1);
  expect((await set('required_open = 1')).rowCount).toBe(0);
  expect((await close()).rowCount).toBe(1);
});
