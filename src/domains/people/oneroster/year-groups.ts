export type KeyStage = 'EYFS' | 'KS1' | 'KS2' | 'KS3' | 'KS4' | 'KS5';

const YOUNGEST_NC_YEAR = -4;
const OLDEST_NC_YEAR = 14;

/** The key stage of a National Curriculum year; null for a year that no school has. */
export const keyStageOf = (ncYear: number): KeyStage | null => {
  if (!Number.isInteger(ncYear) || ncYear < YOUNGEST_NC_YEAR || ncYear > OLDEST_NC_YEAR) return null;
  if (ncYear <= 0) return 'EYFS';
  if (ncYear <= 2) return 'KS1';
  if (ncYear <= 6) return 'KS2';
  if (ncYear <= 9) return 'KS3';
  if (ncYear <= 11) return 'KS4';
  return 'KS5';
};

/**
 * Names for the years before Year 1. E1 to N2 are the census codes of the early years; KG and PK are
 * what the OneRoster tables call the year before Year 1 and the one before that.
 */
const EARLY: ReadonlyMap<string, number> = new Map([
  ['E1', -4],
  ['E2', -3],
  ['N1', -2],
  ['N2', -1],
  ['N', -1],
  ['NURSERY', -1],
  ['PK', -1],
  ['R', 0],
  ['YR', 0],
  ['RECEPTION', 0],
  ['KG', 0],
]);

/** Values that say, rightly, that there is no year group: not following the National Curriculum years. */
const NO_YEAR: ReadonlySet<string> = new Set(['X', 'UG', 'PS']);

export type YearReading = { kind: 'year'; ncYear: number } | { kind: 'none' } | { kind: 'unknown' };

/** Reads one value of a `grades` column as schools in England write it. */
export const readYear = (grade: string): YearReading => {
  const text = grade.trim().toUpperCase();
  const early = EARLY.get(text);
  if (early !== undefined) return { kind: 'year', ncYear: early };
  if (NO_YEAR.has(text)) return { kind: 'none' };
  const digits = /^(?:YEAR |Y)?(\d{1,2})$/.exec(text)?.[1];
  const ncYear = digits === undefined ? Number.NaN : Number(digits);
  return ncYear <= OLDEST_NC_YEAR ? { kind: 'year', ncYear } : { kind: 'unknown' };
};
