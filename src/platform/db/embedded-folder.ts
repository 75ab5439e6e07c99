import { createHash, randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { isLockFile } from './embedded-lock.ts';
import { EmbeddedError, type ServerUser } from './embedded-types.ts';

/** Within the data folder, which also holds keys and files of others. */
const folderName = 'database';
const secretsName = 'gatehouse-database.json';
/** Port of no network: it only names the socket file. */
export const socketPort = 5432;
const insideArgument = '/proc/self/cwd';
/** sockaddr_un holds 108 bytes, the last one zero. */
const socketPathLimit = 107;

const secretsSchema = z.object({ superuser: z.string().min(20), owner: z.string().min(20) });
export type Secrets = z.infer<typeof secretsSchema>;

export interface Folder {
  root: string;
  cluster: string;
  /** How the server itself is told of the cluster: see `seenFromInside`. */
  clusterArgument: string;
  socketDir: string;
  serverLog: string;
  secretsFile: string;
}

async function entries(path: string): Promise<string[]> {
  return readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new EmbeddedError(
      error.code === 'ENOTDIR' ? 'not-ours' : 'wrong-owner',
      `The database folder ${path} cannot be read (${error.code}). Start Gatehouse as the user it belongs to, ` +
        'or set GATEHOUSE_DATA to another folder.',
      { cause: error },
    );
  });
}

/** Refuses a folder that holds somebody else's files: we would change their owner and mode. */
async function refuseForeign(root: string): Promise<void> {
  const names = (await entries(root)).filter((name) => !isLockFile(name) && name !== `${secretsName}.new`);
  if (names.length === 0 || names.includes(secretsName)) return;
  if (names.includes('cluster')) {
    throw new EmbeddedError(
      'not-ours',
      `${join(root, secretsName)} is missing: it holds the passwords of the database beside it. ` +
        'Put it back from a backup of this folder; without it the database cannot be opened.',
    );
  }
  throw new EmbeddedError(
    'not-ours',
    `${root} holds files that are not Gatehouse's (${names.slice(0, 3).join(', ')}). ` +
      'Set GATEHOUSE_DATA to an empty folder or to one that Gatehouse made.',
  );
}

/** A folder of the same kind as `run`, under the temporary one. */
function distantSocketFolder(root: string): string {
  return join(tmpdir(), `gatehouse-${createHash('sha256').update(root).digest('hex').slice(0, 20)}`);
}

/** Beside the data where the path is short enough. */
function socketFolder(root: string): string {
  const near = join(root, 'run');
  const longest = join(near, `.s.PGSQL.${socketPort}`);
  return Buffer.byteLength(longest) <= socketPathLimit ? near : distantSocketFolder(root);
}

/** Folders that we made ourselves, whatever the umask took away. */
async function openNewParents(first: string, last: string, mode: number): Promise<void> {
  for (let path = last; path.length >= first.length; path = dirname(path)) await chmod(path, mode);
}

/** Makes the folder, or checks that it is ours; the secrets are made later, under the lock. */
export async function openFolder(dataDir: string): Promise<Folder> {
  const wanted = join(resolve(dataDir), folderName);
  await refuseForeign(wanted);
  // Started by root, the server's account must get through to its cluster, though it may not list the folders.
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  const first = await mkdir(wanted, { recursive: true, mode }).catch((error: NodeJS.ErrnoException) => {
    throw new EmbeddedError(
      'wrong-owner',
      `The database folder ${wanted} cannot be made (${error.code}). Set GATEHOUSE_DATA to a folder that you may write to.`,
      { cause: error },
    );
  });
  const root = await realpath(wanted);
  if (first !== undefined) await openNewParents(first, resolve(dataDir), mode);
  await chmod(root, mode).catch((error: NodeJS.ErrnoException) => {
    throw new EmbeddedError(
      'wrong-owner',
      `The database folder ${root} belongs to another user (${error.code}). Start Gatehouse as that user, ` +
        'or set GATEHOUSE_DATA to a folder of your own.',
      { cause: error },
    );
  });
  return below(root);
}

function below(root: string): Folder {
  return {
    root,
    cluster: join(root, 'cluster'),
    clusterArgument: join(root, 'cluster'),
    socketDir: socketFolder(root),
    serverLog: join(root, 'server.log'),
    secretsFile: join(root, secretsName),
  };
}

/** The folder as it may be there, to be looked at alone. */
export const folderAt = (dataDir: string): Folder => below(join(resolve(dataDir), folderName));

/**
 * The folder for a server that may not come in from outside, as below /root when root starts it. It is started
 * inside, where the kernel asks no folder above, and knows the place as its own working folder; the socket, which
 * it would have to name by a path, goes elsewhere. Nothing is opened to anybody.
 */
export function seenFromInside(folder: Folder): Folder {
  return { ...folder, clusterArgument: insideArgument, socketDir: distantSocketFolder(folder.root) };
}

export async function readSecrets(folder: Pick<Folder, 'secretsFile'>): Promise<Secrets | undefined> {
  const text = await readFile(folder.secretsFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new EmbeddedError(
      'wrong-owner',
      `${folder.secretsFile} cannot be read (${error.code}). Start Gatehouse as the user it belongs to.`,
      { cause: error },
    );
  });
  if (text === undefined) return undefined;
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new EmbeddedError('not-ours', `${folder.secretsFile} is damaged. Put it back from a backup.`, {
      cause: error,
    });
  }
}

/** Written beside and renamed, so that a kill never leaves half a file. */
export async function ensureSecrets(folder: Folder): Promise<Secrets> {
  const known = await readSecrets(folder);
  if (known !== undefined) return known;
  const secrets: Secrets = {
    superuser: randomBytes(32).toString('base64url'),
    owner: randomBytes(32).toString('base64url'),
  };
  const draft = `${folder.secretsFile}.new`;
  await rm(draft, { force: true });
  await writeFile(draft, `${JSON.stringify(secrets)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  await rename(draft, folder.secretsFile);
  return secrets;
}

/** A 0700 folder of the server's account: nobody else gets to the socket. */
export async function makePrivate(path: string, user: ServerUser | undefined): Promise<void> {
  const uid = user?.uid ?? process.getuid?.() ?? 0;
  await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const found = await lstat(path);
  const mine = found.isDirectory() && (found.uid === uid || found.uid === process.getuid?.());
  if (!mine) {
    // In the shared temporary folder somebody may have put something in our way.
    throw new EmbeddedError('not-ours', `${path} is not a folder of ours. Remove it and start again.`);
  }
  if (user !== undefined) await chown(path, user.uid, user.gid);
  await chmod(path, 0o700);
}
