import { acknowledge } from '../../src/domains/concerns/case/act/service.ts';
import { askToDestroy, destroy } from '../../src/domains/data-protection/review/service.ts';
import { type AConcern, aConcern, type ConcernFacts } from '../factories/concerns.ts';
import { factories } from '../factories/index.ts';
import { aPupil, type Staffed } from '../factories/people.ts';
import type { Row } from '../factories/rows/lay.ts';
import type { World } from './world.ts';

/** Closed cases that are old enough to be destroyed, and their end. */

/** A case about an adult is not closed before it was weighed. */
async function weigh(world: World, { id }: AConcern): Promise<void> {
  const { rows } = await world.owner.query<Row>('select * from concern.concern where id = $1', [id]);
  await factories['concern.staff_assessment']?.(world, { concern: rows[0], level: 'neither' });
}

/** Closed, of a child born then, unless told otherwise; acknowledged first, so that the chain vouches for rows of it. */
export async function aClosedCase(
  world: World,
  staff: Staffed,
  birthDate = '1999-11-20',
  facts: ConcernFacts = {},
): Promise<AConcern> {
  const personId = await aPupil(world, { school: staff.school, birthDate });
  const concern = await aConcern(world, {
    school: staff.school,
    reporter: staff.teacher,
    parties: [{ personId }],
    ...facts,
  });
  if (facts.stream === undefined)
    await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, { concernId: concern.id, version: 1 }));
  else await weigh(world, concern);
  await world.owner.query(
    `update concern.case_file set status = 'closed', closed_at = $2 where concern_id = $1`,
    [concern.id, world.clock.now().toString()],
  );
  return concern;
}

/** One asks, another agrees; gives the certificate's id. */
export async function destroyByTwo(world: World, staff: Staffed, { id }: AConcern): Promise<string> {
  await world.as(staff.dsl, (tx, me) => askToDestroy(tx, me, id, { destroyReason: 'Its time is over' }));
  return world.as(staff.deputy, (tx) => destroy(tx, id, null));
}

export const isThere = async (world: World, { id }: AConcern): Promise<boolean> =>
  (await world.owner.query('select from concern.concern where id = $1', [id])).rowCount === 1;
