import type { PathwayDefinition } from '../definition.ts';

export const radicalisation: PathwayDefinition = {
  id: 'radicalisation',
  version: 1,
  title: 'Radicalisation',
  opens: { kinds: ['radicalisation'], categories: ['radicalisation'] },
  follows: [{ slug: 'prevent-duty', edition: '2015' }],
  steps: [
    {
      id: 'heard',
      kind: 'deed',
      text: 'Disbelief suspended: what was seen and said is written down as it was',
      required: true,
      due: 'same_day',
    },
    {
      id: 'concern',
      kind: 'decision',
      text: 'Is it a concern, or curiosity?',
      help: 'Curiosity, schoolwork and strong views are no sign of being drawn in.',
      choices: [
        { id: 'concern', text: 'A concern' },
        { id: 'curiosity', text: 'Curiosity or schoolwork' },
      ],
      required: true,
      due: 'same_day',
    },
    {
      id: 'prevent',
      kind: 'referral',
      recipient: 'prevent',
      text: 'Refer to Prevent',
      when: [{ step: 'concern', is: ['concern'] }],
      required: true,
      due: 'same_day',
    },
    {
      id: 'channel',
      kind: 'question',
      text: 'Does the family agree to Channel, if it is offered?',
      help: 'Channel is voluntary: no is an answer, and nothing against them.',
      choices: [
        { id: 'yes', text: 'Yes' },
        { id: 'no', text: 'No' },
        { id: 'not_offered', text: 'Not offered' },
      ],
      when: [{ step: 'prevent', is: ['made'] }],
    },
    {
      id: 'support',
      kind: 'deed',
      text: 'Somebody the child trusts goes on talking with them',
      required: true,
    },
  ],
};
