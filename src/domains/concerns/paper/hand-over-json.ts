import type { Instant } from '#platform/clock';
import { kinds } from '../types.ts';
import { followsJson } from './findings-part.ts';
import { dutiesJson, referralsJson } from './follow-part.ts';
import { pathwaysJson } from './pathways-part.ts';
import type { Action, Entry, WholeCase } from './types.ts';
import { PERSON_FIELDS } from './words.ts';

/** Grows by fields alone; another meaning of a field is another version. docs/guides/hand-over.md describes it. */
export const HAND_OVER_FORMAT = 'gatehouse.hand-over/1';

const at = (instant: Instant | null) => instant?.toString() ?? null;

function reportJson({ concern: c, reporterName }: WholeCase) {
  return {
    headline: c.headline,
    kinds: c.kinds.map((id) => ({ id, words: kinds[id].text, risk: kinds[id].c })),
    happenedOn: c.happenedOn?.toString() ?? null,
    happenedTime: c.happenedTime,
    place: c.place,
    placeDetail: c.placeDetail,
    immediateDanger: c.immediateDanger,
    aboutAdult: c.aboutAdult,
    childWords: c.childWords,
    seen: c.seen,
    thought: c.thought,
    selfReported: c.selfReported,
    evidence: c.evidence.map(({ what, where, available }) => ({ what, where, available })),
    address: c.address,
    screenHidden: c.screenHidden,
    indecentImage: c.indecentImage,
    reportedBy: reporterName,
    designation: c.reporterDesignation,
    reportedAt: at(c.reportedAt),
    onPaper: c.onPaper,
    paperAuthor: c.paperAuthor,
    enteredAt: at(c.enteredAt),
    otherWitnesses: c.otherWitnesses,
    reportedTo: c.reportedTo,
  };
}

function caseJson({ file, links }: WholeCase) {
  return {
    status: file.status,
    urgent: file.urgent,
    severity: file.severity,
    intent: file.intent,
    categories: file.categories,
    risks: file.fourCs,
    assignedTo: file.assignedTo,
    acknowledgedAt: at(file.acknowledgedAt),
    acknowledgedBy: file.acknowledgedBy,
    parents: file.parents,
    parentsNote: file.parentsNote,
    finding: file.finding,
    findingReason: file.findingReason,
    outcome: file.outcome,
    outcomeLine: file.outcomeLine,
    childInvolved: file.childInvolved,
    closedAt: at(file.closedAt),
    relatedPolicies: links.filter((link) => link.kind === 'policy').map((link) => link.text),
    relatedConcerns: links.filter((link) => link.kind === 'concern').map((link) => link.text),
  };
}

const actionJson = (action: Action) => ({
  what: action.what,
  owner: action.owner,
  dueOn: action.dueOn.toString(),
  decidedAt: at(action.madeAt),
  decidedBy: action.madeBy,
  doneAt: at(action.doneAt),
  doneBy: action.doneBy,
  doneNote: action.doneNote,
  dropped: action.dropped,
  childInvolved: action.childInvolved,
  childInvolvedNote: action.childInvolvedNote,
});

type Value = string | readonly string[] | null;

/** A value as it is stored, but for persons: their ids mean nothing elsewhere, so they go by name. */
function valueJson(field: string, value: Value, names: WholeCase['names']): Value {
  return PERSON_FIELDS.has(field) && typeof value === 'string' ? (names.get(value) ?? null) : value;
}

const entryJson = (entry: Entry, names: WholeCase['names']) => ({
  at: at(entry.at),
  by: entry.by,
  kind: entry.kind,
  text: entry.body,
  note: entry.details.note ?? null,
  about: entry.details.person === undefined ? null : (names.get(entry.details.person) ?? null),
  changes: (entry.details.changes ?? []).map(({ field, from, to }) => ({
    field,
    from: valueJson(field, from, names),
    to: valueJson(field, to, names),
  })),
});

/** The whole record for a program: choices by their ids, times in UTC, nothing left out because it is empty. */
export function handOverJson(record: WholeCase, now: Instant) {
  const { concern, file } = record;
  return {
    format: HAND_OVER_FORMAT,
    madeAt: at(now),
    reference: concern.reference,
    myconcernReference: file.myconcernReference,
    recordOfTruth: file.recordOfTruth,
    school: record.schoolName,
    designatedLead: concern.leadName,
    people: record.parties.map(({ part, name, isAdult, age, where }) => ({
      part,
      name,
      isAdult,
      age,
      where,
    })),
    report: reportJson(record),
    additions: record.additions.map(({ at: added, body }) => ({ at: at(added), text: body })),
    toldToReporter: record.updates.map(({ at: told, kind, body }) => ({ at: at(told), kind, text: body })),
    told: record.told.map((told) => ({ name: told.name, at: at(told.at) })),
    case: caseJson(record),
    actions: record.actions.map(actionJson),
    referrals: referralsJson(record),
    legalDuties: dutiesJson(record),
    ...followsJson(record),
    pathways: pathwaysJson(record),
    chronology: record.entries.map((entry) => entryJson(entry, record.names)),
  };
}
