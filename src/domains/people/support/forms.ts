import { defineForm, type FieldError, type Form, optionalText } from '#platform/forms';
import { type SupportKind, supportKinds } from './types.ts';

export type SupportAnswers = Readonly<
  Record<`${SupportKind}_name` | `${SupportKind}_contact`, string | null>
>;

const short = optionalText({ max: 120 });

function bothOrNeither(answers: SupportAnswers): FieldError[] {
  return supportKinds.flatMap((kind) => {
    const [name, contact] = [answers[`${kind}_name`], answers[`${kind}_contact`]];
    if ((name === null) === (contact === null)) return [];
    return name === null
      ? [{ field: `${kind}_name`, message: 'Say who this is, or leave both empty.' }]
      : [{ field: `${kind}_contact`, message: 'Say how to reach them, or leave both empty.' }];
  });
}

export const supportForm: Form<SupportAnswers> = defineForm<SupportAnswers>(
  {
    line_manager_name: short,
    line_manager_contact: short,
    counselling_name: short,
    counselling_contact: short,
    helpline_name: short,
    helpline_contact: short,
  },
  bothOrNeither,
);
