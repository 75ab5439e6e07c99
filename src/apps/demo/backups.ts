import { nameOf } from '#platform/backup';
import { type Instant, localDate } from '#platform/clock';
import { isBefore, moment, type Stage } from './stage.ts';

const NIGHTS = 40;
const KEPT_DAYS = 14;
/** Somebody had unplugged the box in the cupboard; the next try, an hour later, went well. */
const BAD_NIGHT = 9;

interface Night {
  readonly night: number;
  readonly at: Instant;
}

function addFailed({ rows, random }: Stage, { at }: Night): void {
  const ended = at.add({ seconds: 1 });
  rows.add('app.backup', {
    id: random.uuid(at),
    name: '',
    began_at: at.toString(),
    ended_at: ended.toString(),
    scheduled: true,
    failure: 'folder',
  });
}

/** What was cleared away since: all but the last of each of the last weeks. */
function removedAt({ night, at }: Night): string | null {
  const kept = night <= KEPT_DAYS || localDate(at).dayOfWeek === 7;
  return kept ? null : at.add({ hours: 24 * KEPT_DAYS, minutes: 3 }).toString();
}

function addGood({ rows, random }: Stage, night: Night): void {
  const { at } = night;
  const ended = at.add({ seconds: random.between(38, 55) });
  const took = random.between(95, 140);
  // As many files as the demo's year has, a few kilobytes each.
  const objects = Math.max(0, 40 - Math.floor(night.night / 3));
  rows.add('app.backup', {
    id: random.uuid(at),
    name: nameOf(at.toString()),
    began_at: at.toString(),
    ended_at: ended.toString(),
    scheduled: true,
    row_count: 15_100 - night.night * 37,
    database_bytes: 842_000 - night.night * 1_900,
    object_count: objects,
    object_bytes: objects * 1_150,
    copied_bytes: random.between(0, 2) * 1_150,
    checked_at: ended.add({ seconds: took }).toString(),
    check_seconds: took,
    removed_at: removedAt(night),
  });
}

/** A backup every night, each restored on trial. */
export function addBackups(stage: Stage): void {
  for (let night = NIGHTS; night >= 0; night -= 1) {
    const at = moment(stage.today.subtract({ days: night }), 1, 20, 4);
    if (!isBefore(at, stage.now.subtract({ minutes: 10 }))) continue;
    if (night === BAD_NIGHT) addFailed(stage, { night, at });
    addGood(stage, { night, at: night === BAD_NIGHT ? at.add({ hours: 1 }) : at });
  }
}
