import { createHash } from 'node:crypto';
import { z } from 'zod';

/*
 * A backup is a folder:
 *   manifest        a line in plain text, then everything below in JSON, sealed
 *   tables/x.y      one for each table: COPY's text, compressed, sealed
 *   anchors         where the audit chains stood, as files of the data folder say: sealed likewise
 *   objects         a line for each sealed file that belongs to it: sealed likewise
 * The files themselves lie in `objects` beside the backups, since they never change: each is copied once for all.
 */

export const FORMAT = 1;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();
/** A word that SQL takes as it stands; file names are made of them. */
const word = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

/** What anybody may read of a backup: whose it is, when it was made, which key opens it. */
export const headerSchema = z.object({
  gatehouseBackup: z.literal(FORMAT),
  installation: z.uuid(),
  takenAt: z.iso.datetime(),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
  /** A keyed hash of the salt, so that a wrong key is known at once. It tells nothing of the key. */
  keyCheck: hash,
});
export type Header = z.infer<typeof headerSchema>;

/** Of a sealed file: what went in, and how much lies on the disk. */
const sealedFileSchema = z.object({ bytes: count, sha256: hash, stored: count });
export type SealedFile = z.infer<typeof sealedFileSchema>;

const tableSchema = sealedFileSchema.extend({
  schema: word,
  name: word,
  columns: z.array(z.string()).min(1),
  rows: count,
});
export type TableEntry = z.infer<typeof tableSchema>;

export const manifestSchema = z.object({
  name: z.string(),
  takenAt: z.iso.datetime(),
  gatehouse: z.string(),
  postgres: z.string(),
  /** Made of a demo folder: restored, it is one again. */
  demo: z.boolean(),
  /** In the order in which they ran. */
  migrations: z.array(z.object({ name: z.string(), checksum: hash })).min(1),
  tables: z.array(tableSchema).min(1),
  leftOut: z.array(z.object({ table: z.string(), why: z.string() })),
  sequences: z.array(z.object({ schema: word, name: word, value: z.string(), called: z.boolean() })),
  chains: z.array(z.object({ id: z.uuid(), length: count, head: z.string().regex(/^([0-9a-f]{64})?$/) })),
  anchors: sealedFileSchema,
  objects: sealedFileSchema.extend({
    count,
    /** Of the files themselves. */
    total: count,
    /** Destroyed while the backup was made: there before its snapshot, gone after it. */
    gone: z.array(z.uuid()),
  }),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** A sealed file that belongs to a backup. */
export const objectSchema = z.object({ key: z.uuid(), bytes: count, sha256: hash });
export type ObjectEntry = z.infer<typeof objectSchema>;

export const tableFile = ({ schema, name }: Pick<TableEntry, 'schema' | 'name'>): string =>
  `tables/${schema}.${name}`;

/** What the manifest's key hangs on: a header that was changed does not open. */
export const manifestContext = (headerLine: string): string =>
  `manifest/${createHash('sha256').update(headerLine).digest('hex')}`;

/** What the key of a backup's files is derived for. */
export const PURPOSE = 'backup';

const NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(-\d+)?$/;

/** "20261126T213405Z": sorts by time, and any file system takes it. */
export function nameOf(takenAt: string): string {
  return `${takenAt.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** When a backup of that name was made; undefined for a name that is none. */
export function timeOf(name: string): string | undefined {
  const [, year, month, day, hour, minute, second] = NAME.exec(name) ?? [];
  return year === undefined ? undefined : `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
