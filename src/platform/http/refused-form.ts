import { Conflict, Invalid } from '#platform/errors';
import { type FormState, readValues } from '#platform/forms';

export interface RefusedForm {
  readonly status: 409 | 422;
  readonly form: FormState;
}

/**
 * What a service refused, as the form is shown again with all that was typed: 422 with each field's message, 409 where
 * somebody else was faster. Throws anything else on.
 */
export function refusedForm(error: unknown, body: unknown): RefusedForm {
  const values = readValues(body);
  if (error instanceof Invalid) return { status: 422, form: { values, errors: error.fields } };
  if (error instanceof Conflict)
    return { status: 409, form: { values, errors: [{ field: '', message: error.userMessage }] } };
  throw error;
}
