import { type Instant, localDate } from '#platform/clock';
import { CaseBook } from './case-book.ts';
import { leadsOn } from './casting.ts';
import { type Report, type Sent, send } from './report.ts';
import { called, inSchool, isBefore, laterAtWork, moment, type Stage } from './stage.ts';
import { bare, schoolDaysAgo, schoolOf } from './story-parts.ts';

interface Teller {
  readonly told_as: 'named' | 'anonymous';
  readonly key_stage?: 'ks1' | 'ks2';
  readonly name?: string;
  readonly class?: string;
  readonly contact?: string;
  readonly wants_adult?: string;
}

const outside: Pick<Report, 'parties' | 'place' | 'stream' | 'reporter'> = {
  stream: 'child',
  reporter: null,
  parties: [],
  place: 'unknown',
};

/** A report from outside, with what is known of who told it, and the leads told of it. */
function tell(stage: Stage, report: Report, teller: Teller, read: Instant): { book: CaseBook; sent: Sent } {
  const sent = send(stage, report);
  const locator = `DEMO${sent.reference.slice(-5)}`;
  stage.rows.add('concern.outside_report', {
    id: stage.random.uuid(report.at),
    concern_id: sent.id,
    caseload_id: sent.caseloadId,
    school_id: report.school.id,
    way_in: report.outside?.wayIn ?? 'pupil',
    sounds_urgent: false,
    sent_on: localDate(report.at).toString(),
    locator,
    secret: stage.seal(locator),
    ...teller,
  });
  const book = new CaseBook(stage, report, sent);
  book.notice(report.at, leadsOn(stage, report.school, localDate(report.at)), 'new', 0, read);
  return { book, sent };
}

/** A pupil of Year 4 gave a name, and wants to talk to somebody she trusts. */
function named(stage: Stage): void {
  const school = schoolOf(stage, 'LP');
  const at = inSchool(stage, schoolDaysAgo(stage, 6));
  const read = laterAtWork(stage, at, 15);
  const report: Report = {
    ...bare,
    ...outside,
    school,
    at,
    outside: { wayIn: 'pupil', designation: 'Pupil, as they say' },
    headline: 'A horrible e-mail or message',
    kinds: ['message'],
    happenedOn: localDate(at),
    words: 'It came in the night and it had my name in it and a bad word.',
    image: 'not_sure',
    selfReported: true,
    urgent: false,
  };
  const teller = { told_as: 'named', key_stage: 'ks2', name: 'Isla', class: '4 Rowan' } as const;
  const { book } = tell(stage, report, { ...teller, wants_adult: 'Miss Ahsan' }, read);
  const lead = called(stage, 'Priya Nair');
  book.note({ at: read, by: lead, act: 'acknowledge' });
  book.tellReporter(read, 'acknowledged', null);
  book.finish(null);
}

/** Somebody who does not say who they are, and writes again when they are answered. */
function anonymous(stage: Stage): void {
  const school = schoolOf(stage, 'LP');
  const day = schoolDaysAgo(stage, 4);
  // The day alone is kept of it.
  const at = moment(day, 0, 0);
  const lead = called(stage, 'Priya Nair');
  const report: Report = {
    ...bare,
    ...outside,
    school,
    at,
    outside: { wayIn: 'pupil', designation: 'Pupil' },
    headline: 'Bullying or unkind messages',
    kinds: ['bullying'],
    happenedOn: day,
    words: 'They vote every day who is the ugliest in our class. It is in the chat.',
    image: 'not_sure',
    selfReported: true,
    urgent: false,
  };
  const read = inSchool(stage, day);
  const { book, sent } = tell(stage, report, { told_as: 'anonymous', key_stage: 'ks2' }, read);
  book.note({ at: read, by: lead, act: 'acknowledge' });
  book.tellReporter(read, 'acknowledged', null);
  const asked = laterAtWork(stage, read, 12);
  const words = 'Thank you for telling us. Nobody is in trouble for this. Which class is it?';
  if (book.note({ at: asked, by: lead, act: 'message', body: words }))
    book.tellReporter(asked, 'message', words);
  const next = moment(schoolDaysAgo(stage, 2), 0, 0);
  if (isBefore(asked, next)) answer(stage, sent, report, next);
  book.notice(next, [lead], 'addition');
  book.finish(null);
}

function answer(stage: Stage, sent: Sent, report: Report, at: Instant): void {
  const id = stage.random.uuid(at);
  stage.rows.add('concern.addition', {
    id,
    concern_id: sent.id,
    caseload_id: sent.caseloadId,
    author_id: null,
    added_at: at.toString(),
    body: 'Year 6. Please do not say that somebody told.',
  });
  stage.chain.tell(at, 'system:correspondent', {
    chain: report.school.id,
    type: 'concern.added-to/1',
    subject: sent.id,
    content: [{ table: 'concern.addition', id }],
  });
}

/** A parent by the school's public page. */
function parent(stage: Stage): void {
  const school = schoolOf(stage, 'LP');
  const at = inSchool(stage, schoolDaysAgo(stage, 1));
  const report: Report = {
    ...bare,
    ...outside,
    school,
    at,
    outside: { wayIn: 'parent', designation: 'Parent or visitor' },
    headline: 'A scam, gambling or money',
    kinds: ['scam'],
    happenedOn: localDate(at),
    seen: 'My daughter was promised coins in a game if she sent a photo of my bank card. She did not. Others in her class did.',
    urgent: false,
  };
  const teller = { told_as: 'named', name: 'Dana Whitlock', contact: '01632 960181' } as const;
  tell(stage, report, teller, laterAtWork(stage, at, 90)).book.finish(null);
}

/** What came in without an account, and whom pupils can choose by name. */
export function addWaysInStory(stage: Stage): void {
  const school = schoolOf(stage, 'LP');
  const trusted = called(stage, 'Yusra Ahsan');
  stage.rows.add('concern.offered_adult', {
    school_id: school.id,
    person_id: trusted.id,
    called: 'Miss Ahsan',
    offered_at: moment(schoolDaysAgo(stage, 20), 9, 0).toString(),
    offered_by: called(stage, 'Priya Nair').id,
  });
  named(stage);
  anonymous(stage);
  parent(stage);
}
