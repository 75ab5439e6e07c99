import { mayBe, type PathwayDefinition, yesNoUnsure } from '../definition.ts';

const serious = [mayBe('shared'), mayBe('coerced')];

export const sexualHarassment: PathwayDefinition = {
  id: 'sexual-harassment',
  version: 1,
  title: 'Sexual harassment online',
  opens: { kinds: ['sexual_harassment'], categories: ['sexual_harassment'] },
  follows: [{ slug: 'kcsie', edition: '2025' }],
  steps: [
    {
      id: 'shared',
      kind: 'question',
      text: 'Was an image shared without consent, or was that threatened?',
      choices: yesNoUnsure,
      required: true,
      due: 'same_day',
    },
    {
      id: 'coerced',
      kind: 'question',
      text: 'Was anybody coerced, threatened or exploited?',
      choices: yesNoUnsure,
      required: true,
      due: 'same_day',
    },
    {
      id: 'considered',
      kind: 'decision',
      text: 'Police and children’s social care considered: what was decided?',
      choices: [
        { id: 'refer', text: 'Refer' },
        { id: 'school', text: 'The school deals with it' },
      ],
      required: true,
      due: 'same_day',
    },
    {
      id: 'police',
      kind: 'referral',
      recipient: 'police',
      text: 'Tell the Police',
      when: [...serious, { step: 'considered', is: ['refer'] }],
      required: true,
      due: 'same_day',
    },
    {
      id: 'social_care',
      kind: 'referral',
      recipient: 'social_care',
      text: 'Refer to children’s social care',
      when: [...serious, { step: 'considered', is: ['refer'] }],
      required: true,
      due: 'same_day',
    },
    {
      id: 'apart',
      kind: 'deed',
      text: 'The children are kept apart, online too, and neither has to ask for it',
      required: true,
      due: 'same_day',
    },
    {
      id: 'support_harmed',
      kind: 'deed',
      text: 'Support for the child who was harmed, agreed with them',
      required: true,
    },
    {
      id: 'support_alleged',
      kind: 'deed',
      text: 'Support for the child it is said of, from somebody else',
      required: true,
    },
  ],
};
