import type { Instant } from '#platform/clock';
import type { FieldError, Form, Values } from '#platform/forms';
import {
  type ImageAnswers,
  imageForm,
  type StartAnswers,
  startForm,
  type WhatAnswers,
  type WhoAnswers,
  type WordsAnswers,
  whatForm,
  whoForm,
  wordsForm,
} from './forms.ts';
import { type Step, stepNames } from './steps.ts';

export interface CompleteReport {
  readonly start: StartAnswers;
  readonly who: WhoAnswers;
  readonly what: WhatAnswers;
  readonly image: ImageAnswers;
  readonly words: WordsAnswers;
}

export function formOf(step: Step, now: Instant): Form<CompleteReport[Step]> {
  const forms = {
    start: startForm(now),
    who: whoForm,
    what: whatForm(now),
    image: imageForm,
    words: wordsForm,
  };
  return forms[step] as Form<CompleteReport[Step]>;
}

export type Completeness =
  | { readonly complete: true; readonly report: CompleteReport }
  | { readonly complete: false; readonly step: Step; readonly errors: readonly FieldError[] };

/** Reads the whole draft; the first page with something to mend says what. */
export function readReport(fields: Values, now: Instant): Completeness {
  const answers: Partial<Record<Step, unknown>> = {};
  for (const step of stepNames) {
    const parsed = formOf(step, now).parse(fields);
    if (!parsed.ok) return { complete: false, step, errors: parsed.state.errors };
    answers[step] = parsed.value;
  }
  return { complete: true, report: answers as CompleteReport };
}
