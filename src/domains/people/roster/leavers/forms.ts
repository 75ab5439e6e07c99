import type { LocalDate } from '#platform/clock';
import { choice, defineForm, idList, localDay } from '#platform/forms';

export interface LeaversAnswers {
  readonly person: readonly string[];
  readonly last_day: LocalDate | null;
  readonly decision: 'left' | 'keep';
}

const MOST = 1_000;
const lastDay = localDay('Enter their last day here, such as 17 7 2026.');

/** Two buttons over one list: the last day counts only for those who have left. */
export const leaversForm = defineForm<LeaversAnswers>(
  {
    person: idList('Tick the people that you decide about.', MOST),
    last_day: (values, name) => (values.decision?.[0] === 'keep' ? { value: null } : lastDay(values, name)),
    decision: choice(['left', 'keep'], 'Choose whether they have left or stay on the roll.'),
  },
  ({ person }) => (person.length > 0 ? [] : [{ field: 'person', message: 'Tick at least one person.' }]),
);
