import type { FieldError } from '#platform/errors';
import { choice, defineForm, idChoice, localDay, optionalDay, optionalText, text } from '#platform/forms';
import { tellable } from './types.ts';

const LINE = { max: 200 };
const NOTE = { max: 4000 };
const none = () => [];
const why = (problem = 'Say why') => text(problem, NOTE);

const needsStart = ({ when, starts }: { readonly when?: string; readonly starts?: unknown }): FieldError[] =>
  when === 'now' && !starts ? [{ field: 'starts', message: 'Enter the day on which it begins' }] : [];

export const proposeForm = defineForm(
  {
    step: idChoice('Choose the step'),
    thing: optionalText(LINE),
    reason: why('Say why this step, and why it is proportionate'),
    when: choice(['now', 'later'], 'Say whether it is decided now'),
    starts: optionalDay(),
    ends: optionalDay(),
    appealBy: optionalDay(),
  },
  none,
  (value) => needsStart(value),
);

export const sanctionForms = {
  sanction_decide: defineForm({
    starts: localDay('Enter the day on which it begins'),
    ends: optionalDay(),
    appealBy: optionalDay(),
    note: optionalText(NOTE),
  }),
  sanction_drop: defineForm({ reason: why() }),
  sanction_tell: defineForm({
    who: choice(tellable, 'Choose who was told'),
    names: text('Say who it was', LINE),
    toldOn: localDay('Enter the day on which they were told'),
  }),
  sanction_appeal: defineForm({
    appealedOn: localDay('Enter the day on which they appealed'),
    words: text('Say what they bring against it, and who appeals', NOTE),
  }),
  sanction_answer: defineForm(
    {
      outcome: choice(['upheld', 'changed', 'reversed'], 'Choose the answer'),
      ends: optionalDay(),
      reason: why(),
    },
    none,
    ({ outcome, ends }) =>
      outcome === 'changed' && !ends ? [{ field: 'ends', message: 'Enter its new last day' }] : [],
  ),
  sanction_serve: defineForm({ note: text('Say how it went', NOTE) }),
  sanction_reverse: defineForm({ reason: why() }),
} as const;
