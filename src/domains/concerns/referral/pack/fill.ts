import { formatDate, formatInstant } from '#platform/clock';
import { childWords, contextWords, parentsWords, partWords, placeWords } from '../../case/words.ts';
import { kinds, type Party } from '../../types.ts';
import type { PackFacts } from './facts.ts';

/** What each field of a pack holds before anybody has read it: the words of the case, put together. */

export type Fill = (facts: PackFacts) => string;

const lines = (...parts: readonly (string | null | undefined | false)[]) =>
  parts.filter((part) => typeof part === 'string' && part !== '').join('\n');
const after = (label: string, words: string | null) => (words === null ? null : `${label}: ${words}`);

export const nothing: Fill = () => '';

export const whoRefers: Fill = ({ file, maker }) =>
  lines(maker, file.school.name, after('Telephone', file.school.phone));

export const child: Fill = ({ subject, birthDates }) => {
  if (subject === undefined) return '';
  const born = birthDates.get(subject.personId ?? '');
  return lines(
    subject.name,
    born === undefined ? null : `Born ${born}`,
    subject.where,
    after('Age then', subject.age === null ? null : String(subject.age)),
  );
};

const familyOf = ({ families, subject }: PackFacts) =>
  families.find(({ childId }) => childId === subject?.personId);

export const needs: Fill = (facts) => lines(...contextWords(familyOf(facts)));

const contact = {
  unknown: 'contact not known',
  allowed: 'may be contacted',
  no_contact: 'NO CONTACT',
} as const;
const responsible = { unknown: 'not known', yes: 'yes', no: 'no' } as const;

export const family: Fill = (facts) =>
  lines(
    ...(familyOf(facts)?.guardians ?? []).map(
      (adult) =>
        `${adult.name}${adult.relation === null ? '' : ` (${adult.relation})`}: parental responsibility ${responsible[adult.parentalResponsibility]}, ${contact[adult.contact]}`,
    ),
  );

export const arose: Fill = ({ concern }) =>
  lines(
    `Reported ${formatInstant(concern.reportedAt)} by a member of staff (${concern.reporterDesignation}), reference ${concern.reference}`,
    concern.kinds.map((kind) => kinds[kind].text).join('; '),
  );

export const event: Fill = ({ concern }) => {
  const when = concern.happenedOn === null ? null : formatDate(concern.happenedOn);
  return lines(
    concern.headline,
    lines(when, concern.happenedTime).replace('\n', ', '),
    after(
      'Where',
      [placeWords[concern.place], concern.placeDetail].filter((part) => part !== null).join(', '),
    ),
    after('Seen', concern.seen),
    after('In the child’s words', concern.childWords),
  );
};

export const thought: Fill = ({ concern }) => concern.thought ?? '';
export const address: Fill = ({ concern }) => concern.address ?? '';
export const found: Fill = ({ concern }) =>
  lines(after('Address', concern.address), `Found by a member of staff (${concern.reporterDesignation})`);
export const danger: Fill = ({ concern }) =>
  concern.immediateDanger ? 'The reporter said that somebody was in danger.' : '';

const personLine = ({ name, part, where }: Party) =>
  `${name}: ${partWords[part].toLowerCase()}${where === null ? '' : `, ${where}`}`;

export const others: Fill = ({ parties, subject }) =>
  lines(...parties.filter(({ id }) => id !== subject?.id).map(personLine));

export const discussed: Fill = ({ file }) =>
  lines(
    file.childInvolved === null ? null : `Child: ${childWords[file.childInvolved]}`,
    `Parents: ${parentsWords[file.parents]}`,
    file.parentsNote,
  );

export const done: Fill = ({ actions }) =>
  lines(
    ...actions.map(({ what, doneAt, doneNote, dropped, dueOn }) =>
      doneAt === null
        ? `${what} (due ${formatDate(dueOn)})`
        : `${what} (${dropped ? 'not done' : 'done'} ${formatInstant(doneAt)})${doneNote === null ? '' : `: ${doneNote}`}`,
    ),
  );

export const devices: Fill = ({ concern }) =>
  lines(...concern.evidence.map(({ what, where }) => `${what}: ${where}`));
