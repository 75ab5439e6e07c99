import type { Instant, LocalDate } from '#platform/clock';
import { saferInternetDay } from './calendar.ts';
import { moment } from './stage.ts';
import type { School, World } from './world.ts';

/** How busy a month is: quiet when school is out, busy in autumn and after Christmas. */
const season: Readonly<Record<number, number>> = {
  1: 1.7,
  2: 1.1,
  3: 1,
  4: 0.7,
  5: 0.8,
  6: 0.9,
  7: 0.6,
  8: 0.2,
  9: 0.8,
  10: 1.3,
  11: 1.5,
  12: 1,
};

function weightOf({ calendar }: World, day: LocalDate): number {
  if (!calendar.isSchoolDay(day)) return 0.02;
  const sinceSaferInternetDay = saferInternetDay(day.year).until(day).days;
  const talkedAbout = sinceSaferInternetDay >= 0 && sinceSaferInternetDay <= 8 ? 3 : 1;
  return (season[day.month] ?? 1) * talkedAbout * (day.dayOfWeek === 1 ? 1.3 : 1);
}

export interface Occasion {
  readonly school: School;
  readonly at: Instant;
  readonly day: LocalDate;
}

/** When something is reported in a school: most before lessons, at lunch and after the bell. */
export function occasions(world: World, school: School, many: number): Occasion[] {
  const { random, today, calendar } = world;
  const days = Array.from({ length: 364 }, (_, ago) => today.subtract({ days: ago + 1 }));
  const weights = new Map(days.map((day) => [day, weightOf(world, day)]));
  const busy = [
    8 * 60 + 35,
    9 * 60 + 10,
    10 * 60 + 45,
    12 * 60 + 30,
    13 * 60 + 5,
    15 * 60 + 25,
    15 * 60 + 50,
  ];
  return Array.from({ length: many }, () => {
    const day = random.weighted(days, (d) => weights.get(d) ?? 0);
    const minute = calendar.isSchoolDay(day)
      ? random.pick(busy) + random.between(-14, 22)
      : random.between(10 * 60, 20 * 60);
    return { school, day, at: moment(day, Math.floor(minute / 60), minute % 60, random.between(0, 59)) };
  });
}
