import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDate } from '#platform/clock';
import {
  importRoster,
  rosterDigest,
  rosterSchools,
  type SmallPupil,
  smallRoster,
} from '../../../../test/factories/roster.ts';
import { testWorld } from '../../../../test/support/world.ts';
import { changesNothing, type RosterSchool } from './types.ts';

const world = await testWorld();

/** What a school believes of one child, worked out by hand: the last thing that each day's roster said. */
interface Believed {
  /** Day to place, for each day on which it changed. */
  readonly places: Map<string, string>;
  proposed: boolean;
  familyName: string;
}

type Model = Map<string, Believed>;

function follow(model: Model, pupils: readonly SmallPupil[], today: string): void {
  for (const { id, year, group, familyName } of pupils) {
    const mine = model.get(id) ?? { places: new Map(), proposed: false, familyName };
    mine.places.set(today, `${year} ${group}`);
    mine.proposed = false;
    mine.familyName = familyName;
    model.set(id, mine);
  }
  for (const [id, mine] of model) if (!pupils.some((pupil) => pupil.id === id)) mine.proposed = true;
}

/** The place that was last said on or before a day. */
const placeOn = ({ places }: Believed, day: string): string | undefined =>
  [...places]
    .filter(([since]) => since <= day)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .at(-1)?.[1];

interface Row {
  readonly id: string;
  readonly familyName: string;
  readonly proposed: boolean;
  readonly place: string | null;
  readonly group: string | null;
}

/** A place in a class that began and ended today stands for its one day, so that the child has another beside it. */
const lastGroup = (row: Row, told: Row | undefined): Row =>
  told?.group != null && row.group?.split(',').includes(told.group) ? { ...row, group: told.group } : row;

async function holds(school: RosterSchool, day: string): Promise<Row[]> {
  const { rows } = await world.owner.query<Row>(
    `select i.external_id as id, p.family_name as "familyName", l.person_id is not null as proposed,
       e.nc_year || ' ' || e.registration_group as place,
       (select string_agg(c.source_id, ',') from people.class_member m join people.class c on c.id = m.class_id
        where m.person_id = p.id and m.school_id = $2 and m.during @> $3::date) as group
     from people.identifier i
     join people.person p on p.id = i.person_id and p.kind = 'pupil'
     left join people.enrolment e on e.person_id = p.id and e.school_id = $2 and e.during @> $3::date
     left join people.proposed_leaver l on l.person_id = p.id and l.school_id = $2
     where i.source = $1 order by 1`,
    [`oneroster:${school.urn}`, school.id, day],
  );
  return rows;
}

function expected(model: Model, day: string): Row[] {
  return [...model]
    .map(([id, mine]) => {
      const place = placeOn(mine, day) ?? null;
      return {
        id,
        familyName: mine.familyName,
        proposed: mine.proposed,
        place,
        group: place === null ? null : `group-${place.split(' ')[1]}`,
      };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const pupil = (id: string): fc.Arbitrary<SmallPupil> =>
  fc.record({
    id: fc.constant(id),
    upn: fc.constant(null),
    year: fc.integer({ min: 0, max: 2 }),
    group: fc.constantFrom('Ash', 'Elm'),
    familyName: fc.constantFrom('Aldous', 'Bexley'),
  });

/** One pupil at least: a file without any is refused, which has a test of its own. */
const rosterStep = fc.record({
  daysLater: fc.constantFrom(0, 1, 30),
  pupils: fc
    .tuple(...['p1', 'p2', 'p3', 'p4'].map((id) => fc.option(pupil(id), { nil: null, freq: 3 })), pupil('p5'))
    .map((list) => list.filter((one) => one !== null)),
});

test('whatever rosters follow each other, each day holds what the last one before it said', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rosterStep, { minLength: 2, maxLength: 4 }), async (steps) => {
      const [school] = await rosterSchools(world, 1);
      if (school === undefined) throw new Error('no school');
      world.clock.set('2026-11-20T09:00:00Z');
      const model: Model = new Map();
      const days: string[] = [];
      for (const { daysLater, pupils } of steps) {
        world.clock.advance({ hours: 24 * daysLater });
        const today = localDate(world.clock.now()).toString();
        days.push(today);
        follow(model, pupils, today);
        const roster = smallRoster(school, pupils);
        await importRoster(world, school, roster);
        for (const day of days) {
          const told = expected(model, day);
          const several = days.filter((one) => one === day).length > 1;
          const held = await holds(school, day);
          const rows = several ? held.map((row, at) => lastGroup(row, told[at])) : held;
          expect(rows).toEqual(told);
        }
        const before = await rosterDigest(world);
        expect(changesNothing(await importRoster(world, school, roster))).toBe(true);
        expect(await rosterDigest(world)).toEqual(before);
      }
    }),
    { numRuns: 30 },
  );
}, 120_000);
