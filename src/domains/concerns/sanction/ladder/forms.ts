import { scopes } from '#domains/access';
import { choice, defineForm, type Form, optionalChoice, text } from '#platform/forms';
import { deciders, type StepFacts } from '../types.ts';

const called = text('Say what the step is called', { max: 80 });

const childForm = defineForm({
  called,
  decider: choice(deciders, 'Choose who decides it'),
  withdraws: optionalChoice(scopes),
});

const adultForm = defineForm({
  called,
  withdraws: optionalChoice(scopes),
  neutral: choice(['yes', 'no'], 'Say whether it judges nobody'),
});

/** What is asked of a step: on the adults' ladder the Head decides all, and one may be an act that judges nobody. */
export function stepForm(forAdults: boolean): Form<StepFacts> {
  return {
    parse(body) {
      const parsed = forAdults ? adultForm.parse(body) : childForm.parse(body);
      if (!parsed.ok) return parsed;
      const { state, value } = parsed;
      const facts =
        'neutral' in value
          ? { decider: 'head' as const, neutral: value.neutral === 'yes' }
          : { decider: value.decider, neutral: false };
      return { ok: true, state, value: { called: value.called, withdraws: value.withdraws, ...facts } };
    },
  };
}

export const moveForm = defineForm({ to: choice(['up', 'down'], 'Choose up or down') });
