import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { z } from 'zod';
import { Unavailable } from '#platform/errors';
import { packageFile } from '#platform/files';

/** A migration as a database remembers it. */
export interface Applied {
  readonly checksum: string;
  /** Which version of Gatehouse did it; databases from before this was written down do not say. */
  readonly version: string | null;
}

export interface MigrationState {
  /** Of ours, not yet in the database. */
  readonly missing: readonly string[];
  /** In the database, and not known to us: a newer version has been here. */
  readonly unknown: readonly string[];
  readonly newerVersion: string | null;
  /** Ours is another file than the one that ran. */
  readonly changed: readonly string[];
}

/** Of this program, as `package.json` says. */
export function ownVersion(): string {
  const manifest = z.object({ version: z.string() });
  return manifest.parse(JSON.parse(readFileSync(packageFile('package.json'), 'utf8'))).version;
}

/** What has run, without making or changing anything. */
export async function findApplied(client: pg.Client): Promise<Map<string, Applied>> {
  const { rows } = await client.query<{ here: boolean; versions: boolean }>(`
    select to_regclass('gatehouse_migration') is not null as here, exists (
      select from pg_attribute where attrelid = to_regclass('gatehouse_migration') and attname = 'version') as versions`);
  if (rows[0]?.here !== true) return new Map();
  const version = rows[0].versions ? 'version' : 'null as version';
  const found = await client.query<Applied & { name: string }>(
    `select name, checksum, ${version} from gatehouse_migration order by name`,
  );
  return new Map(found.rows.map((row) => [row.name, row]));
}

export function compare(
  known: ReadonlyMap<string, Applied>,
  ours: readonly { readonly name: string; readonly checksum: string }[],
): MigrationState {
  const names = new Set(ours.map(({ name }) => name));
  const unknown = [...known.keys()].filter((name) => !names.has(name));
  return {
    missing: ours.map(({ name }) => name).filter((name) => !known.has(name)),
    unknown,
    newerVersion: unknown.map((name) => known.get(name)?.version ?? null).at(-1) ?? null,
    changed: ours
      .filter(({ name, checksum }) => known.has(name) && known.get(name)?.checksum !== checksum)
      .map(({ name }) => name),
  };
}

/** Throws, with the way back, for a database that a newer version has opened: what it wrote this one would not understand. */
export function refuseOthers({ unknown, newerVersion, changed }: MigrationState): void {
  if (unknown.length > 0) {
    const newer = newerVersion === null ? '' : ` (${newerVersion})`;
    throw new Unavailable(
      'the database belongs to a newer version',
      `This database has been opened by a newer Gatehouse${newer}; this is ${ownVersion()}, which does not know ${unknown.join(', ')}. ` +
        'Nothing was changed. Start the newer version again; or go back: restore the backup that was taken before the upgrade ' +
        '("gatehouse restore"), and start this version on it.',
    );
  }
  if (changed.length > 0)
    throw new Unavailable(
      'a migration was changed after it ran',
      `${changed.join(', ')} is another file than the one that this database was made with. Put the released file back: npm ci, or the release again.`,
    );
}
