import { type Logger, pino } from 'pino';

export { faultOf } from './fault.ts';

export type Log = Logger;

/**
 * JSON lines without personal data (design rule 16): ids, route patterns, durations and error texts of ours.
 * Addresses as typed, bodies, headers and query strings are never logged.
 */
export function createLog(level: string, name: string): Log {
  return pino({
    level,
    base: { app: name },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['*.password', '*.token', '*.body', '*.headers'], censor: '[withheld]' },
  });
}
