import type { WholeCase } from '../../src/domains/concerns/paper/types.ts';
import type { Concern } from '../../src/domains/concerns/types.ts';
import { Temporal } from '../../src/platform/clock/index.ts';

/** A case as the paper is written from, without a database. Every text is different, so that each can be found again. */

const instant = (text: string) => Temporal.Instant.from(text);

export function aPaperConcern(facts: Partial<Concern> = {}): Concern {
  return {
    id: '01900000-0000-7000-8000-000000000001',
    caseloadId: '01900000-0000-7000-8000-000000000002',
    schoolId: '01900000-0000-7000-8000-000000000003',
    reference: 'ABC-7KQ2X',
    folderId: '01900000-0000-7000-8000-000000000009',
    files: [],
    signatures: [],
    guard: null,
    reporterId: '01900000-0000-7000-8000-000000000004',
    reporterDesignation: 'Class teacher of Beech',
    reportedAt: instant('2026-11-19T10:12:00Z'),
    enteredAt: instant('2026-11-20T08:41:00Z'),
    onPaper: true,
    paperAuthor: 'Corin Fenwold',
    headline: 'Unkind messages in a group chat',
    happenedOn: Temporal.PlainDate.from('2026-11-18'),
    happenedTime: '16:20',
    place: 'home',
    placeDetail: 'On the way back from swimming',
    immediateDanger: false,
    aboutAdult: false,
    kinds: ['bullying', 'threats'],
    childWords: '“They said everybody would laugh if I came back.”',
    seen: 'The child showed me the first screen and began to cry.',
    thought: 'I think that it has gone on for some weeks.',
    address: 'chat.example.test/g/4471',
    screenHidden: 'yes',
    indecentImage: 'no',
    selfReported: false,
    evidence: [
      { what: 'Screenshot of the chat', where: 'On the child’s own phone', available: 'yes' },
      { what: 'A print-out', where: 'Locked drawer, room 4', available: 'unknown' },
    ],
    otherWitnesses: 'Two friends from swimming',
    reportedTo: 'The deputy, in the corridor',
    leadName: 'Marit Oakhanger',
    ...facts,
  };
}

const words =
  'Spoke with the class teacher about what had been seen and agreed the next step for this week. ';

export function aPaperCase(facts: Partial<WholeCase> = {}, entries = 4): WholeCase {
  return {
    concern: aPaperConcern(),
    schoolName: 'Larkmoor Primary School',
    reporterName: 'Tilda Brantwell',
    parties: [
      {
        id: 'p1',
        part: 'affected',
        personId: 'x1',
        name: 'Wren Askcombe',
        isAdult: false,
        age: 9,
        where: 'Year 5, Beech',
      },
      {
        id: 'p2',
        part: 'involved',
        personId: 'x2',
        name: 'Oskar Dunhallow',
        isAdult: false,
        age: 10,
        where: 'Year 6, Elm',
      },
      {
        id: 'p3',
        part: 'witness',
        personId: 'x3',
        name: 'Isla Caldbourne',
        isAdult: false,
        age: 9,
        where: 'Year 5, Beech',
      },
      {
        id: 'p4',
        part: 'witness',
        personId: 'x4',
        name: 'Fenella Garth',
        isAdult: true,
        age: null,
        where: null,
      },
    ],
    additions: [
      { id: 'a1', at: instant('2026-11-20T12:00:00Z'), body: 'The grandmother rang in the afternoon.' },
    ],
    file: {
      status: 'closed',
      urgent: true,
      severity: 'medium',
      intent: 'deliberate',
      categories: ['online_bullying'],
      fourCs: ['conduct'],
      outcomeLine: 'It was looked into and has stopped.',
      childInvolved: 'involved',
      assignedTo: 'Marit Oakhanger',
      acknowledgedAt: instant('2026-11-20T09:00:00Z'),
      acknowledgedBy: 'Marit Oakhanger',
      finding: 'substantiated',
      findingReason: 'Three children gave the same account',
      outcome: 'A restorative meeting was held and the chat was closed.',
      parents: 'spoken_to',
      parentsNote: 'Both families, by telephone',
      myconcernReference: 'MC-20417',
      recordOfTruth: 'myconcern',
      closedAt: instant('2026-12-01T15:30:00Z'),
    },
    told: [{ name: 'Marit Oakhanger', at: instant('2026-11-20T08:41:00Z') }],
    entries: Array.from({ length: entries }, (_, i) => ({
      id: `e${i}`,
      at: instant('2026-11-20T09:00:00Z').add({ minutes: i * 7 }),
      by: i % 5 === 4 ? null : 'Marit Oakhanger',
      kind: i % 3 === 0 ? 'note' : 'severity',
      body: `Entry number ${i + 1}. ${words.repeat(1 + (i % 4))}`,
      details: {
        version: i + 1,
        ...(i % 3 === 0 ? {} : { changes: [{ field: 'severity', from: 'low', to: 'medium' }] }),
      },
    })),
    actions: [
      {
        id: 'c1',
        what: 'Meet both families',
        owner: 'Marit Oakhanger',
        dueOn: Temporal.PlainDate.from('2026-11-27'),
        madeAt: instant('2026-11-20T09:05:00Z'),
        madeBy: 'Marit Oakhanger',
        doneAt: instant('2026-11-26T16:00:00Z'),
        doneBy: 'Jonas Elderfield',
        doneNote: 'All came',
        dropped: false,
        childInvolved: 'involved',
        childInvolvedNote: 'Chose who should be there',
      },
      {
        id: 'c2',
        what: 'Look in at break for two weeks',
        owner: 'Tilda Brantwell',
        dueOn: Temporal.PlainDate.from('2026-12-11'),
        madeAt: instant('2026-11-20T09:06:00Z'),
        madeBy: 'Marit Oakhanger',
        doneAt: null,
        doneBy: null,
        doneNote: null,
        dropped: false,
        childInvolved: 'told',
        childInvolvedNote: null,
      },
    ],
    follows: { findings: [], cleared: [], sanctions: [], supports: [] },
    links: [
      { kind: 'policy', text: 'anti_bullying' },
      { kind: 'concern', text: 'ABC-9TTWX' },
      { kind: 'concern', text: null },
    ],
    updates: [
      {
        id: 'u1',
        at: instant('2026-12-01T15:30:00Z'),
        kind: 'outcome',
        body: 'It was looked into and has stopped.',
      },
    ],
    names: new Map(),
    ...facts,
  };
}
