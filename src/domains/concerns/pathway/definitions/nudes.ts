import { mayBe, type PathwayDefinition, yesNo, yesNoUnsure } from '../definition.ts';

const signs = ['adult', 'coerced', 'violent', 'under_13', 'at_risk'] as const;
const mustRefer = signs.map(mayBe);
/** Until each was ruled out, the Police may yet be involved. */
const ruledOut = signs.map((step) => ({ step, is: ['no'] }));

export const nudes: PathwayDefinition = {
  id: 'nudes',
  version: 1,
  title: 'Nudes and semi-nudes',
  opens: { kinds: ['indecent_image'], categories: ['nudes'], guard: true },
  follows: [
    { slug: 'ukcis-nudes', edition: '2024' },
    { slug: 'searching', edition: '2022' },
  ],
  steps: [
    {
      id: 'adult',
      kind: 'question',
      text: 'Is an adult involved, or might one be?',
      choices: yesNoUnsure,
      required: true,
      due: 'at_once',
    },
    {
      id: 'coerced',
      kind: 'question',
      text: 'Was a child coerced, blackmailed or groomed, or is there doubt that they could consent?',
      choices: yesNoUnsure,
      required: true,
      due: 'at_once',
    },
    {
      id: 'violent',
      kind: 'question',
      text: 'Does it show, as far as was told, sexual acts that are violent or unusual for the child’s age?',
      help: 'From what you were told. Nobody looks in order to answer this.',
      choices: yesNoUnsure,
      required: true,
      due: 'at_once',
    },
    {
      id: 'under_13',
      kind: 'question',
      text: 'Is any child in it under 13?',
      choices: yesNoUnsure,
      required: true,
      due: 'at_once',
    },
    {
      id: 'at_risk',
      kind: 'question',
      text: 'Is a child at immediate risk, of suicide or self-harm too?',
      choices: yesNoUnsure,
      required: true,
      due: 'at_once',
    },
    {
      id: 'police',
      kind: 'referral',
      recipient: 'police',
      text: 'Tell the Police at once',
      when: mustRefer,
      required: true,
      due: 'at_once',
    },
    {
      id: 'social_care',
      kind: 'referral',
      recipient: 'social_care',
      text: 'Refer to children’s social care at once',
      when: mustRefer,
      required: true,
      due: 'at_once',
    },
    {
      id: 'decision',
      kind: 'decision',
      text: 'Who deals with it?',
      choices: [
        { id: 'school', text: 'The school, on its own' },
        { id: 'outside', text: 'With the Police or children’s social care' },
      ],
      required: true,
      due: 'same_day',
    },
    {
      id: 'viewing',
      kind: 'log',
      log: 'viewing',
      text: 'Who has seen it since it was reported',
      help: 'Only the designated lead, only where nothing else will do, with a second adult there. If nobody looked, say so.',
      required: true,
    },
    {
      id: 'custody',
      kind: 'log',
      log: 'device_custody',
      text: 'Where each device is',
      required: true,
      due: 'same_day',
    },
    {
      id: 'report_remove',
      kind: 'deed',
      text: 'Shown the child Report Remove',
      help: 'The child reports it; a trusted adult may sit beside them. The image is never sent to school.',
      required: true,
    },
    {
      id: 'deletion',
      kind: 'question',
      text: 'Has the child deleted it from their own devices and accounts?',
      help: 'Asked of the child, done by the child. Staff delete nothing, and nobody looks to check.',
      choices: [
        { id: 'yes', text: 'Yes, the child says so' },
        { id: 'no', text: 'No', reason: true },
      ],
      when: [{ step: 'decision', is: ['school'] }],
      onlyIf: ruledOut,
      required: true,
    },
    {
      id: 'parents',
      kind: 'question',
      text: 'Do the parents know?',
      choices: [
        { id: 'yes', text: 'Yes' },
        { id: 'no', text: 'No: it would put a child at risk', reason: true },
      ],
      required: true,
      due: 'same_day',
    },
    { id: 'support', kind: 'deed', text: 'Support for each child is agreed', required: true },
    {
      id: 'staff_heard',
      kind: 'question',
      text: 'Do the staff who know of it know not to look, copy or share?',
      choices: yesNo,
    },
  ],
};
