import { parseArgs } from 'node:util';
import { WrongConfiguration } from '#platform/config';
import { GatehouseError } from '#platform/errors';
import { type Command, commands, WrongUse } from './commands.ts';

function usage(): string {
  const width = Math.max(...commands.map((c) => c.usage.length)) + 2;
  const lines = commands.map((c) => `  ${c.usage.padEnd(width)}${c.summary}`);
  return `Gatehouse: online safety for schools and trusts\n\n  npx gatehouse <command> [--help]\n\n${lines.join('\n')}\n`;
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
  const wrongUse = error instanceof WrongUse || (error instanceof TypeError && 'code' in error);
  const message =
    error instanceof GatehouseError
      ? error.userMessage
      : error instanceof Error
        ? error.message
        : String(error);
  process.stderr.write(`gatehouse: ${message}\n`);
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) process.stderr.write(`  because: ${cause.message}\n`);
  if (wrongUse || error instanceof WrongConfiguration) return 2;
  return 1;
}

/** Runs one command; gives its exit code: 0 done, 1 refused or failed, 2 wrong use. */
export async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 0 || argv[0] === 'help' || argv[0] === '--help') {
    print(usage());
    return 0;
  }
  const found = find(argv);
  if (found === undefined) {
    process.stderr.write(`gatehouse: there is no command "${argv[0]}".\n\n${usage()}`);
    return 2;
  }
  const { command, rest } = found;
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: { ...command.options, help: { type: 'boolean' } },
      allowPositionals: true,
      strict: true,
    });
    if (values.help === true) {
      print(`npx gatehouse ${command.usage}\n\n${command.summary}\n${command.details ?? ''}`);
      return 0;
    }
    return await command.run({ values, positionals });
  } catch (error) {
    return fail(error);
  }
}
