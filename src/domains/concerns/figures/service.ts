import { schoolsById } from '#domains/people';
import { localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { isUuid } from '#platform/ids';
import { type Stream, streams } from '../types.ts';
import { monthsOf, type Period, termsThatAreOver, yearsAndTerms } from './periods.ts';
import {
  type SchoolFigures,
  selectFigures,
  selectTally,
  selectTrendSchools,
  selectTrends,
} from './queries.ts';
import { countOf, hideSmall, LEAST_TIMED, showAll, tableOf, tablesOf, timesOf } from './read.ts';
import { type Shown, showTotal } from './small-numbers.ts';
import type { Asked, Choice, Figures, Table } from './types.ts';

export type { SchoolFigures };

const handledIn = (me: Me): Readonly<Record<Stream, readonly string[]>> => ({
  child: me.childSchoolIds,
  adult: me.adultSchoolIds,
  head: me.headSchoolIds,
});

/** Schools with a concern that I may handle; whoever handles none has none. */
const handledSchools = (me: Me): string[] => [...new Set(Object.values(handledIn(me)).flat())];

/** How concerns stand in each school whose concerns I handle; nothing for who handles none. One statement. */
export async function findFigures(tx: Tx, me: Me): Promise<SchoolFigures[]> {
  const schools = handledSchools(me);
  return schools.length === 0 ? [] : selectFigures(tx, schools);
}

export function readAsked(query: unknown): Asked {
  const given = (typeof query === 'object' && query !== null ? query : {}) as Readonly<
    Record<string, unknown>
  >;
  const text = (name: string) => (typeof given[name] === 'string' && given[name] !== '' ? given[name] : null);
  const school = text('school');
  return {
    school: school !== null && isUuid(school) ? school : null,
    period: text('period'),
    about: streams.find((stream) => stream === text('about')) ?? null,
  };
}

/** A mistyped address shows the newest. */
function chosen(periods: readonly Period[], asked: string | null): Period {
  const period = periods.find(({ id }) => id === asked) ?? periods[0];
  if (period === undefined) throw new Error('three years always hold a term');
  return period;
}

const hidesAny = (total: Shown, tables: readonly Table[]) =>
  total === null || tables.some(({ rows }) => rows.some(({ n }) => n === null));

interface Scope {
  /** Every school that can be chosen, by name. */
  readonly schools: readonly Choice[];
  readonly abouts: readonly Stream[];
  readonly about: Stream;
}

/** Everything counted, of one school or all: for whoever opens the concerns themselves. */
async function readWhole(tx: Tx, asked: Asked, scope: Scope, mine: readonly Choice[]): Promise<Figures> {
  const school = mine.find(({ id }) => id === asked.school) ?? (mine.length === 1 ? mine[0] : null) ?? null;
  const today = localDate(tx.at);
  const periods = yearsAndTerms(today);
  const period = chosen(periods, asked.period);
  const ids = school === null ? mine.map(({ id }) => id) : [school.id];
  const tally = await selectTally(tx, ids, scope.about, period);
  const overTime = monthsOf(period, today).map((month) => ({
    text: monthName(month),
    n: countOf(tally, 'month', month),
  }));
  const bySchool = tableOf(
    'school',
    { title: 'School', values: mine.map(({ id, name }) => [id, name] as const) },
    mine.map(({ id }) => countOf(tally, 'school', id)),
  );
  return {
    ...scope,
    trends: false,
    several: mine.length > 1,
    school,
    periods,
    period,
    total: countOf(tally, 'all', 'all'),
    open: countOf(tally, 'open', 'open'),
    acknowledged: timesOf(tally, 'acknowledged', 1),
    closed: timesOf(tally, 'closed', 1),
    overTime: { id: 'month', title: 'By month', note: null, rows: overTime, none: [] },
    tables: [...(school === null ? [bySchool] : []), ...tablesOf(tally, showAll)],
    hides: false,
  };
}

const monthFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short', year: '2-digit' });
const monthName = (month: string): string => monthFormat.format(Date.parse(`${month}-01T00:00:00Z`));

/** One school's term that is over, small numbers hidden: for whoever may not see children. */
async function readTrends(tx: Tx, asked: Asked, scope: Scope, school: Choice): Promise<Figures> {
  const rows = await selectTrends(tx, school.id);
  const periods = termsThatAreOver(localDate(tx.at));
  const period = chosen(periods, asked.period);
  const of = ({ first }: Period) => rows.filter((row) => row.first.equals(first));
  const totalOf = (term: Period) => showTotal(countOf(of(term), 'all', 'all'));
  const tally = of(period);
  const tables = tablesOf(tally, hideSmall);
  const overTime = [...periods].reverse().map((term) => ({ text: term.name, n: totalOf(term) }));
  return {
    ...scope,
    trends: true,
    several: false,
    school,
    periods,
    period,
    total: totalOf(period),
    open: null,
    acknowledged: timesOf(tally, 'acknowledged', LEAST_TIMED),
    closed: timesOf(tally, 'closed', LEAST_TIMED),
    overTime: { id: 'term', title: 'By term', note: null, rows: overTime, none: [] },
    tables,
    hides: hidesAny(totalOf(period), tables) || overTime.some(({ n }) => n === null),
  };
}

/**
 * Who handles concerns counts all of them, about children, adults and the Head apart; who helps to lead or govern is
 * given trends of those about children; for everybody else it is not there.
 */
export async function readFigures(tx: Tx, me: Me, asked: Asked): Promise<Figures> {
  const handled = handledIn(me);
  const given = (await selectTrendSchools(tx)).filter((id) => !handled.child.includes(id));
  const schools = await schoolsById(tx, [...new Set([...handledSchools(me), ...given])]);
  const abouts = streams.filter(
    (stream) => handled[stream].length > 0 || (stream === 'child' && given.length > 0),
  );
  const about = abouts.find((stream) => stream === asked.about) ?? abouts[0];
  if (about === undefined) throw new NotFound('neither handles concerns nor helps to lead or govern');
  const scope = { schools, abouts, about };
  const mine = schools.filter(({ id }) => handled[about].includes(id));
  const trends = about === 'child' ? schools.filter(({ id }) => given.includes(id)) : [];
  const school = trends.find(({ id }) => id === asked.school) ?? (mine.length === 0 ? trends[0] : undefined);
  return school === undefined ? readWhole(tx, asked, scope, mine) : readTrends(tx, asked, scope, school);
}

/** The same figures to take away; who took which is kept. */
export async function exportFigures(tx: Tx, me: Me, asked: Asked): Promise<Figures> {
  const figures = await readFigures(tx, me, asked);
  tx.record({
    chain: figures.school?.id ?? me.trustId,
    type: 'concern.figures_exported/1',
    data: { period: figures.period.id, about: figures.about, hidden: figures.trends },
  });
  return figures;
}
