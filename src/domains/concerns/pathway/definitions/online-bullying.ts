import { type PathwayDefinition, yesNo } from '../definition.ts';

export const onlineBullying: PathwayDefinition = {
  id: 'online-bullying',
  version: 1,
  title: 'Online bullying',
  opens: { kinds: ['bullying'], categories: ['online_bullying'] },
  follows: [{ slug: 'kcsie', edition: '2025' }],
  steps: [
    { id: 'policy', kind: 'deed', text: 'Recorded under the anti-bullying policy', required: true },
    {
      id: 'help',
      kind: 'question',
      text: 'Does the child know how to get help, from now on?',
      choices: yesNo,
      required: true,
    },
    {
      id: 'family_harmed',
      kind: 'deed',
      text: 'Talked with the family of the child who was bullied',
      required: true,
    },
    { id: 'family_alleged', kind: 'deed', text: 'Talked with the family of whoever bullied', required: true },
    {
      id: 'check',
      kind: 'deed',
      text: 'Asked the child, some days later, whether it has stopped',
      required: true,
    },
  ],
};
