import type { LocalDate } from '../oneroster/index.ts';
import { parseLocalDate } from '../oneroster/values.ts';

/** A day as English systems write it (27/03/2015, 27-3-2015, 27.03.2015) or as 2015-03-27, a time after it left out. */
export function parseDay(text: string): LocalDate | undefined {
  const [day = ''] = text.split(/[ T]/, 1);
  const english = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(day);
  if (english === null) return parseLocalDate(day.replaceAll('/', '-'));
  const [, date = '', month = '', year = ''] = english;
  return parseLocalDate(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
}
