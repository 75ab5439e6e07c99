import { type Instant, localDate } from '#platform/clock';
import { addBackups } from './backups.ts';
import { calendarAround } from './calendar.ts';
import { Chain } from './chain.ts';
import { addYear } from './concerns.ts';
import { addContext, addFamilies } from './families.ts';
import { addLeaverStory } from './leaver-story.ts';
import { addFormerPupils, addOldPapers } from './old-papers.ts';
import { addPupils, addSchools, addStaff, makeSchools } from './people.ts';
import { seeded } from './random.ts';
import { addResponsibilities } from './responsibilities.ts';
import { addRosterStory } from './roster-story.ts';
import { Rows } from './rows.ts';
import { addSanctionStories } from './sanction-stories.ts';
import { addSpecialStories } from './special.ts';
import type { Stage } from './stage.ts';
import { addTransferStory } from './transfer-story.ts';
import { addWaysInStory } from './ways-in-story.ts';
import type { Pupil, Staff, World } from './world.ts';

const SEED = 'brackenhythe';

export interface Peopled extends World {
  readonly pupils: readonly Pupil[];
  readonly staff: readonly Staff[];
  readonly former: readonly Pupil[];
}

/** The trust and everybody in it, as rows that wait to be written. */
export function makePeople(now: Instant): Peopled {
  const today = localDate(now);
  const random = seeded(SEED);
  const trustId = random.uuid(now);
  const schools = makeSchools(random, now);
  const world: World = {
    now,
    today,
    random,
    trustId,
    schools,
    calendar: calendarAround(today),
    rows: new Rows(),
  };
  const classes = new Map<string, string>();
  addSchools(world);
  const pupils = addPupils(world, classes);
  const staff = addStaff(world, classes);
  addFamilies(world, pupils);
  addContext(world, pupils);
  return { ...world, pupils, staff, former: addFormerPupils(world) };
}

/** The year behind today. The caseloads exist once the schools are written. */
export function makeYear(people: Peopled, given: Pick<Stage, 'caseload' | 'seal' | 'step'>): Stage {
  const stage: Stage = { ...people, ...given, rows: new Rows(), chain: new Chain(), references: new Set() };
  addYear(stage);
  addSpecialStories(stage);
  addResponsibilities(stage);
  addLeaverStory(stage);
  addBackups(stage);
  // Last: what is drawn by lot before it stays as it is.
  addRosterStory(stage);
  addWaysInStory(stage);
  addOldPapers(stage);
  addTransferStory(stage);
  addSanctionStories(stage);
  return stage;
}
