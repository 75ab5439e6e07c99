import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive, ArchiveFile } from './archive.ts';
import { checkDuplicates, checkSizes, isLitter, tooManyFiles } from './archive.ts';
import { type FaultLog, RosterRefused } from './faults.ts';
import type { RosterLimits } from './types.ts';

const listFolder = async (path: string, log: FaultLog): Promise<ArchiveFile[]> => {
  const files: ArchiveFile[] = [];
  for (const name of (await readdir(path)).sort()) {
    if (isLitter(name)) continue;
    const whole = join(path, name);
    const facts = await lstat(whole);
    if (facts.isDirectory()) continue;
    if (!facts.isFile()) {
      log.error({
        file: name,
        code: 'folder-special',
        problem: 'It is a link or another thing that is not an ordinary file.',
        remedy: 'Put the file itself into the folder.',
      });
      continue;
    }
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW;
    files.push({ name, bytes: facts.size, open: async () => (await open(whole, flags)).createReadStream() });
  }
  return files;
};

/** Opens a folder of CSV files. Folders inside it are not looked into. */
export const openFolder = async (
  path: string,
  label: string,
  limits: RosterLimits,
  log: FaultLog,
): Promise<Archive> => {
  const files = await listFolder(path, log);
  if (files.length > limits.entries) log.error(tooManyFiles(label, limits));
  checkDuplicates(files, log);
  checkSizes(files, label, limits, log);
  if (log.errorCount() > 0) throw new RosterRefused(log.all());
  return { label, files, close: () => undefined };
};
