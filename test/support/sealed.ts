import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { readConfig } from '#platform/config';
import { loadMasterKey, openFrames, sealFrames, sealWith } from '#platform/crypto';
import { systemIds } from '#platform/ids';
import { diskStore } from '#platform/storage';
import { SCHOOL_KEY_PURPOSE, vaultOf } from '../../src/domains/evidence/vault.ts';
import { TOTP_PURPOSE } from '../../src/domains/sign-in/credentials/authenticator.ts';
import { factories } from '../factories/index.ts';
import type { Facts, Row } from '../factories/rows/lay.ts';

/** What the master key seals, made and opened again without the commands that are tested. */

export interface SealedFile {
  readonly id: string;
  readonly sha256: string;
  readonly itemKey: Buffer;
  readonly schoolId: string;
  readonly schoolKey: Buffer;
}

/** The hash of what each opens to, in their order; throws at the first that does not open. */
export async function hashesOf(dataDir: string, rows: readonly SealedFile[]): Promise<string[]> {
  const config = readConfig({ GATEHOUSE_DATA: dataDir });
  const vault = vaultOf({ config, masterKey: loadMasterKey(config.keyFile) });
  const hashes: string[] = [];
  for (const row of rows) {
    const hash = createHash('sha256');
    const key = vault.openItemKey(row, row.id, row.itemKey);
    for await (const piece of openFrames(key, vault.store.read(row.id))) hash.update(piece);
    hashes.push(hash.digest('hex'));
  }
  return hashes;
}

const SEALED = `
  select i.id, encode(i.sha256, 'hex') as sha256, i.wrapped_key as "itemKey", i.school_id as "schoolId", k.wrapped as "schoolKey"
  from evidence.item i join evidence.school_key k on k.school_id = i.school_id order by i.id`;

export interface Opened {
  readonly files: number;
  readonly people: number;
  /** Ids of files that do not open to the hash that their row says. */
  readonly wrong: readonly string[];
}

/** Opens every file and authenticator of an installation; throws at the first whose key does not open. */
export async function openEverything(owner: pg.Pool, dataDir: string): Promise<Opened> {
  const masterKey = loadMasterKey(join(dataDir, 'keys/master.key'));
  const { rows } = await owner.query<SealedFile>(SEALED);
  const hashes = await hashesOf(dataDir, rows);
  const people = await owner.query<{ id: string; sealed: Buffer }>(
    'select person_id as id, totp_sealed as sealed from signin.account where totp_sealed is not null',
  );
  for (const { id, sealed } of people.rows)
    if (masterKey.open(TOTP_PURPOSE, id, sealed).toString() !== id) throw new Error(`${id} opens to another`);
  const wrong = rows.filter(({ sha256 }, at) => hashes[at] !== sha256).map(({ id }) => id);
  return { files: rows.length, people: people.rows.length, wrong };
}

async function make(owner: pg.Pool, table: string, facts?: Facts): Promise<Row> {
  const factory = factories[table];
  if (factory === undefined) throw new Error(`no factory for ${table}`);
  return factory({ owner }, facts);
}

/** A file as it is kept: sealed, its key wrapped, its row there. */
export async function addSealedFile(
  owner: pg.Pool,
  dataDir: string,
  folder: Row,
  schoolKey: Buffer,
): Promise<void> {
  const [id, key] = [systemIds.uuid(), randomBytes(32)];
  const bytes = randomBytes(20_000 + Math.floor(Math.random() * 300_000));
  const frames = sealFrames(key, Readable.from([bytes]), { from: 0, complete: () => true });
  await diskStore(join(dataDir, 'objects')).write(id, frames);
  await make(owner, 'evidence.item', {
    folder,
    id,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest(),
    wrapped_key: sealWith(schoolKey, id, key),
  });
}

/** Schools with a key and files each, and somebody with an authenticator beside each of them. */
export async function fillSealed(
  owner: pg.Pool,
  dataDir: string,
  { schools, files }: { readonly schools: number; readonly files: number },
): Promise<void> {
  const masterKey = loadMasterKey(join(dataDir, 'keys/master.key'));
  for (let n = 0; n < schools; n += 1) {
    const folder = await make(owner, 'evidence.folder');
    const schoolId = String(folder.school_id);
    const schoolKey = randomBytes(32);
    const wrapped = masterKey.seal(SCHOOL_KEY_PURPOSE, schoolId, schoolKey);
    await make(owner, 'evidence.school_key', { school_id: schoolId, wrapped });
    for (let file = 0; file < files; file += 1) await addSealedFile(owner, dataDir, folder, schoolKey);
    const id = String(folder.author_id);
    const totp_sealed = masterKey.seal(TOTP_PURPOSE, id, Buffer.from(id));
    await make(owner, 'signin.account', { person_id: id, totp_sealed });
  }
}
