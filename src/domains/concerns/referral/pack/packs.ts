import type { RecipientId } from '../recipients.ts';
import * as fill from './fill.ts';

/** One field of a pack. */
export interface PackField {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly fill: fill.Fill;
}

const whoRefers: PackField = {
  id: 'who_refers',
  label: 'Who refers, and how to reach them',
  fill: fill.whoRefers,
};
const child: PackField = {
  id: 'child',
  label: 'The child',
  hint: 'Name, date of birth, year, address.',
  fill: fill.child,
};
const family: PackField = {
  id: 'family',
  label: 'Family, and who has parental responsibility',
  fill: fill.family,
};
const event: PackField = { id: 'event', label: 'What happened, when and where', fill: fill.event };
const others: PackField = { id: 'others', label: 'Others involved', fill: fill.others };
const done: PackField = { id: 'done', label: 'What has been done, and support in place', fill: fill.done };
const discussed: PackField = {
  id: 'discussed',
  label: 'What was discussed with the child and the family; do they agree to this?',
  fill: fill.discussed,
};
const needs: PackField = {
  id: 'needs',
  label: 'Needs and vulnerabilities',
  hint: 'SEND, looked after, a plan, language.',
  fill: fill.needs,
};
const danger: PackField = { id: 'danger', label: 'Danger and threats now', fill: fill.danger };
const devices: PackField = {
  id: 'devices',
  label: 'Devices and material: where they are and who holds them',
  hint: 'Say where. Never put an image in.',
  fill: fill.devices,
};
const address: PackField = {
  id: 'address',
  label: 'Web address, app or account',
  hint: 'As it was reported. Do not open it again.',
  fill: fill.address,
};
const asked: PackField = { id: 'asked', label: 'What you ask of them', fill: fill.nothing };

/** All that a Prevent referral asks (Counter-Terrorism and Security Act 2015, section 26). */
const prevent: readonly PackField[] = [
  whoRefers,
  child,
  { id: 'arose', label: 'How the concern arose', fill: fill.arose },
  { ...event, label: 'What happened: the event or events that worry you' },
  {
    id: 'indicators',
    label: 'Signs that they may be drawn into terrorism',
    hint: 'What they say, do or have. Curiosity, faith, politics or a school topic are no signs.',
    fill: fill.thought,
  },
  {
    id: 'ideology',
    label: 'Ideology, as far as it is known',
    hint: 'Say “not known” or “mixed” where it is.',
    fill: fill.nothing,
  },
  { id: 'internet', label: 'Use of internet and phone, and how it was found', fill: fill.found },
  { id: 'contacts', label: 'Contacts: who else, online or not', fill: fill.others },
  { id: 'threats', label: 'Threats, plans, or access to weapons', fill: fill.danger },
  needs,
  family,
  discussed,
  done,
  { id: 'fears', label: 'What you fear may happen, and what you hope for', fill: fill.nothing },
];

const aboutAdult: readonly PackField[] = [
  whoRefers,
  { id: 'adult', label: 'The adult: name, post, since when', fill: fill.nothing },
  { ...event, label: 'What is said to have happened, when and where' },
  { id: 'child', label: 'The child or children, only as far as they need to know', fill: fill.child },
  done,
  asked,
];

/** Recipients without a pack take their own form alone, or nothing from school at all. */
export const packs: Partial<Readonly<Record<RecipientId, readonly PackField[]>>> = {
  police: [whoRefers, child, event, others, danger, devices, address, needs, family, discussed, done, asked],
  ceop: [whoRefers, child, event, address, others, danger, devices, discussed, done],
  iwf: [whoRefers, address, { id: 'seen', label: 'When it was seen', fill: fill.nothing }],
  internet_provider: [
    whoRefers,
    address,
    { id: 'filter', label: 'What the filter did, and should have done', fill: fill.nothing },
    asked,
  ],
  social_care: [whoRefers, child, family, event, others, danger, needs, discussed, done, asked],
  lado: aboutAdult,
  prevent,
  report_harmful_content: [
    whoRefers,
    address,
    { id: 'answer', label: 'What the platform answered, and when', fill: fill.nothing },
    asked,
  ],
  ico: [
    whoRefers,
    { id: 'breach', label: 'What happened to which kind of data', fill: fill.nothing },
    { id: 'aware', label: 'When it happened, and when you became aware', fill: fill.nothing },
    { id: 'people', label: 'How many people, of what kind. No names', fill: fill.nothing },
    { id: 'harm', label: 'What harm may come of it', fill: fill.nothing },
    { id: 'remedy', label: 'What was done, and who was told', fill: fill.nothing },
  ],
  dbs: aboutAdult,
  tra: aboutAdult,
  internal_hr: aboutAdult,
  internal_behaviour: [child, event, discussed, asked],
};

export const packOf = (id: string): readonly PackField[] =>
  Object.entries(packs).find(([recipient]) => recipient === id)?.[1] ?? [];
