import { readFile, readlink } from 'node:fs/promises';

/** A process id alone is not enough: ids are reused, above all in containers. With its start time it is. */
export interface ProcessIdentity {
  pid: number;
  /** Boot id and ticks since boot; undefined where /proc is missing. */
  started: string | undefined;
}

/** State letter and start time of a process, from /proc/<pid>/stat; undefined when there is none. */
async function readStat(pid: number): Promise<{ state: string; ticks: string } | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // The name, in brackets, may itself hold spaces and brackets: count from the last one.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', ticks: fields[19] ?? '' };
}

function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Alive, and not merely a zombie that nobody has collected yet. */
export async function isRunning(pid: number): Promise<boolean> {
  if (!answersSignal(pid)) return false;
  const stat = await readStat(pid);
  return stat === undefined || (stat.state !== 'Z' && stat.state !== 'X');
}

export function occupiesPid(pid: number): boolean {
  return answersSignal(pid);
}

export async function identify(pid: number): Promise<ProcessIdentity> {
  const stat = await readStat(pid);
  if (stat === undefined) return { pid, started: undefined };
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return { pid, started: `${boot.trim()}/${stat.ticks}` };
}

/** Whether the process that wrote this identity is still there. */
export async function isSameProcess(identity: ProcessIdentity): Promise<boolean> {
  if (!(await isRunning(identity.pid))) return false;
  const now = await identify(identity.pid);
  return now.started === undefined || identity.started === undefined || now.started === identity.started;
}

/** Working folder and arguments of a process, as far as we may read them. */
export async function inspectProcess(
  pid: number,
): Promise<{ cwd: string; exe: string; args: string[] } | undefined> {
  try {
    const [cwd, exe, cmdline] = await Promise.all([
      readlink(`/proc/${pid}/cwd`),
      readlink(`/proc/${pid}/exe`),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    return { cwd, exe, args: cmdline.split('\0').slice(0, -1) };
  } catch {
    return undefined; // it ended meanwhile, is another user's, or there is no /proc
  }
}

/** Asks again every few milliseconds until the answer is not undefined or the time is over. */
export async function poll<T>(
  ask: () => Promise<T | undefined>,
  milliseconds: number,
  every = 20,
): Promise<T | undefined> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() >= deadline) return undefined;
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}

/** True once the process is gone, false when it still runs after the time. */
export async function waitForEnd(pid: number, milliseconds: number): Promise<boolean> {
  return (await poll(async () => ((await isRunning(pid)) ? undefined : true), milliseconds)) === true;
}
