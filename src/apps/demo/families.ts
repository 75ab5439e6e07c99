import { familyNames, givenNames, languages, menNames, womenNames } from './names.ts';
import type { Pupil, World } from './world.ts';

const men = new Set(['Father', 'Stepfather']);

function guardian(world: World, family: string, relation: string): string {
  const id = world.random.uuid(world.now);
  world.rows.add('people.person', {
    id,
    trust_id: world.trustId,
    kind: 'adult',
    given_name: world.random.pick(men.has(relation) ? menNames : womenNames),
    family_name: family,
    school_ids: [],
    version: 1,
  });
  return id;
}

function tie(
  world: World,
  child: Pupil,
  adult: string,
  relation: string,
  responsibility: string,
  contact: string,
): void {
  world.rows.add('people.guardianship', {
    id: world.random.uuid(world.now),
    child_id: child.id,
    adult_id: adult,
    school_ids: [],
    relation,
    parental_responsibility: responsibility,
    contact,
  });
}

/** Most parents hold responsibility and may be called; some answers nobody has asked for yet (design rule 12). */
function answers(world: World, second: boolean): [responsibility: string, contact: string] {
  const { random } = world;
  if (second && random.chance(0.04)) return ['no', 'no_contact'];
  if (random.chance(second ? 0.14 : 0.05)) return ['unknown', random.chance(0.5) ? 'unknown' : 'allowed'];
  if (second && random.chance(0.08)) return ['no', 'allowed'];
  return ['yes', 'allowed'];
}

function addFamily(world: World, children: readonly Pupil[]): void {
  const { random } = world;
  const [first] = children;
  if (first === undefined) return;
  const relation = random.weighted(['Father', 'Stepfather', 'Grandmother', 'Mother', 'Foster carer'], (r) =>
    r === 'Father' ? 20 : 1,
  );
  const mother = guardian(world, first.family, 'Mother');
  const other = random.chance(0.78)
    ? guardian(world, random.chance(0.75) ? first.family : random.pick(familyNames), relation)
    : null;
  const [responsibility, contact] = answers(world, false);
  const [otherResponsibility, otherContact] = answers(world, true);
  for (const child of children) {
    tie(world, child, mother, 'Mother', responsibility, contact);
    if (other !== null) tie(world, child, other, relation, otherResponsibility, otherContact);
  }
}

/** About one child in four has a brother or sister here: the same surname, a younger year. */
export function addFamilies(world: World, pupils: readonly Pupil[]): void {
  const byName = Map.groupBy(pupils, (pupil) => `${pupil.school.code} ${pupil.family}`);
  for (const namesakes of byName.values()) {
    const left = [...namesakes];
    while (left.length > 0) {
      const [first] = left.splice(0, 1);
      if (first === undefined) break;
      const next = left[0];
      const siblings =
        next !== undefined && next.cohort !== first.cohort && world.random.chance(0.6)
          ? left.splice(0, 1)
          : [];
      addFamily(world, [first, ...siblings]);
    }
  }
}

/** What a designated lead needs to know beside the name: for some children, as in any school. */
export function addContext(world: World, pupils: readonly Pupil[]): void {
  const { random, rows } = world;
  for (const pupil of pupils) {
    const send = random.weighted(
      ['none', 'support', 'ehcp'],
      (s) => ({ none: 81, support: 15, ehcp: 4 })[s] ?? 0,
    );
    const plan = random.weighted(
      ['none', 'child_in_need', 'child_protection'],
      (p) => ({ none: 95, child_in_need: 4, child_protection: 1 })[p] ?? 0,
    );
    const lookedAfter = random.chance(0.012);
    const carer = random.chance(0.02);
    const language = random.chance(0.18) ? random.pick(languages) : 'English';
    if (send === 'none' && plan === 'none' && !lookedAfter && !carer && language === 'English') continue;
    rows.add('people.child_context', {
      person_id: pupil.id,
      school_ids: [],
      send,
      plan,
      looked_after: lookedAfter,
      young_carer: carer,
      first_language: language,
      social_worker:
        plan === 'none' && !lookedAfter
          ? null
          : `${random.pick(givenNames)} at the family support team, 01632 960 2${random.between(10, 99)}`,
    });
  }
}
