import type { TestProject } from 'vitest/node';
import { startTemporaryServer, type TemporaryServer } from './temporary-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    server: { ownerUrl: string; adminUrl: string; appPassword: string };
  }
}

let server: TemporaryServer | undefined;

/** One server for the whole run; each test file clones its migrated database (database.ts). */
export async function setup(project: TestProject): Promise<void> {
  server = await startTemporaryServer();
  const { ownerUrl, adminUrl, appPassword } = server;
  project.provide('server', { ownerUrl, adminUrl, appPassword });
}

export async function teardown(): Promise<void> {
  await server?.stop();
}
