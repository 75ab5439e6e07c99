import { type Logger, pino } from 'pino';

export { faultOf } from './fault.ts';

export type Log = Logger;

/** Servers log to stdout; commands print their answer there, which a program may read, so they log to stderr. */
const streams = { stdout: 1, stderr: 2 } as const;

/**
 * JSON lines without personal data (design rule 16): ids, route patterns, durations and error texts of ours.
 * Addresses as typed, bodies, headers and query strings are never logged.
 */
export function createLog(level: string, name: string, to: keyof typeof streams = 'stdout'): Log {
  const options = {
    level,
    base: { app: name },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['*.password', '*.token', '*.body', '*.headers'], censor: '[withheld]' },
  };
  return pino(options, pino.destination({ fd: streams[to], sync: true }));
}
