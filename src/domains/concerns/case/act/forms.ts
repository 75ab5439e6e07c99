import type { FieldError } from '#platform/errors';
import {
  choice,
  choices,
  defineForm,
  type Field,
  type FormValue,
  idChoice,
  localDay,
  optionalText,
  text,
} from '#platform/forms';
import { categoryIds, findings, fourCs, intents, parentsAnswers, parts, severities } from '../../types.ts';
import { policyIds } from '../types.ts';

/** One form an act. Each page adds the version that was shown. */

const LINE = { max: 200 };
const NOTE = { max: 4000 };
const LONG = { max: 20_000 };

const childAnswers = ['involved', 'told', 'not_appropriate'] as const;
const childOnAction = ['involved', 'told', 'not_yet', 'not_appropriate'] as const;

const none = () => [];

const why = () => text('Say why', NOTE);

interface ChildFields {
  readonly childInvolved: string;
  readonly childNote: string | null;
}

/** An answer other than "not yet" says how, when or why not (CT-note-1). */
function childSaid({ childInvolved, childNote }: Partial<ChildFields>): FieldError[] {
  if (childInvolved === undefined || childInvolved === 'not_yet' || childNote !== null) return [];
  const message =
    childInvolved === 'not_appropriate'
      ? 'Say why the child is not involved'
      : 'Say how and when the child took part';
  return [{ field: 'childNote', message }];
}

const whichAction: Field<string> = idChoice('Choose the action');

export const forms = {
  acknowledge: defineForm({}),
  assign: defineForm({ assignee: idChoice('Choose who takes it on') }),
  categorise: defineForm({
    categories: choices(categoryIds, 'Choose at least one category'),
    fourCs: choices(fourCs, 'Choose at least one of the four kinds of risk'),
  }),
  intent: defineForm({ intent: choice(intents, 'Choose what fits best'), note: optionalText(NOTE) }),
  severity: defineForm({
    severity: choice(severities, 'Choose how serious it is'),
    note: optionalText(NOTE),
  }),
  finding: defineForm({
    finding: choice(findings, 'Choose the finding'),
    reason: text('Say what the finding rests on', NOTE),
  }),
  outcome: defineForm({
    outcome: text('Write what came of it', LONG),
    outcomeLine: text('Write the line for the reporter', { max: 500 }),
  }),
  child: defineForm({
    childInvolved: choice(childAnswers, 'Choose how the child took part'),
    note: text('Say how and when, or why not', NOTE),
  }),
  parents: defineForm(
    { parents: choice(parentsAnswers, 'Choose the answer for parents'), note: optionalText(NOTE) },
    none,
    ({ parents, note }) =>
      parents === undefined || parents === 'not_yet' || note !== null
        ? []
        : [
            {
              field: 'note',
              message:
                parents === 'spoken_to' ? 'Say who was spoken to, when and what was agreed' : 'Say why',
            },
          ],
  ),
  note: defineForm({ body: text('Write the note', LONG) }),
  message: defineForm({ body: text('Write the message', { max: 2000 }) }),
  name_person: defineForm({
    identifies: optionalText({ max: 40 }),
    person: idChoice('Choose who it is'),
    part: choice(parts, 'Choose their part'),
    note: optionalText(NOTE),
  }),
  action_add: defineForm(
    {
      what: text('Say what is to be done', LINE),
      owner: idChoice('Choose who does it'),
      due: localDay('Enter the day by which it is done'),
      childInvolved: choice(childOnAction, 'Say whether the child is involved or told'),
      childNote: optionalText(NOTE),
    },
    none,
    (value) => childSaid(value),
  ),
  action_done: defineForm(
    {
      action: whichAction,
      note: text('Say what was done', NOTE),
      childInvolved: choice(childOnAction, 'Say whether the child was involved or told'),
      childNote: optionalText(NOTE),
    },
    none,
    (value) => childSaid(value),
  ),
  action_drop: defineForm({ action: whichAction, note: text('Say why it is not done', NOTE) }),
  action_change: defineForm({
    action: whichAction,
    owner: idChoice('Choose who does it'),
    due: localDay('Enter the day by which it is done'),
    note: text('Say why it changes', NOTE),
  }),
  policies: defineForm({ policies: choices(policyIds, 'Choose from the policies shown', 0) }),
  link: defineForm({ reference: text('Enter the other concern’s reference', { max: 20 }) }),
  unlink: defineForm({ concern: idChoice('Choose the link') }),
  myconcern: defineForm({ reference: text('Enter the MyConcern reference', { max: 60 }) }),
  monitor: defineForm({
    watchFor: text('Say what you will watch for', NOTE),
    review: localDay('Enter the day on which you look again'),
  }),
  resume: defineForm({ reason: why() }),
  close: defineForm({}),
  reopen: defineForm({ reason: why() }),
  exclude: defineForm({ person: idChoice('Choose who must not see this'), reason: why() }),
  exclude_confirm: defineForm({ person: idChoice('Choose who'), reason: why() }),
  exclude_lift: defineForm({ person: idChoice('Choose who'), reason: why() }),
  about_adult: defineForm(
    {
      adult: text('Choose the adult, or “Their name is not listed”', { max: 40 }),
      adultName: optionalText(LINE),
      reason: why(),
    },
    none,
    ({ adult, adultName }) =>
      adult === 'not_listed' && adultName === null
        ? [{ field: 'adultName', message: 'Write their name, or what is known of them' }]
        : [],
  ),
} as const;

export type Input<A extends keyof typeof forms> = FormValue<(typeof forms)[A]>;
