import type { FormState } from '#platform/forms';
import type { ExampleSet } from '../examples.ts';
import { AutosaveStatus } from './autosave-status.tsx';
import { CheckboxesField, RadiosField, SelectField } from './choice-fields.tsx';
import { DateField } from './date-field.tsx';
import { PersonSearch } from './person-search.tsx';
import { PasswordField, TextareaField, TextField } from './text-field.tsx';

const form: FormState = {
  values: {
    'bound-title': ['Messages in a game'],
    'bound-date-day': ['19'],
    'bound-date-month': ['13'],
    'bound-date-year': ['2026'],
    'bound-kind': ['conduct'],
  },
  errors: [
    { field: 'bound-date', message: 'The month must be between 1 and 12' },
    { field: 'bound-words', message: 'Say what the child said' },
  ],
};

const kinds = [
  { value: 'content', text: 'Something seen', hint: { text: 'Content' } },
  { value: 'conduct', text: 'Something done', hint: { text: 'Conduct' } },
];

export const fieldsExamples: ExampleSet = {
  component: 'Fields bound to a form',
  examples: [
    { name: 'TextField', node: <TextField form={form} name="bound-title" label="In a few words" /> },
    {
      name: 'TextareaField with an error and a limit',
      node: (
        <TextareaField
          form={form}
          name="bound-words"
          label="What the child said"
          hint="In their words."
          maxlength={500}
        />
      ),
    },
    {
      name: 'DateField with an error',
      node: <DateField form={form} name="bound-date" label="When it happened" />,
    },
    {
      name: 'RadiosField as cards',
      node: <RadiosField form={form} name="bound-kind" label="What was it?" items={kinds} layout="cards" />,
    },
    {
      name: 'CheckboxesField',
      node: (
        <CheckboxesField form={form} name="bound-told" label="Who was told?" items={kinds} layout="small" />
      ),
    },
    {
      name: 'SelectField',
      node: (
        <SelectField
          form={form}
          name="bound-school"
          label="School"
          items={[{ value: '1', text: 'Larkfield Primary' }]}
        />
      ),
    },
    {
      name: 'PasswordField',
      node: (
        <PasswordField form={form} name="bound-password" label="New password" autocomplete="new-password" />
      ),
    },
    {
      name: 'A form whose draft is kept',
      node: (
        <form method="post" action="/dev/ui" data-autosave="/dev/ui/draft">
          <TextField form={form} name="bound-draft" label="What happened" />
          <AutosaveStatus savedAt="09:02" />
        </form>
      ),
    },
    {
      name: 'PersonSearch',
      node: (
        <PersonSearch
          form={form}
          name="bound-search"
          target="bound-person"
          url="/dev/ui/people"
          label="Child’s name"
          hint="First name, surname or class."
        />
      ),
    },
  ],
};
