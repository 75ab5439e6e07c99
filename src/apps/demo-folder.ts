import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Forbidden } from '#platform/errors';

const mark = (dataDir: string) => join(dataDir, 'THIS-IS-A-DEMO');
const cluster = (dataDir: string) => join(dataDir, 'keys');

export const isDemoFolder = (dataDir: string): boolean => existsSync(mark(dataDir));

/** A demo folder signs anybody in with one press: it is never served for real. */
export function refuseDemoFolder(dataDir: string): void {
  if (isDemoFolder(dataDir)) {
    throw new Forbidden(
      'start on a demo folder',
      `${dataDir} holds the demo. Choose another folder with GATEHOUSE_DATA.`,
    );
  }
}

/** And real records are never opened to one press. */
export function refuseRealFolder(dataDir: string): void {
  if (existsSync(cluster(dataDir)) && !isDemoFolder(dataDir)) {
    throw new Forbidden(
      'demo on a real folder',
      `${dataDir} holds real records. Choose another folder for the demo with GATEHOUSE_DATA.`,
    );
  }
}

export function markDemo(dataDir: string): void {
  writeFileSync(
    mark(dataDir),
    'Made by "npm run demo". Anybody on this machine can sign in here with one press.\n',
  );
}

export const unmarkDemo = (dataDir: string): void => rmSync(mark(dataDir), { force: true });
