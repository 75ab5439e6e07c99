import type { FormState } from '#platform/forms';
import { ErrorSummary } from '../components/error-summary.tsx';

export interface FormErrorsProps {
  readonly form: FormState;
}

/** A part of a date called `-day` carries its field's own name as id; every other id is the field's name. */
function targetOf(field: string): string {
  return `#${field.replace(/-day$/, '')}`;
}

/** All that is wrong with a form, at the top of the page, each linked to the first control it is about. */
export function FormErrors({ form }: FormErrorsProps) {
  if (form.errors.length === 0) return null;
  return (
    <ErrorSummary
      title="There is a problem"
      errorList={form.errors.map(({ field, message }) =>
        field === '' ? { text: message } : { text: message, href: targetOf(field) },
      )}
    />
  );
}
