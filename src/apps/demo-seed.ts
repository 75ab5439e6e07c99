import pg from 'pg';
import { localDate, systemClock } from '#platform/clock';
import type { Log } from '#platform/log';
import { calendarAround } from './demo/calendar.ts';
import { addContext, addFamilies } from './demo/families.ts';
import { addPupils, addSchools, addStaff, makeSchools } from './demo/people.ts';
import { seeded } from './demo/random.ts';
import { Rows } from './demo/rows.ts';
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

async function fill(client: pg.Client): Promise<void> {
  const world = makeWorld();
  const classes = new Map<string, string>();
  addSchools(world);
  const pupils = addPupils(world, classes);
  addStaff(world, classes);
  addFamilies(world, pupils);
  addContext(world, pupils);
  await world.rows.write(client);
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
