import type { PathwayDefinition } from '../definition.ts';

export const illegalSite: PathwayDefinition = {
  id: 'illegal-site',
  version: 1,
  title: 'A site that may be illegal',
  opens: { kinds: ['illegal_acts'] },
  follows: [{ slug: 'dfe-filtering', edition: 'June 2026' }],
  steps: [
    {
      id: 'closed',
      kind: 'deed',
      text: 'The page is shut and stays shut',
      help: 'Nobody opens it again, to check either. Gatehouse never fetches it.',
      required: true,
      due: 'at_once',
    },
    {
      id: 'address',
      kind: 'deed',
      text: 'The address is written in the report, as words',
      required: true,
      due: 'same_day',
    },
    {
      id: 'content',
      kind: 'question',
      text: 'What might it be?',
      help: 'From what was told.',
      choices: [
        { id: 'children', text: 'Sexual abuse of children' },
        { id: 'other', text: 'Something else' },
      ],
      required: true,
      due: 'at_once',
    },
    {
      id: 'iwf',
      kind: 'referral',
      recipient: 'iwf',
      text: 'Report the address to the IWF',
      when: [{ step: 'content', is: ['children'] }],
      required: true,
      due: 'at_once',
    },
    {
      id: 'police',
      kind: 'referral',
      recipient: 'police',
      text: 'Tell the Police, or decide not to',
      required: true,
      due: 'same_day',
    },
    {
      id: 'internet_provider',
      kind: 'referral',
      recipient: 'internet_provider',
      text: 'Tell the internet provider',
      required: true,
    },
    {
      id: 'intent',
      kind: 'decision',
      text: 'How did it come about?',
      choices: [
        { id: 'accidental', text: 'By accident' },
        { id: 'careless', text: 'Carelessly' },
        { id: 'deliberate', text: 'On purpose' },
        { id: 'coerced', text: 'Somebody made them' },
      ],
      required: true,
    },
  ],
};
