import type { FormState } from '#platform/forms';
import { Button, Card, SelectField, TextField } from '#platform/ui';
import type { RollSchool } from '../types.ts';

export interface NameSearchProps {
  readonly form: FormState;
  readonly schools: readonly RollSchool[];
  readonly schoolId: string;
}

/** Sent by POST, so that no name stands in an address. */
export function NameSearch({ form, schools, schoolId }: NameSearchProps) {
  const values = { ...form.values, school: form.values.school ?? [schoolId] };
  return (
    <Card>
      <search>
        <form method="post" action="/people" noValidate>
          {schools.length > 1 ? (
            <SelectField
              form={{ ...form, values }}
              name="school"
              label="School"
              items={schools.map(({ id, name }) => ({ value: id, text: name }))}
            />
          ) : (
            <input type="hidden" name="school" value={schoolId} />
          )}
          <TextField
            form={form}
            name="name"
            label="Find somebody by name"
            autocomplete="off"
            spellcheck={false}
            type="search"
          />
          <Button classes="govuk-!-margin-bottom-0">Find</Button>
        </form>
      </search>
    </Card>
  );
}
