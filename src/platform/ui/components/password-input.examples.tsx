import type { ExampleSet } from '../examples.ts';
import { PasswordInput } from './password-input.tsx';

export const passwordInputExamples: ExampleSet = {
  component: 'PasswordInput',
  examples: [
    {
      name: 'Default',
      node: <PasswordInput name="password" label={{ text: 'Password', classes: 'govuk-label--s' }} />,
    },
  ],
};
