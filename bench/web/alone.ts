import type pg from 'pg';
import { type Figure, single } from '../harness/figures.ts';
import type { Asked } from '../harness/load.ts';
import { say } from '../harness/options.ts';
import type { House } from './house.ts';
import type { Page } from './pages.ts';

/** Of every kind of person: the first calls of a connection, when plans are made, are among them. */
const VISITS_EACH = 15;
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

/**
 * One visitor after another, so that a statement's time is its own; `kinds` asks for each kind of person. Undefined where
 * there is no such page.
 */
export async function measureAlone(
  page: Page,
  kinds: readonly (() => Asked)[],
  house: House,
  admin: pg.Client,
): Promise<readonly Figure[] | undefined> {
  const visit = async (next: () => Asked) => {
    const { path, headers } = next();
    const answer = await fetch(`${house.origin}${path}`, { headers, redirect: 'manual' });
    await answer.arrayBuffer();
    return answer.status;
  };
  for (const next of kinds) {
    const status = await visit(next);
    if (status === 200) continue;
    say(`${page.name}: answered ${status}; not measured.`);
    return undefined;
  }
  await admin.query('select pg_stat_statements_reset()');
  const before = await house.metric('gatehouse_database_statements_total');
  for (let n = 0; n < VISITS_EACH; n += 1) for (const next of kinds) await visit(next);
  const made = (await house.metric('gatehouse_database_statements_total')) - before;
  const { rows } = await admin.query<Statement>(SLOWEST);
  for (const { query, slowest, mean } of rows.filter((row) => row.slowest > SLOW_MS)) {
    say(`${page.name}: ${slowest.toFixed(1)} ms (mean ${mean.toFixed(1)}): ${query.slice(0, 300)}`);
  }
  return [
    single(`web.${page.name}.statements`, made / (VISITS_EACH * kinds.length), 'a page', {
      atMost: page.statements,
    }),
    single(`web.${page.name}.slowest-query`, rows[0]?.slowest ?? 0, 'ms', { atMost: SLOW_MS }),
  ];
}
