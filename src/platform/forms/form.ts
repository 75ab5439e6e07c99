import type { FieldError } from '#platform/errors';
import type { Field, FieldResult } from './fields.ts';
import { type FormState, readValues } from './state.ts';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly state: FormState }
  | { readonly ok: false; readonly state: FormState };

/** One definition gives parsing, messages, the error summary and the kept values. */
export interface Form<T> {
  parse(body: unknown): Parsed<T>;
}

export type FormValue<F> = F extends Form<infer T> ? T : never;

type Fields<T> = { readonly [K in keyof T]: Field<T[K]> };

/**
 * @param fields in the order of the page, which is the order of the error summary
 * @param check rules between fields, asked once every field can be read
 * @param early rules between fields that are asked of what could be read, so that all that is wrong is said at once
 */
export function defineForm<T extends object>(
  fields: Fields<T>,
  check: (value: T) => readonly FieldError[] = () => [],
  early: (value: Partial<T>) => readonly FieldError[] = () => [],
): Form<T> {
  return {
    parse(body) {
      const values = readValues(body);
      const errors: FieldError[] = [];
      const read: Partial<T> = {};
      for (const name of Object.keys(fields) as (keyof T & string)[]) {
        const result: FieldResult<T[typeof name]> = fields[name](values, name);
        if ('problem' in result) errors.push({ field: name, message: result.problem });
        else read[name] = result.value;
      }
      const said = new Set(errors.map(({ field }) => field));
      errors.push(...early(read).filter(({ field }) => !said.has(field)));
      const value = read as T;
      if (errors.length === 0) errors.push(...check(value));
      return errors.length === 0
        ? { ok: true, value, state: { values, errors } }
        : { ok: false, state: { values, errors } };
    },
  };
}
