import { defineForm, type Field, type Form, text } from '#platform/forms';
import { isUuid } from '#platform/ids';
import type { Move, PassOn } from './types.ts';

const STAYS = 'stays';
const MOST = 200;

const everything: Field<string | null> = (values, name) => {
  const value = values[name]?.[0] ?? '';
  if (value === '') return { value: null };
  return isUuid(value) ? { value } : { problem: 'Choose somebody from the list.' };
};

function readMove(line: string, chosen: string): Move | undefined {
  const [concernId = '', version = ''] = line.split(' ');
  if (!isUuid(concernId) || !/^\d{1,9}$/.test(version)) return undefined;
  if (chosen !== '' && chosen !== STAYS && !isUuid(chosen)) return undefined;
  const to = chosen === '' || chosen === STAYS ? null : chosen;
  return { concernId, version: Number(version), to, stays: chosen === STAYS };
}

/** A hidden `<id> <version>` for each case that was shown, and its own choice beside it. */
const moves: Field<readonly Move[]> = (values, name) => {
  const lines = (values[name] ?? []).slice(0, MOST);
  const read = lines.map((line) => readMove(line, values[`to-${line.split(' ')[0]}`]?.[0] ?? ''));
  const known = read.filter((move) => move !== undefined);
  return known.length === lines.length
    ? { value: known }
    : { problem: 'Something on this page could not be read. Open it again.' };
};

export const passOnForm: Form<PassOn> = defineForm<PassOn>({
  everything,
  moves,
  note: text('Say why they are passed on: it stands on the timeline of each case.', { max: 1_000 }),
});
