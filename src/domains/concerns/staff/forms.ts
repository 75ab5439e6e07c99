import {
  choice,
  clockTime,
  defineForm,
  type FieldError,
  localDay,
  optionalDay,
  optionalText,
  text,
} from '#platform/forms';
import { type Question, questionIds } from './questions.ts';
import {
  agreers,
  decisions,
  type Level,
  levels,
  lowLevelOutcomes,
  tellings,
  type Worker,
  workers,
} from './types.ts';

const LINE = { max: 200 };
const NOTE = { max: 4000 };
const YES = ['yes', 'no'] as const;
const answer = () => choice(YES, 'Answer yes, it may be so, or no');
const why = () => text('Say what the answer rests on', NOTE);
const none = (): FieldError[] => [];

/** Who it is, when their name is on no list. */
export const NOT_LISTED = 'not_listed';

type Answers = Readonly<Record<Question, 'yes' | 'no'> & Record<`${Question}_why`, string>>;

export interface AssessInput extends Answers {
  readonly subject: string;
  readonly described: string | null;
  readonly worker: Worker;
  readonly employer: string | null;
  readonly level: Level;
  readonly reason: string;
}

/** The four answers decide whether it is an allegation; what is left to judge is whether it is low-level. */
function levelFits({ level, ...input }: AssessInput): FieldError[] {
  const met = questionIds.some((id) => input[id] === 'yes');
  if (met === (level === 'allegation')) return [];
  const message = met
    ? 'One of the four answers is yes, so it is an allegation. Change the answer, or choose Allegation'
    : 'All four answers are no, so it is no allegation. Change an answer, or choose another';
  return [{ field: 'level', message }];
}

export const assessForm = defineForm<AssessInput>(
  {
    subject: text('Choose who it is about', { max: 40 }),
    described: optionalText(LINE),
    worker: choice(workers, 'Choose what they are to the school'),
    employer: optionalText(LINE),
    harmed: answer(),
    harmed_why: why(),
    offence: answer(),
    offence_why: why(),
    risk: answer(),
    risk_why: why(),
    suitable: answer(),
    suitable_why: why(),
    level: choice(levels, 'Choose what it is'),
    reason: text('Say why', NOTE),
  },
  levelFits,
  ({ subject, described, worker, employer }) => [
    ...(subject === NOT_LISTED && described === null
      ? [{ field: 'described', message: 'Write their name, or what is known of them' }]
      : []),
    ...((worker === 'supply' || worker === 'contractor' || worker === 'hirer') && employer === null
      ? [{ field: 'employer', message: 'Write whose they are: the agency, employer or organisation' }]
      : []),
  ],
);

/** Moving it to an allegation is weighing it again, not an outcome to choose. */
export const chosenOutcomes = lowLevelOutcomes.filter((one) => one !== 'moved_to_allegation');

export const outcomeForm = defineForm({
  outcome: choice(chosenOutcomes, 'Choose what came of it'),
  reason: text('Say why', NOTE),
});

export const tellForm = defineForm(
  {
    kind: choice(tellings, 'Choose what you record'),
    what: text('Say what was told, or why nothing may be', NOTE),
    toldBy: text('Say who told it, or who asked for it', LINE),
    toldWhom: optionalText(LINE),
    happenedOn: localDay('Enter the day'),
    happenedTime: clockTime(),
    agreedWith: choice([...agreers, ''], 'Choose who agreed'),
    agreement: optionalText(LINE),
  },
  none,
  ({ kind, toldWhom, agreedWith, agreement }) => {
    const tells = kind === 'told' || kind === 'employer_told';
    return [
      ...(kind === 'employer_told' && toldWhom === null
        ? [{ field: 'toldWhom', message: 'Write who was told there' }]
        : []),
      ...(tells && agreedWith === '' ? [{ field: 'agreedWith', message: 'Choose who agreed' }] : []),
      ...(tells && agreedWith !== '' && agreedWith !== 'nobody' && agreement === null
        ? [{ field: 'agreement', message: 'Write who agreed, and when' }]
        : []),
    ];
  },
);

export const measureForm = defineForm(
  {
    decision: choice(decisions, 'Choose what was decided'),
    alternatives: text('Say what else was thought of, and why not that', NOTE),
    reason: text('Say why', NOTE),
    fromOn: localDay('Enter the day from which it holds'),
    reviewOn: optionalDay(),
    contact: text('Name whom they may turn to', LINE),
    support: text('Say what support they are offered', NOTE),
  },
  none,
  ({ decision, reviewOn }) =>
    (decision === 'adjusted' || decision === 'suspended') && reviewOn === null
      ? [{ field: 'reviewOn', message: 'Enter the day on which you look at it again' }]
      : [],
);

export const childForm = defineForm({
  reference: text('Enter the number of the child’s new concern', { max: 20 }),
});
