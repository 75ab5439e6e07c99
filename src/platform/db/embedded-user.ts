import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedError, type EmbeddedLog, type ServerUser } from './embedded-types.ts';

const run = promisify(execFile);

async function lookUp(match: (name: string, uid: number) => boolean): Promise<ServerUser | undefined> {
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const [name = '', , uid = '', gid = ''] of accounts) {
    if (name !== '' && match(name, Number(uid))) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

async function createUser(log: EmbeddedLog): Promise<ServerUser | undefined> {
  const options = [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ];
  try {
    await run('useradd', options);
    log.info('Made the system user "postgres": PostgreSQL refuses to run as root.');
  } catch (error) {
    log.warn(`Could not make a system user "postgres" (${String(error)}); using "nobody".`);
  }
  return lookUp((name) => name === 'postgres');
}

/**
 * The account for the server. PostgreSQL refuses root, so root lends it one without rights. A cluster that
 * exists keeps the account it was made with, whoever starts it now.
 */
export async function serverUser(cluster: string, log: EmbeddedLog): Promise<ServerUser | undefined> {
  const owner = await stat(cluster).catch(() => undefined);
  const uid = process.getuid?.() ?? 0;
  if (uid !== 0) {
    if (owner === undefined || owner.uid === uid) return undefined;
    const name = (await lookUp((_, id) => id === owner.uid))?.name ?? `number ${owner.uid}`;
    throw new EmbeddedError(
      'wrong-owner',
      `The database in ${dirname(cluster)} belongs to user ${name}. Start Gatehouse as the user who made it ` +
        '(root, if sudo was used), or set GATEHOUSE_DATA to a folder of your own.',
    );
  }
  if (owner !== undefined && owner.uid !== 0) {
    return { name: (await lookUp((_, id) => id === owner.uid))?.name ?? '', uid: owner.uid, gid: owner.gid };
  }
  const user =
    (await lookUp((name) => name === 'postgres')) ??
    (await createUser(log)) ??
    (await lookUp((name) => name === 'nobody'));
  if (user !== undefined && user.uid !== 0) return user;
  throw new EmbeddedError(
    'not-reachable',
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as. ' +
      'Start Gatehouse as an ordinary user, or make one: useradd --system postgres',
  );
}

function ancestors(path: string): string[] {
  const up = dirname(path);
  return up === path ? [path] : [...ancestors(up), path];
}

/** The outermost folder on the way to `path` that the server's account may not enter; undefined when all are open. */
export async function closedFolder(user: ServerUser | undefined, path: string): Promise<string | undefined> {
  if (user === undefined) return undefined;
  // Asked of the system itself, as that account, so access lists and mounts count too.
  const script = 'for p do test -x "$p" || { printf %s "$p"; exit 0; }; done';
  const options = { uid: user.uid, gid: user.gid, cwd: '/' };
  const { stdout } = await run('/bin/sh', ['-c', script, 'sh', ...ancestors(path)], options);
  return stdout === '' ? undefined : stdout;
}
