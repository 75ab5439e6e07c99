import { describeSettings } from '#platform/config';
import { ownVersion } from '#platform/db';
import { type Examined, examine } from './examine.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Described = ReturnType<typeof describeSettings>;

const marks = { ok: ' ok ', warn: 'WARN', fail: 'FAIL' } as const;

const WIDTH = 100;
const INDENT = ' '.repeat(10);

/** In lines that fit a terminal. */
function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && INDENT.length + line.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line) => `${INDENT}${line}\n`).join('');
}

function linesOf({ status, title, says, means, todo }: Examined): string {
  const more = [means, todo].flatMap((text) => (text === undefined ? [] : [wrapped(text)]));
  return `  ${marks[status]}  ${title}: ${says}\n${more.join('')}`;
}

function settingLines(settings: Described): string {
  const names = Math.max(...settings.map(({ name }) => name.length));
  return settings.map(({ name, value, from }) => `  ${name.padEnd(names)}  ${value}  (${from})\n`).join('');
}

function sumOf(found: readonly Examined[]): string {
  const count = (status: Examined['status']) => found.filter((one) => one.status === status).length;
  const [wrong, doubtful] = [count('fail'), count('warn')];
  if (wrong + doubtful === 0) return 'All is well.\n';
  return `${wrong} wrong, ${doubtful} to look at.\n`;
}

/** Says how Gatehouse is on this machine; exit code 0 while nothing is wrong, 1 when something is. */
export async function runDoctor(env: Environment, json: boolean): Promise<number> {
  const found = await examine(env);
  const settings = describeSettings(env);
  const isWell = found.every(({ status }) => status !== 'fail');
  const version = ownVersion();
  process.stdout.write(
    json
      ? `${JSON.stringify({ ok: isWell, version, checks: found, settings })}\n`
      : `Gatehouse ${version}\n\n${found.map(linesOf).join('')}\nSettings\n\n${settingLines(settings)}\n${sumOf(found)}`,
  );
  return isWell ? 0 : 1;
}

const LONGEST_END_MS = 2_000;

/**
 * For a process that does nothing else: a share that hangs keeps threads that Node waits for before it ends, and so for
 * ever. The kernel ends them with the process.
 */
export function endAnyway(): void {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), LONGEST_END_MS).unref();
}
