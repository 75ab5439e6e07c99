import type { ReactNode } from 'react';
import type { FormState } from '#platform/forms';
import type { ErrorMessageOptions, FieldsetOptions, HintOptions, LabelOptions } from '../options.ts';

export type LabelSize = 's' | 'm' | 'l' | 'xl';

/** What every bound field is told. The rest (id, value, error) it takes from the form. */
export interface BoundFieldProps {
  readonly form: FormState;
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly labelSize?: LabelSize | undefined;
  /** For a page that asks one question: the label is the page's heading. */
  readonly isPageHeading?: boolean | undefined;
}

export function answerOf(form: FormState, name: string): string | undefined {
  return form.values[name]?.[0];
}

/** The first message about any of these fields; one at a time is what people can act on. */
export function errorOf(form: FormState, ...names: readonly string[]): ErrorMessageOptions | undefined {
  const error = form.errors.find((candidate) => names.includes(candidate.field));
  return error && { text: error.message };
}

export function labelOf(props: BoundFieldProps): LabelOptions {
  const size = props.labelSize ?? 's';
  return { text: props.label, classes: `govuk-label--${size}`, isPageHeading: props.isPageHeading };
}

export function fieldsetOf(props: BoundFieldProps): FieldsetOptions {
  const size = props.labelSize ?? 's';
  return {
    legend: {
      text: props.label,
      classes: `govuk-fieldset__legend--${size}`,
      isPageHeading: props.isPageHeading,
    },
  };
}

export function hintOf(props: BoundFieldProps): HintOptions | undefined {
  return props.hint ? { text: props.hint } : undefined;
}
