import pg from 'pg';
import { localDate, systemClock } from '#platform/clock';
import type { Log } from '#platform/log';
import { calendarAround } from './demo/calendar.ts';
import { Chain } from './demo/chain.ts';
import { addYear } from './demo/concerns.ts';
import { addContext, addFamilies } from './demo/families.ts';
import { addPupils, addSchools, addStaff, makeSchools } from './demo/people.ts';
import { seeded } from './demo/random.ts';
import { Rows } from './demo/rows.ts';
import { addSpecialStories } from './demo/special.ts';
import type { Stage } from './demo/stage.ts';
import type { World } from './demo/world.ts';

const SEED = 'brackenhythe';

function makeWorld(): World {
  const now = systemClock.now();
  const today = localDate(now);
  const random = seeded(SEED);
  const trustId = random.uuid(now);
  return {
    now,
    today,
    random,
    trustId,
    calendar: calendarAround(today),
    rows: new Rows(),
    schools: makeSchools(random, now),
  };
}

async function caseloadsOf(client: pg.Client): Promise<Stage['caseload']> {
  const { rows } = await client.query<{ id: string; school: string; stream: string }>(
    'select id, school_id as school, stream from concern.caseload',
  );
  return (school, stream) => {
    const found = rows.find((row) => row.school === school.id && row.stream === stream);
    if (found === undefined) throw new Error('a school has a caseload for every stream');
    return found.id;
  };
}

async function fill(client: pg.Client): Promise<void> {
  const world = makeWorld();
  const classes = new Map<string, string>();
  addSchools(world);
  const pupils = addPupils(world, classes);
  const staff = addStaff(world, classes);
  addFamilies(world, pupils);
  addContext(world, pupils);
  await world.rows.write(client);
  const caseload = await caseloadsOf(client);
  const stage: Stage = { ...world, pupils, staff, caseload, chain: new Chain(), references: new Set() };
  addYear(stage);
  addSpecialStories(stage);
  await stage.rows.write(client);
  await stage.chain.write(client);
}

/**
 * Fills an empty demo database with a made-up trust and the year behind it, in one transaction; leaves one that has
 * a trust as it is. As the owner, since a year of other people's acts has no one actor.
 */
export async function seedDemo(ownerUrl: string, log: Log): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from people.trust');
    if (rowCount !== 0) return;
    const began = performance.now();
    await client.query('begin');
    await fill(client);
    await client.query('commit');
    log.info({ ms: Math.round(performance.now() - began) }, 'the demo trust was made');
  } finally {
    await client.end();
  }
}
