import { Readable } from 'node:stream';
import type { Archive } from '../../src/domains/people/oneroster/archive.ts';
import { createFaultLog } from '../../src/domains/people/oneroster/faults.ts';
import type { Roster, RosterReading, RosterVersion } from '../../src/domains/people/oneroster/index.ts';
import { readArchive } from '../../src/domains/people/oneroster/read-roster.ts';
import { defaultLimits, type RosterLimits } from '../../src/domains/people/oneroster/types.ts';
import { csvFiles, csvText } from './oneroster-csv.ts';

/** Files of a roster in memory, to be damaged. */
export type RosterFiles = Map<string, Buffer>;

export const filesOf = (roster: Roster, version: RosterVersion): RosterFiles =>
  new Map(
    Object.entries(csvFiles(roster, version)).map(([name, table]) => [
      name,
      Buffer.from([...csvText(table)].join('')),
    ]),
  );

/** In pieces of an odd size, so that characters and lines fall across their edges. */
const inPieces = function* (bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
};

export const memoryArchive = (files: RosterFiles, size = 4093): Archive => ({
  label: 'roster',
  files: [...files].map(([name, bytes]) => ({
    name,
    bytes: bytes.length,
    open: async () => Readable.from(inPieces(bytes, size)),
  })),
  close: () => undefined,
});

export const readFiles = (
  files: RosterFiles,
  limits: Partial<RosterLimits> = {},
  pieces?: number,
): Promise<RosterReading> => {
  const whole = { ...defaultLimits, ...limits };
  return readArchive(memoryArchive(files, pieces), whole, createFaultLog(whole.faultsOfAKind));
};
