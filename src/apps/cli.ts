import { WrongConfiguration } from '#platform/config';
import { GatehouseError } from '#platform/errors';
import { readArguments } from './arguments.ts';
import { type Command, commands, environment } from './commands.ts';
import { WrongUse } from './wrong-use.ts';

function list(some: readonly Command[]): string {
  const width = Math.max(...some.map((command) => command.usage.length)) + 2;
  return some.map(({ usage, summary }) => `  ${usage.padEnd(width)}${summary}\n`).join('');
}

function usage(): string {
  return `Gatehouse: online safety for schools and trusts\n\n  npx gatehouse <command> [--help]\n\n${list(commands)}\nSettings, from the environment:\n\n${environment}`;
}

function find(argv: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  const command = [...commands]
    .sort((a, b) => b.name.length - a.name.length)
    .find((c) => argv.slice(0, c.name.split(' ').length).join(' ') === c.name);
  return command && { command, rest: argv.slice(command.name.split(' ').length) };
}

function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

function fail(error: unknown): 1 | 2 {
  const message =
    error instanceof GatehouseError
      ? error.userMessage
      : error instanceof Error
        ? error.message
        : String(error);
  process.stderr.write(`gatehouse: ${message}\n`);
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) process.stderr.write(`  because: ${cause.message}\n`);
  if (error instanceof WrongUse || error instanceof WrongConfiguration) return 2;
  return 1;
}

/** "audit" alone, or with a word that it does not know: says what there is. */
function answerWithout(argv: readonly string[]): 0 | 2 {
  const [first = '', second] = argv;
  const group = commands.filter(({ name }) => name.startsWith(`${first} `));
  if (group.length > 0 && (second === '--help' || second === 'help')) {
    print(list(group));
    return 0;
  }
  const why =
    group.length === 0
      ? `there is no command "${first}".`
      : second === undefined
        ? `${first} needs to know what.`
        : `${first} has no "${second}".`;
  process.stderr.write(`gatehouse: ${why}\n\n${group.length === 0 ? usage() : list(group)}`);
  return 2;
}

/** Runs one command; gives its exit code: 0 done, 1 refused or failed, 2 wrong use. */
export async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 0 || argv[0] === 'help' || argv[0] === '--help') {
    print(usage());
    return 0;
  }
  const found = find(argv);
  if (found === undefined) return answerWithout(argv);
  const { command, rest } = found;
  try {
    const given = readArguments(command, rest);
    if (given.values.help === true) {
      print(`npx gatehouse ${command.usage}\n\n${command.summary}\n${command.details ?? ''}`);
      return 0;
    }
    return await command.run(given);
  } catch (error) {
    return fail(error);
  }
}
