import { factories } from '../factories/index.ts';
import type { Row } from '../factories/rows/lay.ts';
import type { Making } from './scene.ts';

/** One concern for each state that decides who sees it; each with a row in every table that hangs on it. */

export interface Story {
  readonly school: string;
  readonly stream: 'child' | 'adult' | 'head';
  readonly reporter: string;
  readonly out?: string;
  readonly state?: 'provisional' | 'confirmed' | 'lifted';
  readonly status?: string;
  /** Shut out by somebody after the report, which had not named them. */
  readonly later?: true;
  /** The adult is alleged to have harmed a child, and the designated officer has not been told. */
  readonly allegation?: true;
  /** A matter for the Police, and nobody has decided. */
  readonly crime?: true;
}

export const stories: Readonly<Record<string, Story>> = {
  child: { school: 'ash', stream: 'child', reporter: 'reporter' },
  conflict: { school: 'ash', stream: 'child', reporter: 'reporter', out: 'outDsl', state: 'confirmed' },
  headOut: {
    school: 'ash',
    stream: 'child',
    reporter: 'reporter',
    out: 'head',
    state: 'provisional',
    later: true,
  },
  lifted: { school: 'ash', stream: 'child', reporter: 'reporter', out: 'outDsl', state: 'lifted' },
  closed: { school: 'ash', stream: 'child', reporter: 'reporter', status: 'closed' },
  byOut: { school: 'ash', stream: 'child', reporter: 'outDsl', out: 'outDsl', state: 'confirmed' },
  adult: { school: 'ash', stream: 'adult', reporter: 'reporter', out: 'other', state: 'provisional' },
  byDsl: { school: 'ash', stream: 'adult', reporter: 'dsl', allegation: true },
  aboutHead: { school: 'ash', stream: 'head', reporter: 'reporter', out: 'head', state: 'provisional' },
  chairOut: { school: 'ash', stream: 'head', reporter: 'reporter', out: 'chair', state: 'confirmed' },
  byRenewed: { school: 'ash', stream: 'child', reporter: 'renewed' },
  byLeaver: { school: 'ash', stream: 'child', reporter: 'leaver' },
  birch: { school: 'birch', stream: 'child', reporter: 'birchTeacher', crime: true },
  cedar: { school: 'cedar', stream: 'child', reporter: 'cedarHead' },
};

const LATER = '2026-11-20T08:30:00Z';

const decidedAgainst = {
  recipient: 'police',
  state: 'considered',
  made_on: null,
  how: null,
  next_check: null,
};

const allegation = {
  level: 'allegation',
  lado_by: '2026-11-20',
  answers: JSON.stringify({
    harmed: { met: true, why: 'x' },
    offence: { met: false, why: 'x' },
    risk: { met: false, why: 'x' },
    suitable: { met: false, why: 'x' },
  }),
};

/** What was judged of whoever a concern about an adult names. */
async function layStaff(scene: Making, name: string, concern: Row, story: Story): Promise<void> {
  const shutOut = story.out === undefined ? {} : { person_id: scene.id('people.person', story.out) };
  const alleged = story.allegation ? allegation : {};
  await scene.lay('concern.staff_assessment', name, { concern, ...shutOut, ...alleged });
  for (const table of ['staff_outcome', 'staff_telling', 'staff_measure'])
    await scene.lay(`concern.${table}`, name, { concern });
}

/** Somebody on whom a sanction may lie, and all that hangs on it; a restriction of an adult is its handlers' alone. */
async function laySanction(scene: Making, name: string, concern: Row, school: string): Promise<void> {
  const person_id = scene.id('people.person', `${school}Pupil`);
  const added_by = scene.id('people.person', 'trustee');
  const party = await scene.lay('concern.party', `${name}Done`, {
    concern,
    part: 'involved',
    person_id,
    described_as: null,
    added_by,
  });
  const of = { concern, party_id: party.id };
  await scene.lay('concern.finding', name, of);
  await scene.lay('concern.support', name, { ...of, named_adult_id: added_by });
  const { id } = await scene.lay('concern.sanction', name, {
    ...of,
    step_id: scene.id('concern.sanction_step', school),
  });
  await scene.lay('concern.sanction_told', name, { concern, sanction_id: id });
  const restriction = { concern, source_id: id, person_id, made_by: added_by };
  await scene.lay('access.restriction', name, { ...restriction, of_adult: true });
  if (name === 'conflict' || name === 'birch' || name === 'cedar')
    await scene.lay('access.restriction', `${name}Seen`, { ...restriction, scope: 'online_learning' });
  if (name === 'child') {
    const lifted = { lifted_at: scene.at, lifted_by: added_by, lifted_why: 'Made up' };
    await scene.lay('access.restriction', 'lifted-child', { ...restriction, ...lifted, of_adult: true });
  }
}

async function layConcern(scene: Making, name: string, story: Story): Promise<void> {
  const reporter = scene.id('people.person', story.reporter);
  const concern = await scene.lay('concern.concern', name, {
    school_id: scene.id('people.school', story.school),
    reporter_id: reporter,
    stream: story.stream,
    ...(story.status === 'closed' ? { reported_at: '1999-11-20T08:00:00Z' } : {}),
  });
  await layCase(scene, name, concern, story);
}

/** All that hangs on a concern. */
export async function layCase(scene: Making, name: string, concern: Row, story: Story): Promise<void> {
  const dsl = scene.id('people.person', 'dsl');
  for (const table of [
    'party',
    'addition',
    'signature',
    'entry',
    'link',
    'referral',
    'legal_duty',
    'pathway',
    'reporter_update',
    'unanswered',
  ]) {
    await scene.lay(`concern.${table}`, name, { concern });
  }
  // What is known of whoever told it from outside, as if each had been told so: who sees it hangs on the concern alone.
  await scene.lay('concern.outside_report', name, { concern, told_as: 'in_confidence' });
  await scene.lay('concern.sealed_identity', name, { concern });
  await laySanction(scene, name, concern, story.school);
  const closed = story.status === undefined ? {} : { status: story.status };
  const crime = story.crime ? { categories: '{hate}', intent: 'deliberate' } : {};
  await scene.lay('concern.case_file', name, { concern, ...closed, ...crime });
  await scene.lay('concern.action', name, { concern, owner_id: dsl });
  await scene.lay('concern.notice', name, { concern, person_id: dsl });
  await scene.lay('concern.referral_step', name, {
    concern,
    referral_id: scene.id('concern.referral', name),
  });
  await scene.lay('concern.pathway_answer', name, {
    concern,
    pathway_id: scene.id('concern.pathway', name),
  });
  await scene.lay('concern.referral_pack', name, { concern, made_by: dsl });
  await scene.lay('concern.exclusion', name, {
    concern,
    person_id: scene.id('people.person', story.out ?? 'governor'),
    state: story.out === undefined ? 'lifted' : story.state,
    ...(story.later ? { set_at: LATER } : {}),
  });
  if (story.stream !== 'child') await layStaff(scene, name, concern, story);
}

/** Rows that name another concern: hidden from whoever may not know of that one. */
async function layReferences(scene: Making): Promise<void> {
  const child = scene.row('concern.concern', 'child');
  const conflict = scene.id('concern.concern', 'conflict');
  await scene.lay('concern.entry', 'names-conflict', {
    concern: child,
    kind: 'link',
    details: JSON.stringify({ concern: conflict }),
  });
  await scene.lay('concern.link', 'to-conflict', { concern: child, kind: 'concern', target: conflict });
  await scene.lay('concern.notice', 'to-out', {
    concern: scene.row('concern.concern', 'conflict'),
    person_id: scene.id('people.person', 'outDsl'),
  });
  await scene.lay('concern.action', 'done', {
    concern: child,
    owner_id: scene.id('people.person', 'dsl'),
    done_at: scene.at,
  });
  await scene.lay('concern.pathway', 'not-needed', {
    concern: child,
    definition: 'self-harm',
    not_needed_at: scene.at,
    not_needed_by: scene.id('people.person', 'dsl'),
    not_needed_why: 'Made up',
  });
  await scene.lay('concern.referral', 'ended', { concern: child, ...decidedAgainst });
  await scene.lay('concern.referral_pack', 'shown', {
    concern: child,
    made_by: scene.id('people.person', 'dsl'),
    code_shown_at: LATER,
  });
  await scene.lay('concern.referral_pack', 'by-out', {
    concern: scene.row('concern.concern', 'conflict'),
    made_by: scene.id('people.person', 'outDsl'),
  });
  // Named in the course of the case by a handler: the reporter did not write this and does not read it.
  await scene.lay('concern.party', 'added-by-dsl', {
    concern: child,
    added_by: scene.id('people.person', 'dsl'),
  });
  await scene.lay('concern.signature', 'lead-child', {
    concern: child,
    signed_as: 'lead',
    person_id: scene.id('people.person', 'dsl'),
  });
  for (const name of ['child', 'conflict', 'adult', 'aboutHead', 'birch', 'cedar', 'closed']) {
    await scene.lay('concern.identity_reveal', name, {
      concern: scene.row('concern.concern', name),
      asked_by: scene.id('people.person', 'dsl'),
      ...(name === 'closed'
        ? { agreed_by: scene.id('people.person', 'deputy'), agreed_at: scene.at, agreed_reason: 'x' }
        : {}),
    });
  }
  for (const name of ['child', 'conflict']) {
    const concern = scene.row('concern.concern', name);
    await scene.lay('concern.addition', `${name}-from-outside`, { concern, author_id: null });
  }
  // Found later to have been somebody else's report: what a handler added is not its reporter's to read.
  await scene.lay('concern.addition', 'by-dsl', {
    concern: child,
    author_id: scene.id('people.person', 'dsl'),
  });
}

/** As it is in the middle of sending: named, and not yet shut out. No transaction can end so. */
async function layAlleged(scene: Making, name: string, concern: Row, person_id: string): Promise<void> {
  const given = { part: 'alleged', is_adult: true, concern, person_id };
  const out = await factories['concern.exclusion']?.(scene.ground, { concern, person_id });
  await scene.lay('concern.party', name, given);
  await scene.ground.owner.query('delete from concern.exclusion where concern_id = $1 and person_id = $2', [
    out?.concern_id,
    person_id,
  ]);
}

/** What a report consists of before its case is opened: the rest is tried by the matrix. */
async function laySending(scene: Making): Promise<void> {
  const who = (name: string) => scene.id('people.person', name);
  const sent = (name: string, reporter: string) =>
    scene.lay('concern.concern', name, {
      school_id: scene.id('people.school', 'ash'),
      reporter_id: who(reporter),
      stream: 'adult',
      entered_at: scene.at,
    });
  const concern = await sent('sending', 'teacher');
  await layAlleged(scene, 'sending', concern, who('other'));
  await scene.lay('concern.party', 'witness', {
    concern,
    is_adult: true,
    part: 'witness',
    person_id: who('ta'),
  });
  await scene.lay('concern.party', 'alleged-child', { concern, part: 'alleged', person_id: who('ashPupil') });
  await scene.lay('concern.concern', 'sending-head', {
    school_id: scene.id('people.school', 'ash'),
    reporter_id: who('teacher'),
    stream: 'head',
    entered_at: scene.at,
  });
  // By somebody who has reported before: what is for the new report is not for the old ones.
  const another = await sent('sending-too', 'reporter');
  await layAlleged(scene, 'sending-too', another, who('deputy'));
  await scene.lay('concern.notice', 'told-now', {
    concern: another,
    person_id: who('chair'),
    told_at: scene.at,
  });
  await layAlleged(scene, 'named-then', scene.row('concern.concern', 'child'), who('ta'));
}

async function layDrafts(scene: Making): Promise<void> {
  const days = (n: number) => new Date(Date.parse(scene.at) - n * 86_400_000).toISOString();
  const school_id = scene.id('people.school', 'ash');
  const authors = [
    ['teacher', 0],
    ['renewed', 0],
    ['reporter', 0],
    ['dsl', 0],
    ['week-old', 6.5],
    ['lapsed', 8],
  ] as const;
  for (const [name, age] of authors) {
    const author_id = scene.id('people.person', age > 0 ? 'teacher' : name);
    await scene.lay('concern.draft', name, { author_id, school_id, saved_at: days(age) });
    // Begun since the sign-in was given anew: as open as anybody's.
    if (name === 'renewed')
      await scene.lay('concern.draft', 'renewed-since', {
        author_id,
        school_id,
        made_at: scene.at,
        saved_at: scene.at,
      });
  }
  for (const [name, age] of [
    ['dsl', 0],
    ['head', 0],
    ['lapsed', 2],
  ] as const) {
    const person_id = scene.id('people.person', age > 0 ? 'dsl' : name);
    await scene.lay('concern.search', name, { person_id, made_at: days(age) });
  }
}

async function laySaved(scene: Making): Promise<void> {
  const lists = [
    ['dsl', 'dsl', null],
    ['shared', 'dsl', 'ash'],
    ['birch-shared', 'birchDsl', 'birch'],
    ['cedar', 'cedarDsl', 'cedar'],
  ] as const;
  for (const [name, who, school] of lists)
    await scene.lay('concern.saved_filter', name, {
      person_id: scene.id('people.person', who),
      name,
      shared_with: school === null ? null : scene.id('people.school', school),
    });
}

export async function layConcerns(scene: Making): Promise<void> {
  for (const [name, story] of Object.entries(stories)) await layConcern(scene, name, story);
  await layReferences(scene);
  await laySending(scene);
  await layDrafts(scene);
  await layWaysIn(scene);
  await laySaved(scene);
}

/** Whom each school offers by name, and who hires there. */
async function layWaysIn(scene: Making): Promise<void> {
  for (const [school, adult] of [
    ['ash', 'teacher'],
    ['birch', 'birchTeacher'],
    ['cedar', 'cedarHead'],
  ] as const) {
    const facts = { school_id: scene.id('people.school', school) };
    const person_id = scene.id('people.person', adult);
    await scene.lay('concern.offered_adult', school, { ...facts, person_id, offered_by: person_id });
    await scene.lay('concern.hirer', school, { ...facts, made_by: person_id });
  }
}
