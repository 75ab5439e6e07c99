import type { FieldError } from '#platform/errors';
import { choice, defineForm, optionalDay, optionalText, text } from '#platform/forms';

const NOTE = { max: 4000 };
const none = () => [];

interface Plan {
  readonly kind: string;
  readonly adult: string | null;
  readonly steps: string | null;
  readonly owner: string | null;
  readonly checkIn: unknown;
  readonly why: string | null;
}

const needed = (field: string, missing: boolean, message: string): FieldError[] =>
  missing ? [{ field, message }] : [];

function whole({ kind, adult, steps, owner, checkIn, why }: Partial<Plan>): FieldError[] {
  if (kind === 'none') return needed('why', !why, 'Say why there is no plan');
  if (kind === undefined) return [];
  return [
    ...needed('adult', !adult, 'Choose the adult they can go to'),
    ...needed('steps', !steps, 'Say what is done for them'),
    ...needed('owner', !owner, 'Choose who checks in with them'),
    ...needed('checkIn', !checkIn, 'Enter the day of the first check-in'),
  ];
}

export const planForm = defineForm(
  {
    kind: choice(['plan', 'none'], 'Say whether there is a plan'),
    adult: optionalText({ max: 40 }),
    steps: optionalText(NOTE),
    voice: optionalText(NOTE),
    owner: optionalText({ max: 40 }),
    checkIn: optionalDay(),
    why: optionalText(NOTE),
  },
  none,
  (value) => whole(value),
);

export const checkInForm = defineForm({
  note: text('Say how they are, and what they said', NOTE),
  next: optionalDay(),
});

export const endForm = defineForm({ how: text('Say how it went', NOTE) });
