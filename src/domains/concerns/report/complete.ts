import { formatDate, type Instant } from '#platform/clock';
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
import { settleHappened, showHappened } from './happened.ts';
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

/**
 * Rules between pages, each told on the page where it is mended: what a paper form tells happened before it was written.
 */
export function problemsBetween(fields: Values, now: Instant): { step: Step; errors: readonly FieldError[] } {
  const start = startForm(now).parse(fields);
  const what = whatForm(now).parse(settleHappened(fields, now));
  const written = start.ok && start.value.on_paper.length > 0 ? start.value.paper_date : null;
  const happened = what.ok ? what.value.happened : null;
  if (written === null || happened === null || happened.until(written).sign >= 0)
    return { step: 'what', errors: [] };
  const field =
    showHappened(settleHappened(fields, now), now).happened_when?.[0] === 'another'
      ? 'happened'
      : 'happened_when';
  const message = `The paper form is dated ${formatDate(written)}, so what it tells cannot have happened after that day.`;
  return { step: 'what', errors: [{ field, message }] };
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
  const between = problemsBetween(fields, now);
  if (between.errors.length > 0) return { complete: false, ...between };
  return { complete: true, report: answers as CompleteReport };
}
