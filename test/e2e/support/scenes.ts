import { aPupil, aStaffedSchool } from '../../factories/people.ts';
import type { World } from '../../support/world.ts';

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
