import { localDate } from '#platform/clock';
import { CaseBook } from './case-book.ts';
import { castLead, headOf, leadsOn } from './casting.ts';
import type { ChildInvolvement, ParentsAnswer } from './concern-words.ts';
import { answerFor } from './fair-answers.ts';
import { type Casework, type Hand, wait, waitDays } from './hand.ts';
import { answerPathways, openPathways } from './pathways.ts';
import { referCase } from './referrals.ts';
import type { Report } from './report.ts';
import type { Task } from './scenarios/index.ts';
import { called, laterAtWork, type Stage } from './stage.ts';

const policies: Readonly<Record<string, string>> = {
  online_bullying: 'anti_bullying',
  sexual_harassment: 'behaviour',
  nudes: 'child_protection',
  grooming: 'child_protection',
  self_harm: 'child_protection',
  circumvention: 'acceptable_use',
  device_misuse: 'acceptable_use',
  hate: 'behaviour',
  privacy: 'data_protection',
};

const parentsNotes: Readonly<Record<Exclude<ParentsAnswer, 'not_yet'>, readonly string[]>> = {
  spoken_to: [
    'By telephone, in the afternoon. Took it well.',
    'Both came in.',
    'Mother rung at once; she had noticed a change.',
  ],
  not_safe: ['Considered: not safe to tell before social care has advised.'],
  not_needed: ['Nothing that the family would want to be rung about.'],
};

function acknowledgeAfter({ random }: Stage, report: Report): number {
  if (report.urgent) return random.weighted([2, 4, 6, 8, 11, 13, 22], (m) => (m > 20 ? 1 : 6));
  return random.pick([4, 9, 14, 25, 40, 55, 80, 120, 190]);
}

function tellThem(hand: Hand): void {
  const { stage, book, work } = hand;
  const { at, school, urgent, reporter, paper } = work.report;
  const day = localDate(at);
  const told = [...leadsOn(stage, school, day), ...(urgent ? [headOf(stage, school)] : [])].filter(
    (staff) => staff !== reporter,
  );
  const seen = work.depth === 'untouched' ? null : laterAtWork(stage, paper?.enteredAt ?? at, 3);
  book.notice(paper?.enteredAt ?? at, told, urgent ? 'urgent' : 'new', 0, seen);
}

function acknowledge(hand: Hand): void {
  const { stage, book, lead, work } = hand;
  const minutes = acknowledgeAfter(stage, work.report);
  if (work.report.urgent && minutes > 20)
    book.escalated(hand.clock.add({ minutes: 15, seconds: 20 }), [called(stage, 'Helena Marchbanks')]);
  // What is urgent reaches somebody at any hour.
  const at = work.report.urgent ? hand.clock.add({ minutes }) : laterAtWork(stage, hand.clock, minutes);
  hand.clock = at;
  book.read(at.subtract({ seconds: 50 }), lead);
  const changes = openPathways(hand, at, []);
  if (book.note({ at, by: lead, act: 'acknowledge', changes })) book.tellReporter(at, 'acknowledged', null);
}

function judge(hand: Hand): void {
  const { stage, book, lead, work } = hand;
  const { random } = stage;
  const { tale } = work;
  const at = wait(hand, 2, 25);
  book.note({
    at,
    by: lead,
    act: 'categorise',
    set: { categories: tale.categories, fourCs: [tale.c] },
    changes: openPathways(hand, at, tale.categories),
  });
  book.note({
    at: wait(hand, 0, 1),
    by: lead,
    act: 'severity',
    set: { severity: random.pick(tale.severities) },
  });
  if (random.chance(0.7))
    book.note({ at: wait(hand, 1, 5), by: lead, act: 'intent', set: { intent: random.pick(tale.intents) } });
  if (random.chance(0.8))
    book.note({ at: wait(hand, 1, 4), by: lead, act: 'assign', set: { assignedTo: lead.id } });
  const policy = policies[tale.categories[0] ?? ''];
  if (policy === undefined || !random.chance(0.7)) return;
  const linked = wait(hand, 1, 8);
  if (book.note({ at: linked, by: lead, act: 'policies', details: { note: policy } }))
    book.link(linked, lead, 'policy', policy);
}

function oneTask(hand: Hand, task: Task, finish: boolean, dueIn: number): void {
  const { stage, book, lead, work } = hand;
  const made = wait(hand, 1, 12);
  const dueOn = stage.calendar.later(localDate(made), dueIn);
  const action = book.action({ what: work.fill(task.what), owner: lead, dueOn, made, madeBy: lead });
  if (action === undefined || !finish) return;
  const at = stage.random.chance(0.5) ? wait(hand, 30, 240) : waitDays(hand, stage.random.between(1, dueIn));
  book.done(action, at, lead, work.fill(task.note), [task.child, work.fill(task.childNote)]);
}

function askChildAndParents(hand: Hand): void {
  const { stage, book, lead, work } = hand;
  const { random } = stage;
  const task = work.tale.tasks[0];
  const child: ChildInvolvement = task?.child ?? 'told';
  book.note({
    at: wait(hand, 5, 60),
    by: lead,
    act: 'child',
    set: { childInvolved: child },
    body: task === undefined ? null : work.fill(task.childNote),
  });
  const serious = work.tale.severities.includes('high');
  const parents = random.weighted(
    ['spoken_to', 'not_safe', 'not_needed'] as const,
    (p) => ({ spoken_to: 20, not_safe: serious ? 2 : 0, not_needed: serious ? 0 : 3 })[p],
  );
  const parentsNote = random.pick(parentsNotes[parents]);
  book.note({ at: wait(hand, 10, 90), by: lead, act: 'parents', set: { parents, parentsNote } });
}

function close(hand: Hand): void {
  const { stage, book, lead, work } = hand;
  const { random } = stage;
  const line = work.fill(random.pick(work.tale.lines));
  if (book.intent === null)
    book.note({
      at: wait(hand, 5, 50),
      by: lead,
      act: 'intent',
      set: { intent: random.pick(work.tale.intents) },
    });
  if (random.chance(0.3)) {
    book.note({
      at: wait(hand, 1, 6),
      by: lead,
      act: 'finding',
      set: {
        finding: 'substantiated',
        findingReason: 'Seen by an adult, and told in the same way by two children.',
      },
    });
  }
  answerFor(hand);
  book.note({
    at: wait(hand, 2, 20),
    by: lead,
    act: 'outcome',
    set: { outcome: work.fill(random.pick(work.tale.outcomes)), outcomeLine: line },
  });
  const at = wait(hand, 1, 12);
  if (book.note({ at, by: lead, act: 'close' })) book.tellReporter(at, 'outcome', line);
}

function hasReference({ stage, work }: Hand): boolean {
  return (
    work.report.school.code === 'HR' &&
    (work.depth === 'closed' || work.depth === 'reopened' || stage.random.chance(0.4))
  );
}

function enterReference(hand: Hand): void {
  const { stage, book, lead } = hand;
  const set = { myconcernReference: `MC-${stage.random.between(20_100, 48_900)}` };
  book.note({ at: wait(hand, 10, 120), by: lead, act: 'myconcern', set });
}

/** Sometimes a note for the other handlers, or a word back to the reporter. */
function talk(hand: Hand): void {
  const { stage, book, lead } = hand;
  const { random } = stage;
  if (random.chance(0.25)) {
    book.note({
      at: wait(hand, 5, 60),
      by: lead,
      act: 'note',
      body: random.pick([
        'Looked at the file: nothing like it before.',
        'Second time this term. Brother in Year 3 to be watched as well.',
        'Class teacher will sit the two apart from Monday.',
        'Mother asked not to be rung at work; mornings before eight are fine.',
      ]),
    });
  }
  if (!random.chance(0.14)) return;
  const body = random.pick([
    'Could you write down who sat at the table that day?',
    'Thank you. Do you still have the note? Please keep it for me.',
  ]);
  const at = wait(hand, 5, 40);
  if (book.note({ at, by: lead, act: 'message', body })) book.tellReporter(at, 'message', body);
}

function carryOut(hand: Hand): void {
  const { stage, book, lead, work } = hand;
  const { depth, tale } = work;
  acknowledge(hand);
  if (depth === 'acknowledged') {
    answerPathways(hand, 0);
    return;
  }
  judge(hand);
  talk(hand);
  const half = depth === 'begun';
  const tasks = half ? tale.tasks.slice(0, 1) : tale.tasks;
  for (const [index, task] of tasks.entries()) {
    oneTask(hand, task, !half && (depth !== 'worked' || index === 0), stage.random.between(1, 5));
  }
  if (!half) referCase(hand, depth !== 'worked');
  answerPathways(hand, half || depth === 'worked' ? stage.random.between(0, 2) : 'all');
  if (hasReference(hand)) enterReference(hand);
  if (half) return;
  askChildAndParents(hand);
  if (depth === 'worked') return;
  waitDays(hand, stage.random.pick([0, 1, 1, 2, 3, 4, 5, 7, 9, 12]));
  if (depth === 'monitoring') {
    book.note({
      at: hand.clock,
      by: lead,
      act: 'monitor',
      body: 'Whether it starts again after the holiday, and how lunchtimes go.',
    });
    return;
  }
  close(hand);
  if (depth !== 'reopened') return;
  const at = waitDays(hand, stage.random.between(6, 15));
  if (book.note({ at, by: lead, act: 'reopen', body: 'It began again with another account.' }))
    book.tellReporter(at, 'reopened', null);
}

/** Works a case as far as it was taken, or as far as today lets it. */
export function workCase(stage: Stage, work: Casework): CaseBook {
  const { report } = work;
  const lead = castLead(
    stage,
    report.school,
    localDate(report.at),
    report.reporter === null ? [] : [report.reporter],
  );
  const book = new CaseBook(stage, report, work.sent);
  const clock = report.paper?.enteredAt ?? report.at;
  const hand: Hand = { stage, work, book, lead, clock, pathways: [] };
  tellThem(hand);
  if (work.depth !== 'untouched') carryOut(hand);
  book.finish(report.urgent ? laterAtWork(stage, clock, 15) : null);
  return book;
}
