/** The places in the code, without the first lines, which are the message. */
const places = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => /^ +at /.test(line))
    .join('\n');

const textOf = (error: object, name: string): string | undefined => {
  const value = (error as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
};

/** PostgreSQL's own errors have a class of five signs; its messages can hold the value that somebody typed. */
const fromDatabase = (error: Error): boolean =>
  /^[0-9A-Z]{5}$/.test(textOf(error, 'code') ?? '') && textOf(error, 'severity') !== undefined;

/** What a log line says of an error: everything of ours, and of the database's all but its message and details. */
export function faultOf(error: unknown): Readonly<Record<string, string | undefined>> {
  if (!(error instanceof Error)) return { err: 'unknown' };
  if (!fromDatabase(error)) return { err: error.stack ?? error.message };
  return {
    err: places(error.stack ?? ''),
    code: textOf(error, 'code'),
    constraint: textOf(error, 'constraint'),
    table: textOf(error, 'table'),
  };
}
