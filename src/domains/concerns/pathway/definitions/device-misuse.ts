import { type PathwayDefinition, yesNo } from '../definition.ts';

export const deviceMisuse: PathwayDefinition = {
  id: 'device-misuse',
  version: 1,
  title: 'Misuse of a phone or device',
  opens: { kinds: ['reached_material'], categories: ['device_misuse'] },
  follows: [{ slug: 'searching', edition: '2022' }],
  steps: [
    { id: 'taken', kind: 'question', text: 'Was the device taken in?', choices: yesNo, required: true },
    {
      id: 'custody',
      kind: 'log',
      log: 'device_custody',
      text: 'Where the device is',
      when: [{ step: 'taken', is: ['yes'] }],
      required: true,
    },
    {
      id: 'searched',
      kind: 'question',
      text: 'Was anything on it searched?',
      help: 'Only the Head, or somebody whom the Head authorised, on reasonable grounds.',
      choices: [
        { id: 'no', text: 'No' },
        { id: 'yes', text: 'Yes', reason: true },
      ],
      required: true,
    },
    { id: 'parents', kind: 'deed', text: 'Talked with the parents', required: true },
  ],
};
