import { readdir, readFile } from 'node:fs/promises';

/** Clock ticks a second of /proc, the same on every Linux that runs here. */
const TICKS = 100;

interface Stat {
  readonly parent: number;
  readonly seconds: number;
}

async function statOf(pid: string): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The program's name, in brackets, may hold spaces; what counts comes after it.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields === undefined) return undefined;
  return { parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / TICKS };
}

/**
 * Processor time that a program and its children have used. Unlike requests a second it says the same on a machine that
 * is busy with something else. NaN where there is no /proc.
 */
export async function cpuSeconds(pids: readonly number[]): Promise<number> {
  const entries = await readdir('/proc').catch(() => []);
  const stats = await Promise.all(
    entries
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => ({ pid: Number(name), stat: await statOf(name) })),
  );
  const ours = stats.filter(({ pid, stat }) => pids.includes(pid) || pids.includes(stat?.parent ?? 0));
  return ours.length === 0 ? Number.NaN : ours.reduce((sum, { stat }) => sum + (stat?.seconds ?? 0), 0);
}
