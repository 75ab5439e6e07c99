import { createServer, type Server } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '#platform/db';
import type { JobRun } from '#platform/jobs';
import { findRuns } from './health.ts';
import type { FreshCertificate } from './secure.ts';
import type { Services, WebApp } from './types.ts';

/** Route patterns, methods and statuses: no address as typed, so no id and no name (design rule 16). */
export function measureRequests(app: WebApp, registry: Registry): void {
  const duration = new Histogram({
    name: 'gatehouse_http_request_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    duration.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });
}

export function measureDatabase(database: Database, registry: Registry): void {
  const gauges = { statements: 'Statements beside begin and commit', transactions: 'Transactions' } as const;
  for (const name of ['statements', 'transactions'] as const) {
    new Gauge({
      name: `gatehouse_database_${name}_total`,
      help: gauges[name],
      registers: [registry],
      collect() {
        this.set(database.counts[name]);
      },
    });
  }
}

/** Of the worker, wherever it runs: it writes down its runs itself. Silent while the database does not answer. */
export function measureJobs(services: Pick<Services, 'database'>, registry: Registry): void {
  const gauge = (name: string, help: string, value: (run: JobRun) => number | undefined) =>
    new Gauge({
      name,
      help,
      labelNames: ['job'],
      registers: [registry],
      async collect() {
        this.reset();
        const { runs } = await findRuns(services).catch(() => ({ runs: [] }));
        for (const run of runs) {
          const found = value(run);
          if (found !== undefined) this.set({ job: run.name }, found);
        }
      },
    });
  const seconds = (at: JobRun['doneAt']) => (at === null ? undefined : at.epochMilliseconds / 1000);
  gauge('gatehouse_job_done_seconds', 'When a job last ran through, in seconds since 1970', ({ doneAt }) =>
    seconds(doneAt),
  );
  gauge('gatehouse_job_failing', '1 while a job fails', ({ failingSince }) =>
    failingSince === null ? 0 : 1,
  );
}

export function measureCertificate(fresh: FreshCertificate, registry: Registry): void {
  new Gauge({
    name: 'gatehouse_tls_certificate_ends_seconds',
    help: 'When the TLS certificate that is served ends, in seconds since 1970',
    registers: [registry],
    collect() {
      this.set(fresh.until());
    },
  });
}

export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Counter({
    name: 'gatehouse_starts_total',
    help: 'Starts of this process',
    registers: [registry],
  }).inc();
  return registry;
}

/** Prometheus text on its own port, on loopback only. */
export function serveMetrics(registry: Registry, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
