import type pg from 'pg';
import { type Figure, figure, single } from '../harness/figures.ts';
import type { Asked } from '../harness/load.ts';
import { say } from '../harness/options.ts';
import type { House } from './house.ts';
import type { Page } from './pages.ts';

/** Of every kind of person: the first calls of a connection, when plans are made, are among them. */
const VISITS_EACH = 15;
const SLOW_MS = 20;

interface Statement {
  readonly query: string;
  readonly least: number;
  readonly mean: number;
  readonly most: number;
}

/** Not the bench's own. */
const SLOWEST = `
  select regexp_replace(query, '\\s+', ' ', 'g') as query, min_exec_time as least, mean_exec_time as mean, max_exec_time as most
  from pg_stat_statements where query !~ 'pg_stat_statements' order by mean_exec_time desc limit 1`;

async function visit(house: House, next: () => Asked): Promise<number> {
  const { path, headers } = next();
  const answer = await fetch(`${house.origin}${path}`, { headers, redirect: 'manual' });
  await answer.arrayBuffer();
  return answer.status;
}

async function slowestFor(next: () => Asked, house: House, admin: pg.Client): Promise<Statement> {
  await admin.query('select pg_stat_statements_reset()');
  for (let n = 0; n < VISITS_EACH; n += 1) await visit(house, next);
  const [slowest] = (await admin.query<Statement>(SLOWEST)).rows;
  if (slowest === undefined) throw new Error('no statement was counted');
  return slowest;
}

/**
 * One visitor after another, so that a statement's time is its own; `kinds` asks for each kind of person, of whom the
 * one whose page is slowest counts. Undefined where there is no such page.
 */
export async function measureAlone(
  page: Page,
  kinds: readonly (() => Asked)[],
  house: House,
  admin: pg.Client,
): Promise<readonly Figure[] | undefined> {
  for (const next of kinds) {
    const status = await visit(house, next);
    if (status === 200) continue;
    say(`${page.name}: answered ${status}; not measured.`);
    return undefined;
  }
  const before = await house.metric('gatehouse_database_statements_total');
  const found: Statement[] = [];
  for (const next of kinds) found.push(await slowestFor(next, house, admin));
  const made = (await house.metric('gatehouse_database_statements_total')) - before;
  const spreads = found.map(({ query, least, mean, most }) => ({ query, least, median: mean, most }));
  for (const { query, least, median, most } of spreads.filter(
    (s) => s.median > (page.slowestMs ?? SLOW_MS),
  )) {
    say(
      `${page.name}: ${[least, median, most].map((ms) => ms.toFixed(1)).join(' / ')} ms: ${query.slice(0, 300)}`,
    );
  }
  const slowest = spreads.reduce((a, b) => (b.median > a.median ? b : a));
  return [
    single(`web.${page.name}.statements`, made / (VISITS_EACH * kinds.length), 'a page', {
      atMost: page.statements,
    }),
    figure(`web.${page.name}.slowest-query`, slowest, 'ms', { atMost: page.slowestMs ?? SLOW_MS }),
  ];
}
