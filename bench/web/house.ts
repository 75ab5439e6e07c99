import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { PreparedServer } from '../harness/database.ts';
import { freePort, type Program, startProgram } from '../harness/processes.ts';

/** The pool of a web process; the peer gets the same. */
const POOL = 12;

export interface House extends Program {
  readonly origin: string;
  /** One number of the process's own metrics. */
  metric(name: string): Promise<number>;
}

const manifest = z.object({ scripts: z.object({ start: z.string().startsWith('exec node ') }) });

/** What `npm start` calls, so that its settings are measured too. */
async function startArguments(): Promise<string[]> {
  const { scripts } = manifest.parse(JSON.parse(await readFile('package.json', 'utf8')));
  return scripts.start.split(' ').slice(2);
}

/** The real web process, as `npm start -- --only web` runs it. */
export async function startWebProcess(server: PreparedServer): Promise<House> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const program = await startProgram({
    args: [...(await startArguments()), '--only', 'web'],
    env: {
      DATABASE_URL: server.ownerUrl,
      GATEHOUSE_DATA: join(server.folder, 'web'),
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      LOG_LEVEL: 'error',
    },
    readyAt: `http://127.0.0.1:${port}/readyz`,
  });
  return {
    ...program,
    origin: `http://127.0.0.1:${port}`,
    metric: async (name) => {
      const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
      return Number(text.match(new RegExp(`^${name} (\\S+)$`, 'm'))?.[1] ?? Number.NaN);
    },
  };
}

export async function startBareRoute(server: PreparedServer): Promise<Program & { origin: string }> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const program = await startProgram({
    args: ['bench/web/bare.mjs'],
    env: {
      DATABASE_URL: server.ownerUrl,
      PORT: String(port),
      POOL: String(POOL),
      SINK: join(server.folder, 'sink'),
      NODE_ENV: 'production',
    },
    readyAt: origin,
  });
  return { ...program, origin };
}
