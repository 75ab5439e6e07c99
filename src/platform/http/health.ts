import { findJobRuns, workerState } from '#platform/jobs';
import type { Services, WebApp } from './types.ts';

const visitor = { kind: 'system', role: 'visitor' } as const;

/** Every job's last run, for whoever watches the machine. */
export const findRuns = ({ database }: Pick<Services, 'database'>) =>
  database.withActor(visitor, async (tx) => ({ runs: await findJobRuns(tx), at: tx.at }));

/** What says that the process lives, and that it can answer. Neither tells anything about anybody. */
export function health(app: WebApp): void {
  const open = { config: { withoutSession: true } };
  app.get('/healthz', open, async () => ({ status: 'alive' }));
  app.get('/readyz', open, async (_request, reply) => {
    const found = await findRuns(app.services).catch(() => undefined);
    if (found === undefined) return reply.code(503).send({ status: 'the database does not answer' });
    // Still 200 where the worker stands still: pages must be served on, above all the one to report.
    const worker = workerState(found.runs, found.at);
    return {
      status: 'ready',
      worker: worker.state,
      ...('since' in worker ? { since: worker.since.toString() } : {}),
    };
  });
}
