import pg from 'pg';
import { Temporal } from '#platform/clock';

const DATE = 1082;
const TIMESTAMPTZ = 1184;
const INT8 = 20;

/** Dates and instants come out of the database as Temporal values, counts as numbers. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === TIMESTAMPTZ) return (text: string) => Temporal.Instant.from(text);
    if (oid === DATE) return (text: string) => Temporal.PlainDate.from(text);
    if (oid === INT8) return Number;
    return pg.types.getTypeParser(oid, format ?? 'text');
  },
} as pg.CustomTypesConfig;

function isTemporal(value: unknown): value is Temporal.Instant | Temporal.PlainDate {
  return value instanceof Temporal.Instant || value instanceof Temporal.PlainDate;
}

/** And go in as their ISO text, alone or in an array. */
export function parameter(value: unknown): unknown {
  if (isTemporal(value)) return value.toString();
  if (Array.isArray(value)) return value.map(parameter);
  return value;
}
