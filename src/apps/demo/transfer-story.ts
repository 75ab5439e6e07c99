import { type Instant, localDate } from '#platform/clock';
import { CaseBook } from './case-book.ts';
import type { Report } from './report.ts';
import { send } from './report.ts';
import { called, inSchool, laterAtWork, type Stage } from './stage.ts';
import { bare, childOf, schoolDaysAgo, schoolOf } from './story-parts.ts';
import type { Pupil, School, Staff } from './world.ts';

/** Files that move: one waits to be signed for, one was received with lines of a case that stayed, one went outside; and a history that was imported. */
interface Sent {
  readonly child: Pupil;
  readonly from: School;
  readonly by: Staff;
  readonly at: Instant;
}

type More = Parameters<Stage['rows']['add']>[1];

function transfer(stage: Stage, { child, from, by, at }: Sent, more: More): string {
  const id = stage.random.uuid(at);
  stage.rows.add('concern.transfer', {
    id,
    trust_id: stage.trustId,
    child_id: child.id,
    from_school_id: from.id,
    from_caseload_id: stage.caseload(from, 'child'),
    concern_ids: [],
    manifest: [],
    lines: 0,
    state: 'sent',
    sent_at: at.toString(),
    sent_by: by.id,
    salt: `\\x${id.replaceAll('-', '')}`,
    ...more,
  });
  return id;
}

const to = (stage: Stage, school: School): More => ({
  to_school_id: school.id,
  to_caseload_id: stage.caseload(school, 'child'),
});

function tell(stage: Stage, type: string, at: Instant, by: Staff, { child, from }: Sent, id: string): void {
  stage.chain.tell(at, by.id, { chain: from.id, type, subject: child.id, data: { transfer: id } });
}

/** A case about one child alone, which her lead has taken on; it goes whole to her next school. */
function waits(stage: Stage, from: School, goal: School, by: Staff): void {
  const child = childOf(stage, from, 5);
  const reported = inSchool(stage, schoolDaysAgo(stage, 9));
  const report: Report = {
    ...bare,
    school: from,
    stream: 'child',
    at: reported,
    reporter: called(stage, 'Meera Soni'),
    headline: 'Asked for photographs by somebody in a game',
    kinds: ['other'],
    parties: [{ part: 'affected', pupil: child }],
    place: 'home',
    happenedOn: localDate(reported),
    urgent: false,
    words: 'He says he is thirteen. He wants to see my room.',
  };
  const book = new CaseBook(stage, report, send(stage, report));
  const read = laterAtWork(stage, reported, 15);
  book.notice(reported, [by], 'new', 0, read);
  book.note({ at: read, by, act: 'acknowledge', set: { assignedTo: by.id } });
  book.tellReporter(read, 'acknowledged', null);
  book.finish(null);
  const sent = { child, from, by, at: inSchool(stage, schoolDaysAgo(stage, 0)) };
  const id = transfer(stage, sent, {
    ...to(stage, goal),
    concern_ids: [book.sent.id],
    manifest: [
      {
        reference: book.sent.reference,
        reported: localDate(reported).toString(),
        status: 'open',
        files: 0,
      },
    ],
    note: 'The family moves at the end of the week. Her mother knows that you will ring.',
  });
  tell(stage, 'transfer.sent/1', sent.at, by, sent, id);
}

const told = [
  ['Concern reported', 'Left out of a group chat with [another child, A] and [another child, B].'],
  ['Parents: Spoken to', 'Father, by telephone. He has seen the messages and will keep them.'],
  ['Closed', 'No more messages for four weeks. She knows whom to tell.'],
] as const;

/** What came to this school with a child last month: lines, since other children stand in the case. */
function received(stage: Stage, from: School, goal: School, by: Staff, signed: Staff): void {
  const child = childOf(stage, goal, 4);
  const at = inSchool(stage, schoolDaysAgo(stage, 22));
  const ended = laterAtWork(stage, at, 90);
  const sent = { child, from, by, at };
  const id = transfer(stage, sent, {
    ...to(stage, goal),
    lines: told.length,
    state: 'received',
    ended_at: ended.toString(),
    ended_by: signed.id,
    receipt_name: signed.name,
    receipt_role: 'Designated safeguarding lead',
    receipt_on: localDate(ended).toString(),
    receipt_hash: `\\x${'5e'.repeat(32)}`,
  });
  for (const [n, [title, body]] of told.entries()) {
    const line = stage.random.uuid(at);
    stage.rows.add('concern.history', {
      id: line,
      caseload_id: stage.caseload(goal, 'child'),
      transfer_id: id,
      person_id: child.id,
      at: at.subtract({ hours: 24 * (60 - 9 * n) }).toString(),
      day_only: false,
      source: from.name,
      title,
      body,
      written_by: by.name,
      salt: `\\x${line.replaceAll('-', '')}`,
    });
  }
  tell(stage, 'transfer.sent/1', at, by, sent, id);
  tell(stage, 'transfer.received/1', ended, signed, sent, id);
}

function outside(stage: Stage, from: School, by: Staff): void {
  const sent = { child: childOf(stage, from, 6), from, by, at: inSchool(stage, schoolDaysAgo(stage, 6)) };
  const id = transfer(stage, sent, {
    to_name: 'Elmwater Academy, Ms Renn (designated lead)',
    how: 'By hand, on a locked stick; the pass-code by telephone',
  });
  tell(stage, 'transfer.sent/1', sent.at, by, sent, id);
}

const kept = [
  ['Attendance', 'Fourth Monday missed since half-term. Mum says tummy aches.', 90],
  ['Friendship', 'Told the midday supervisor that nobody lets her join in.', 61],
  ['Online', 'Plays a game for sixteens with her brother at night.', 40],
] as const;

/** What Harbour Row wrote in another system before, looked at and kept. */
function imported(stage: Stage, school: School, by: Staff): void {
  const { rows, random } = stage;
  const at = inSchool(stage, schoolDaysAgo(stage, 12));
  const id = random.uuid(at);
  const child = childOf(stage, school, 3);
  rows.add('concern.history_import', {
    id,
    school_id: school.id,
    caseload_id: stage.caseload(school, 'child'),
    source: 'MyConcern',
    file_name: 'chronologies.csv',
    headers: ['Pupil', 'UPN', 'Date', 'Category', 'Details'],
    columns: { name: 'Pupil', upn: 'UPN', date: 'Date', category: 'Category', text: 'Details' },
    chosen: {},
    state: 'taken',
    entries: kept.length,
    made_at: at.toString(),
    made_by: by.id,
    changed_at: at.toString(),
    changed_by: by.id,
  });
  for (const [title, body, days] of kept) {
    const line = random.uuid(at);
    rows.add('concern.history', {
      id: line,
      caseload_id: stage.caseload(school, 'child'),
      import_id: id,
      person_id: child.id,
      at: at.subtract({ hours: 24 * days }).toString(),
      day_only: true,
      source: 'MyConcern',
      title,
      body,
      salt: `\\x${line.replaceAll('-', '')}`,
    });
  }
  const chain = { chain: school.id, type: 'history.imported/1', subject: id, data: { entries: kept.length } };
  stage.chain.tell(at, by.id, chain);
}

export function addTransferStory(stage: Stage): void {
  const [lp, hr] = [schoolOf(stage, 'LP'), schoolOf(stage, 'HR')];
  const [priya, other] = [called(stage, 'Priya Nair'), called(stage, 'Imogen Sayle')];
  waits(stage, hr, lp, other);
  // Tables are written in the order in which they were first named.
  imported(stage, hr, other);
  received(stage, hr, lp, other, priya);
  outside(stage, lp, priya);
}
