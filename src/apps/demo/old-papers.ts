import { type LocalDate, localDate } from '#platform/clock';
import { CaseBook } from './case-book.ts';
import { seeded } from './random.ts';
import { type Report, send } from './report.ts';
import { called, inSchool, laterAtWork, moment, type Stage } from './stage.ts';
import { bare, schoolDaysAgo, schoolOf } from './story-parts.ts';
import type { Pupil, School, World } from './world.ts';

/** A box of old papers was typed in this autumn: what is in it is due for review, one is held, and one is destroyed. */

interface OldPaper {
  readonly child: readonly [given: string, family: string];
  /** How long ago the child turned twenty-five. */
  readonly dueDays: number;
  readonly headline: string;
  readonly words: string;
  readonly stands: 'due' | 'held' | 'asked';
}

const papers: readonly OldPaper[] = [
  {
    child: ['Jolene', 'Marchbanks'],
    dueDays: 41,
    headline: 'Texts from a number that nobody knew',
    words: 'It keeps buzzing and I do not want to read them.',
    stands: 'due',
  },
  {
    child: ['Dominic', 'Ferreday'],
    dueDays: 130,
    headline: 'A song about a boy, passed round by Bluetooth',
    words: 'They all had it before I knew.',
    stands: 'held',
  },
  {
    child: ['Saira', 'Lockyer'],
    dueDays: 260,
    headline: 'A stranger in a chat room for children',
    words: 'She said she was eleven as well.',
    stands: 'asked',
  },
];

const SEED = 'old papers';
const bornOn = (today: LocalDate, dueDays: number) =>
  today.subtract({ days: dueDays }).subtract({ years: 25 });

/** Who left long ago, and is known only because a paper names them. */
export function addFormerPupils({ rows, trustId, now, today, schools }: World): Pupil[] {
  const random = seeded(SEED);
  const [school] = schools.filter(({ code }) => code === 'LP');
  if (school === undefined) return [];
  return papers.map(({ child: [given, family], dueDays }) => {
    const born = bornOn(today, dueDays);
    const pupil = {
      id: random.uuid(now),
      given,
      family,
      school,
      bornOn: born,
      cohort: born.year + 5,
      stream: 0,
    };
    rows.add('people.person', {
      id: pupil.id,
      trust_id: trustId,
      kind: 'pupil',
      given_name: given,
      family_name: family,
      birth_date: born.toString(),
      school_ids: [],
      version: 1,
    });
    rows.add('people.enrolment', {
      person_id: pupil.id,
      school_id: school.id,
      nc_year: 6,
      registration_group: 'Oak',
      during: `[${born.year + 11}-09-01,${born.year + 12}-08-31)`,
    });
    return pupil;
  });
}

function typeIn(stage: Stage, school: School, pupil: Pupil, { headline, words }: OldPaper): CaseBook {
  const lead = called(stage, 'Priya Nair');
  const happenedOn = pupil.bornOn.add({ years: 11, months: 2 });
  const enteredAt = inSchool(stage, schoolDaysAgo(stage, 22));
  const report: Report = {
    ...bare,
    school,
    stream: 'child',
    at: moment(happenedOn, 12, 10),
    paper: { enteredAt, author: 'A class teacher who has left' },
    reporter: lead,
    headline,
    kinds: ['other'],
    parties: [{ part: 'affected', pupil }],
    place: 'home',
    happenedOn,
    urgent: false,
    words,
  };
  const book = new CaseBook(stage, report, send(stage, report));
  const closing = [
    { act: 'acknowledge', set: { assignedTo: lead.id } },
    { act: 'categorise', set: { categories: ['online_bullying'], fourCs: ['contact'] } },
    { act: 'severity', set: { severity: 'low' } },
    { act: 'intent', set: { intent: 'careless' } },
    { act: 'child', set: { childInvolved: 'told' } },
    {
      act: 'parents',
      set: { parents: 'spoken_to' },
      body: 'The paper says that the family was rung that day.',
    },
    {
      act: 'outcome',
      set: {
        outcome: 'Dealt with at the time, as the paper says.',
        outcomeLine: 'Kept with the old papers.',
      },
    },
    { act: 'close' },
  ] as const;
  let at = laterAtWork(stage, enteredAt, 6);
  for (const deed of closing) {
    book.note({ at, by: lead, ...deed });
    at = at.add({ minutes: 2 });
  }
  book.finish(null);
  return book;
}

function holdIt(stage: Stage, school: School, { sent }: CaseBook): void {
  const deputy = called(stage, 'Tom Ellery');
  const day = schoolDaysAgo(stage, 12);
  const at = inSchool(stage, day);
  const id = stage.random.uuid(at);
  stage.rows.add('retention.hold', {
    id,
    trust_id: stage.trustId,
    school_id: school.id,
    concern_id: sent.id,
    caseload_id: sent.caseloadId,
    reason: 'A solicitor has written on behalf of the former pupil. Nothing is to go until that is answered.',
    from_day: localDate(at).toString(),
    set_at: at.toString(),
    set_by: deputy.id,
  });
  stage.chain.tell(at, deputy.id, {
    chain: school.id,
    type: 'retention.held/1',
    subject: sent.id,
    content: [{ table: 'retention.hold', id }],
  });
}

function askFor(stage: Stage, school: School, { sent }: CaseBook): void {
  const lead = called(stage, 'Priya Nair');
  const at = inSchool(stage, schoolDaysAgo(stage, 3));
  const id = stage.random.uuid(at);
  stage.rows.add('retention.decision', {
    id,
    concern_id: sent.id,
    caseload_id: sent.caseloadId,
    what: 'destroy',
    reason: 'Twenty-five years are over, and nobody has asked for it since.',
    decided_at: at.toString(),
    decided_by: lead.id,
  });
  stage.chain.tell(at, lead.id, {
    chain: school.id,
    type: 'retention.destruction-asked/1',
    subject: sent.id,
    content: [{ table: 'retention.decision', id }],
  });
}

/** One went before: its certificate is all that is left. */
function addCertificate(stage: Stage, school: School): void {
  const [lead, deputy] = [called(stage, 'Priya Nair'), called(stage, 'Tom Ellery')];
  const asked = inSchool(stage, schoolDaysAgo(stage, 18));
  const at = laterAtWork(stage, asked, 1500);
  const [id, concern] = [stage.random.uuid(at), stage.random.uuid(asked)];
  stage.rows.add('retention.destruction', {
    id,
    trust_id: stage.trustId,
    school_id: school.id,
    caseload_id: stage.caseload(school, 'child'),
    concern_id: concern,
    reference: 'LP-G7K4W',
    class: 'child-protection',
    source: 'Information and Records Management Society, toolkit for schools, 2019',
    amount: 25,
    due_on: stage.today.subtract({ days: 310 }).toString(),
    birth_known: true,
    asked_by: lead.id,
    asked_at: asked.toString(),
    agreed_by: deputy.id,
    destroyed_at: at.toString(),
    row_counts: { 'concern.concern': 1, 'concern.case_file': 1, 'concern.entry': 9, 'concern.party': 1 },
    files: 0,
    backups_until: localDate(at).add({ days: 63 }).toString(),
  });
  stage.chain.tell(at, deputy.id, {
    chain: school.id,
    type: 'case.destroyed/1',
    subject: concern,
    content: [{ table: 'retention.destruction', id }],
  });
}

export function addOldPapers(year: Stage): void {
  // What is drawn by lot elsewhere stays as it is.
  const stage: Stage = { ...year, random: seeded(SEED) };
  const school = schoolOf(stage, 'LP');
  papers.forEach((paper, at) => {
    const pupil = stage.former[at];
    if (pupil === undefined) return;
    const book = typeIn(stage, school, pupil, paper);
    if (paper.stands === 'held') holdIt(stage, school, book);
    if (paper.stands === 'asked') askFor(stage, school, book);
  });
  addCertificate(stage, school);
}
