import type { PathwayDefinition } from '../definition.ts';

export const selfHarm: PathwayDefinition = {
  id: 'self-harm',
  version: 1,
  title: 'Self-harm, suicide or eating disorder',
  opens: { kinds: ['self_harm'], categories: ['self_harm'] },
  follows: [{ slug: 'kcsie', edition: '2025' }],
  steps: [
    {
      id: 'seen',
      kind: 'deed',
      text: 'Somebody the child trusts has seen them today',
      required: true,
      due: 'same_day',
    },
    {
      id: 'danger',
      kind: 'question',
      text: 'Is the child in danger now?',
      help: 'Not sure counts as yes.',
      choices: [
        { id: 'yes', text: 'Yes, or not sure' },
        { id: 'no', text: 'No', reason: true },
      ],
      required: true,
      due: 'at_once',
    },
    {
      id: 'emergency',
      kind: 'deed',
      text: '999 or A&E, and nobody leaves the child alone',
      when: [{ step: 'danger', is: ['yes'] }],
      required: true,
      due: 'at_once',
    },
    {
      id: 'parents',
      kind: 'question',
      text: 'Do the parents know?',
      choices: [
        { id: 'yes', text: 'Yes' },
        { id: 'no', text: 'No: it would put the child at risk', reason: true },
      ],
      required: true,
      due: 'same_day',
    },
    {
      id: 'health',
      kind: 'decision',
      text: 'Who in health sees the child?',
      choices: [
        { id: 'camhs', text: 'CAMHS' },
        { id: 'gp', text: 'GP' },
        { id: 'a_and_e', text: 'A&E' },
        { id: 'nobody', text: 'Nobody for now' },
      ],
      required: true,
      due: 'same_day',
    },
    { id: 'safety_plan', kind: 'deed', text: 'A safety plan is made with the child', required: true },
    { id: 'removed', kind: 'deed', text: 'What they saw is blocked or reported' },
  ],
};
