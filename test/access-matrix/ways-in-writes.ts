import { fresh, of } from './case-rows.ts';
import type { Scene } from './scene.ts';
import type { Write } from './types.ts';

/** What intake writes of what somebody without an account told: rows of the concern that arrives, and of no other. */

export const INTAKE = {
  concern:
    'id caseload_id school_id reference way_in reporter_designation submitted_key reported_at entered_at headline place immediate_danger about_adult kinds child_words seen indecent_image self_reported lead_name',
  party: 'id concern_id caseload_id part described_as is_adult added_at',
  caseFile: 'concern_id caseload_id school_id reported_at status urgent acknowledge_by changed_at',
  exclusion: 'concern_id caseload_id person_id state reason set_at',
  receipt: 'id concern_id caseload_id at kind',
  notice: 'id concern_id caseload_id person_id step kind told_at',
  outsideReport:
    'id concern_id caseload_id school_id way_in told_as key_stage name class contact wants_adult hirer_id sounds_urgent sent_on locator secret',
  sealed: 'concern_id caseload_id sealed',
} as const;

/** As when the concern came in this transaction. */
export const arrives = (concern: string) => (s: Scene) =>
  [`select set_config('app.arriving', $1, true)`, `{${s.id('concern.concern', concern)}}`] as const;

type Insert = (s: Scene) => Readonly<Record<string, unknown>>;

/** Written of what arrives; never of what lies there. `by` names who may do the second by another right. */
export const arriving = (
  what: string,
  concern: string,
  insert: Insert,
  others = '',
  by = others,
): Write[] => [
  { what: `${what}, of what arrives`, by: `intake ${by}`, after: arrives(concern), insert },
  { what: `${what}, of what does not arrive`, by: others, insert },
];

export const toldFromOutside: Write = {
  what: 'take in what somebody without an account told',
  by: 'intake',
  insert: (s) => ({
    ...fresh(),
    caseload_id: s.id('concern.caseload', 'ash-child'),
    school_id: s.id('people.school', 'ash'),
    reference: `OUT-${crypto.randomUUID()}`,
    way_in: 'pupil',
    reporter_designation: 'Pupil',
    submitted_key: crypto.randomUUID(),
    reported_at: s.at,
    entered_at: s.at,
    headline: 'x',
    place: 'unknown',
    immediate_danger: false,
    about_adult: false,
    kinds: ['other'],
    indecent_image: 'not_sure',
    self_reported: true,
    lead_name: 'x',
  }),
};

export const adultsFromOutside = arriving('describe the adult', 'sending', (s) => ({
  ...fresh(),
  ...of(s, 'sending'),
  part: 'alleged',
  described_as: 'x',
  is_adult: true,
  added_at: s.at,
}));

const opened = (s: Scene, status: string) => ({
  ...of(s, 'sending'),
  school_id: s.id('people.school', 'ash'),
  reported_at: s.at,
  status,
  urgent: false,
  changed_at: s.at,
});

export const casesFromOutside: readonly Write[] = [
  ...arriving('open its case', 'sending', (s) => opened(s, 'submitted')),
  { what: 'open it as closed', by: '', after: arrives('sending'), insert: (s) => opened(s, 'closed') },
];

const shut = (s: Scene, state: string) => ({
  ...of(s, 'sending'),
  person_id: s.id('people.person', 'trustee'),
  state,
  reason: 'x',
  set_at: s.at,
});

export const exclusionsFromOutside: readonly Write[] = [
  ...arriving('shut a reader out', 'sending', (s) => shut(s, 'provisional')),
  {
    what: 'shut a reader out for good',
    by: '',
    after: arrives('sending'),
    insert: (s) => shut(s, 'confirmed'),
  },
];

const update = (s: Scene, kind: string) => ({ ...fresh(), ...of(s, 'sending'), at: s.at, kind });

export const receiptsFromOutside: readonly Write[] = [
  ...arriving('give the receipt', 'sending', (s) => update(s, 'sent')),
  {
    what: 'answer in the school’s name',
    by: 'head cover',
    after: arrives('sending'),
    insert: (s) => update(s, 'message'),
  },
];

const notice = (s: Scene, more: object = {}) => ({
  ...fresh(),
  ...of(s, 'child'),
  person_id: s.id('people.person', 'head'),
  step: 0,
  kind: 'new',
  told_at: s.at,
  ...more,
});

export const noticesFromOutside: readonly Write[] = [
  ...arriving('tell the first in line', 'child', (s) => notice(s), 'HANDLERS'),
  ...[{ kind: 'reminder' }, { step: 2 }].map((more) => ({
    what: `tell as if it were another ${Object.keys(more).join()}`,
    by: 'kind' in more ? 'HANDLERS escalation' : 'HANDLERS',
    after: arrives('child'),
    insert: (s: Scene) => notice(s, more),
  })),
];
