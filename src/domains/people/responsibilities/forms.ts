import type { LocalDate } from '#platform/clock';
import { choices, defineForm, type FormValue, idChoice, optionalDay, text } from '#platform/forms';

const reason = text('Say why, in a few words.', { max: 500 });

export interface GiveAnswers {
  readonly personId: string;
  readonly cover: readonly 'yes'[];
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  readonly reason: string;
}

export const giveForm = defineForm<GiveAnswers>(
  {
    personId: idChoice('Choose who takes it.'),
    cover: choices(['yes'], 'Tick this box or leave it.', 0),
    from: optionalDay(),
    until: optionalDay(),
    reason,
  },
  ({ cover, until }) =>
    cover.length > 0 && until === null
      ? [{ field: 'until', message: 'Enter the last day of the cover: it ends by itself then.' }]
      : [],
);

export const endForm = defineForm({ until: optionalDay(), reason });
export type EndAnswers = FormValue<typeof endForm>;

const toId = idChoice('Choose who takes it over.');
const notes = text('Write down what your successor needs to know. “Nothing is open” is an answer too.', {
  max: 10_000,
});

export const handOverForm = defineForm({
  toId,
  day: optionalDay(),
  notes,
});
export type HandOverAnswers = FormValue<typeof handOverForm>;

/** For a duty that reads cases: two people gave it to the successor, from a day of its own. */
export const notesForm = defineForm({ toId, notes });
export type NotesAnswers = FormValue<typeof notesForm>;
