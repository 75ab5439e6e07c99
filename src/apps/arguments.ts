import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Arguments, Command } from './commands.ts';
import { WrongUse } from './wrong-use.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** What is wrong with an option as it was typed; Node's own words name its programming interface. */
function faultOf(options: Options, token: OptionToken): string | undefined {
  const option = options[token.name];
  if (option === undefined) return `there is no option ${token.rawName}.`;
  if (option.type === 'boolean') {
    return token.value === undefined ? undefined : `${token.rawName} takes no value.`;
  }
  const swallowed = token.inlineValue === false && token.value?.startsWith('-') === true;
  return token.value === undefined || token.value === '' || swallowed
    ? `${token.rawName} needs a value.`
    : undefined;
}

/** The options and other words of a command; throws {@link WrongUse} at the first that it does not take. */
export function readArguments(command: Command, args: readonly string[]): Arguments {
  const options: Options = { ...command.options, help: { type: 'boolean' } };
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const hint = `"npx gatehouse ${command.name} --help" says what it takes.`;
  for (const token of tokens) {
    const fault = token.kind === 'option' ? faultOf(options, token) : undefined;
    if (fault !== undefined) throw new WrongUse(`${command.name}: ${fault} ${hint}`);
  }
  const surplus = positionals[command.takes ?? 0];
  if (surplus !== undefined && values.help !== true)
    throw new WrongUse(`${command.name} takes no "${surplus}". ${hint}`);
  return { values, positionals };
}
