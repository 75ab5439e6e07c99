import { aConcern, type ConcernFacts } from '../../factories/concerns.ts';
import { aPupil, aStaffedSchool } from '../../factories/people.ts';
import type { World } from '../../support/world.ts';

/** A case in the lead's hands that lacks nothing for closing but what its pathways ask. */
async function anOpenCase(world: World, facts: ConcernFacts) {
  const staff = await aStaffedSchool(world);
  const { id } = await aConcern(world, { school: staff.school, ...facts });
  await world.owner.query(
    `update concern.case_file set status = 'open', acknowledged_at = $2, acknowledged_by = $3, assigned_to = $3,
       severity = 'low', intent = 'careless', categories = '{scam}', four_cs = '{contact}', child_involved = 'told',
       parents = 'spoken_to', outcome = 'x', outcome_line = 'y' where concern_id = $1`,
    [id, world.clock.now().toString(), staff.dsl],
  );
  return { ...staff, concern: id };
}

/** Places that journeys start from; each call lays down a new one, so that no journey meets another's facts. */
export const scenes = {
  /** A school with every duty held, and two children whose names occur nowhere else. */
  school: async (world: World) => {
    const staff = await aStaffedSchool(world);
    const amara = await aPupil(world, {
      school: staff.school,
      givenName: 'Amara',
      familyName: 'Quillfeather',
    });
    const bo = await aPupil(world, { school: staff.school, givenName: 'Bo', familyName: 'Thistlewick' });
    return { ...staff, amara, bo };
  },
  openCase: (world: World) => anOpenCase(world, {}),
  /** A nude of a child was told of, in words. */
  nude: (world: World) => anOpenCase(world, { kinds: ['indecent_image'], urgent: true }),
  /** Two schools of one trust, and a child of the first. */
  twoSchools: async (world: World) => {
    const first = await aStaffedSchool(world, { name: 'Ashfield School' });
    const second = await aStaffedSchool(world, { name: 'Birchwood School', trustId: first.school.trustId });
    const wren = await aPupil(world, { school: first.school, givenName: 'Wren', familyName: 'Larksong' });
    await aPupil(world, { school: first.school, givenName: 'Oskar', familyName: 'Dunhallow' });
    return { first, second, wren };
  },
} as const;

export type Scenes = typeof scenes;
