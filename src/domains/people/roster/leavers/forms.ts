import type { LocalDate } from '#platform/clock';
import { choice, defineForm, idList, localDay, text } from '#platform/forms';

export interface LeaversAnswers {
  readonly person: readonly string[];
  readonly last_day: LocalDate | null;
  readonly reason: string | null;
  readonly decision: 'left' | 'keep';
}

const MOST = 1_000;
const why = text('Say how you know that they are still here, such as “in class today”.', { max: 300 });
const lastDay = localDay('Enter their last day here, such as 17 7 2026.');

/** Two buttons over one list: the last day counts only for those who have left. */
export const leaversForm = defineForm<LeaversAnswers>(
  {
    person: idList('Tick the people that you decide about.', MOST),
    last_day: (values, name) => (values.decision?.[0] === 'keep' ? { value: null } : lastDay(values, name)),
    reason: (values, name) => (values.decision?.[0] === 'keep' ? why(values, name) : { value: null }),
    decision: choice(['left', 'keep'], 'Choose whether they have left or stay on the roll.'),
  },
  ({ person }) => (person.length > 0 ? [] : [{ field: 'person', message: 'Tick at least one person.' }]),
);
