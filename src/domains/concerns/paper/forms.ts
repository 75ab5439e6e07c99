import { choice, defineForm, type FormValue, text } from '#platform/forms';

/** What the file is for. */
export const uses = ['attached', 'typed', 'other'] as const;
export type HandOverUse = (typeof uses)[number];

export const handOverForm = defineForm<{ readonly reason: string; readonly use: HandOverUse }>({
  reason: text('Write why this case leaves Gatehouse. One sentence is enough.', { max: 2000 }),
  use: choice(uses, 'Say what will be done with the file.'),
});
export type HandOverAnswers = FormValue<typeof handOverForm>;
