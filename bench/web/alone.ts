import type pg from 'pg';
import { type Figure, single } from '../harness/figures.ts';
import type { Asked } from '../harness/load.ts';
import { say } from '../harness/options.ts';
import type { House } from './house.ts';
import type { Page } from './pages.ts';

/** Every kind of person a few times: the first calls of each connection, when plans are made, are among them. */
const VISITS = 60;
const SLOW_MS = 20;

interface Statement {
  readonly query: string;
  readonly slowest: number;
  readonly mean: number;
}

/** Not the bench's own, and not the transaction's. */
const SLOWEST = `
  select regexp_replace(query, '\\s+', ' ', 'g') as query, max_exec_time as slowest, mean_exec_time as mean
  from pg_stat_statements where query !~ 'pg_stat_statements' order by max_exec_time desc limit 5`;

export interface Alone {
  readonly figures: readonly Figure[];
  readonly slowest: number;
}

/** One visitor after another, so that a statement's time is its own. Undefined where there is no such page. */
export async function measureAlone(
  page: Page,
  next: () => Asked,
  house: House,
  admin: pg.Client,
): Promise<Alone | undefined> {
  const visit = async () => {
    const { path, headers } = next();
    const answer = await fetch(`${house.origin}${path}`, { headers, redirect: 'manual' });
    await answer.arrayBuffer();
    return answer.status;
  };
  const status = await visit();
  if (status !== 200) {
    say(`${page.name}: answered ${status}; not measured.`);
    return undefined;
  }
  await admin.query('select pg_stat_statements_reset()');
  const before = await house.metric('gatehouse_database_statements_total');
  for (let n = 0; n < VISITS; n += 1) await visit();
  const made = (await house.metric('gatehouse_database_statements_total')) - before;
  const { rows } = await admin.query<Statement>(SLOWEST);
  for (const { query, slowest, mean } of rows.filter((row) => row.slowest > SLOW_MS)) {
    say(`${page.name}: ${slowest.toFixed(1)} ms (mean ${mean.toFixed(1)}): ${query.slice(0, 300)}`);
  }
  const slowest = rows[0]?.slowest ?? 0;
  return {
    slowest,
    figures: [
      single(`web.${page.name}.statements`, made / VISITS, 'a page', { atMost: page.statements }),
      single(`web.${page.name}.slowest-query`, slowest, 'ms', { atMost: SLOW_MS }),
    ],
  };
}
