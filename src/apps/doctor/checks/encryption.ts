import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Check, ok, warn } from '../types.ts';

interface Mount {
  readonly device: string;
  readonly at: string;
  readonly kind: string;
}

const nearest = (path: string): string => (existsSync(path) ? realpathSync(path) : nearest(dirname(path)));

/** The mount that a folder lies on: the longest beginning of its path. */
function mountOf(path: string, table: string): Mount | undefined {
  return table
    .split('\n')
    .flatMap((line): Mount[] => {
      const [own = '', rest = ''] = line.split(' - ');
      const [, , device = '', , at = ''] = own.split(' ');
      const kind = rest.split(' ')[0] ?? '';
      return at === '/' || path === at || path.startsWith(`${at}/`) ? [{ device, at, kind }] : [];
    })
    .sort((a, b) => b.at.length - a.at.length)[0];
}

/** A device that is itself, or lies on, one that the kernel decrypts (LUKS and its kin). */
function isDecrypted(folder: string): boolean {
  const id = join(folder, 'dm/uuid');
  if (existsSync(id) && readFileSync(id, 'utf8').startsWith('CRYPT-')) return true;
  const below = join(folder, 'slaves');
  return existsSync(below) && readdirSync(below).some((name) => isDecrypted(realpathSync(join(below, name))));
}

/** A hint, no proof: a disk can be encrypted below what this machine sees. */
export const encryption: Check = {
  name: 'disk-encryption',
  title: 'Disk encryption',
  run: ({ config }) => {
    const mount = mountOf(nearest(config.dataDir), readFileSync('/proc/self/mountinfo', 'utf8'));
    if (mount?.kind === 'ecryptfs' || mount?.kind === 'fuse.gocryptfs') return ok(`on ${mount.kind}`);
    const device = join('/sys/dev/block', mount?.device ?? 'none');
    if (existsSync(device) && isDecrypted(realpathSync(device))) return ok('the disk is encrypted (LUKS)');
    return warn(
      `none was seen under ${mount?.at ?? config.dataDir}`,
      'Names and narrative are not encrypted by Gatehouse: whoever carries this disk away reads them. A virtual machine’s host or the disk itself may encrypt without showing it here.',
      'Make sure of it where the disk is; else move the data folder to an encrypted one.',
    );
  },
};
