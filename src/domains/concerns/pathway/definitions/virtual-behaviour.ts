import type { PathwayDefinition } from '../definition.ts';

export const virtualBehaviour: PathwayDefinition = {
  id: 'virtual-behaviour',
  version: 1,
  title: 'Behaviour on a virtual platform',
  opens: {},
  follows: [],
  steps: [
    {
      id: 'weight',
      kind: 'decision',
      text: 'Is it minor or significant?',
      choices: [
        { id: 'minor', text: 'Minor' },
        { id: 'significant', text: 'Significant' },
      ],
      required: true,
    },
    {
      id: 'talk',
      kind: 'deed',
      text: 'A restorative talk',
      when: [{ step: 'weight', is: ['minor'] }],
      required: true,
    },
    {
      id: 'parents',
      kind: 'question',
      text: 'Was a talk with the parents considered?',
      help: 'However minor: putting things right is harder at a distance.',
      choices: [
        { id: 'talked', text: 'Yes, and we talked' },
        { id: 'not_now', text: 'Yes, and decided against it', reason: true },
      ],
      required: true,
    },
    {
      id: 'suspend',
      kind: 'decision',
      text: 'Suspend the pupil from group online learning for a time?',
      choices: [
        { id: 'yes', text: 'Yes' },
        { id: 'no', text: 'No' },
      ],
      when: [{ step: 'weight', is: ['significant'] }],
      required: true,
    },
    {
      id: 'dates',
      kind: 'dates',
      text: 'From when until when',
      when: [{ step: 'suspend', is: ['yes'] }],
      required: true,
    },
  ],
};
