import { SINCE } from '../factories/rows/lay.ts';
import type { Making } from './scene.ts';

/** Two trusts: Ash and Birch are schools of one, Cedar of the other. */

const ENDED = '[2022-09-01,2026-07-22)';
const TO_COME = '[2027-01-04,)';

async function layTrust(scene: Making, trust: string, schools: readonly string[]): Promise<void> {
  const { id } = await scene.lay('people.trust', trust);
  for (const school of schools) {
    const at = await scene.lay('people.school', school, { trust_id: id });
    await scene.lay('people.school_hours', school, { school_id: at.id });
    await scene.lay('concern.sanction_step', school, { school_id: at.id });
    await scene.lay('people.support_contact', school, { school_id: at.id });
    await scene.lay('people.school_closure', school, { school_id: at.id, name: `${school} closes` });
    for (const stream of ['child', 'adult', 'head']) {
      await scene.adopt(
        'concern.caseload',
        `${school}-${stream}`,
        `stream = '${stream}' and school_id = $1`,
        at.id,
      );
      await scene.lay('concern.route', `${school}-${stream}`, { school_id: at.id, stream });
    }
  }
}

interface Post {
  readonly school?: string;
  readonly trust?: string;
  readonly role: string;
  readonly during?: string;
  readonly as_cover?: boolean;
}

async function layAdult(scene: Making, name: string, { school, trust = 'first', ...post }: Post) {
  const trustId = scene.id('people.trust', trust);
  const { id } = await scene.lay('people.person', name, { trust_id: trustId });
  await scene.lay('people.appointment', name, {
    person_id: id,
    trust_id: trustId,
    school_id: school === undefined ? null : scene.id('people.school', school),
    during: SINCE,
    ...post,
  });
}

async function layPupil(scene: Making, school: string, trust: string): Promise<void> {
  const trustId = scene.id('people.trust', trust);
  const schoolId = scene.id('people.school', school);
  const pupil = `${school}Pupil`;
  const child = await scene.lay('people.person', pupil, {
    trust_id: trustId,
    kind: 'pupil',
    birth_date: '2015-03-09',
  });
  const adult = await scene.lay('people.person', `${school}Parent`, { trust_id: trustId });
  await scene.lay('people.enrolment', pupil, { person_id: child.id, school_id: schoolId });
  await scene.lay('people.guardianship', pupil, { child_id: child.id, adult_id: adult.id });
  await scene.lay('people.child_context', pupil, { person_id: child.id });
  await scene.lay('people.identifier', pupil, {
    trust_id: trustId,
    person_id: child.id,
    source: 'upn',
    external_id: `${school}-upn`,
  });
  const urn = String(scene.row('people.school', school).urn);
  await scene.lay('people.identifier', `${school}Parent`, {
    trust_id: trustId,
    person_id: adult.id,
    source: `oneroster:${urn}`,
    external_id: 'parent',
  });
  const group = await scene.lay('people.class', school, { school_id: schoolId });
  await scene.lay('people.class_member', pupil, {
    class_id: group.id,
    person_id: child.id,
    school_id: schoolId,
    part: 'pupil',
  });
  const roster = await scene.lay('people.roster_import', school, { school_id: schoolId });
  await scene.lay('people.inbox_file', school, { school_id: schoolId });
  await scene.lay('people.leaver_decision', school, {
    person_id: child.id,
    school_id: schoolId,
    import_id: roster.id,
    decided_by: adult.id,
  });
  if (school !== 'ash') {
    await scene.lay('people.roster_held', school, { school_id: schoolId });
    await scene.lay('people.list_mapping', school, { school_id: schoolId });
  }
  await scene.lay('people.proposed_leaver', school, {
    person_id: child.id,
    school_id: schoolId,
    import_id: roster.id,
  });
  await scene.lay('people.proposed_match', school, {
    person_id: child.id,
    school_id: schoolId,
    candidate_id: adult.id,
  });
}

/** A pupil of Ash who may be another, and one who was joined to another. */
async function layTwins(scene: Making): Promise<void> {
  const trustId = scene.id('people.trust', 'first');
  const schoolId = scene.id('people.school', 'ash');
  const pupil = scene.id('people.person', 'ashPupil');
  for (const name of ['ashTwin', 'ashGone']) {
    const child = await scene.lay('people.person', name, { trust_id: trustId, kind: 'pupil' });
    await scene.lay('people.enrolment', name, { person_id: child.id, school_id: schoolId });
  }
  await scene.lay('people.proposed_match', 'twins', {
    person_id: scene.id('people.person', 'ashTwin'),
    school_id: schoolId,
    candidate_id: pupil,
  });
  await scene.lay('people.person_merge', 'standing', {
    trust_id: trustId,
    school_id: schoolId,
    kept_id: pupil,
    merged_id: scene.id('people.person', 'ashGone'),
    merged_by: scene.id('people.person', 'office'),
  });
}

const ash: Readonly<Record<string, string>> = {
  teacher: 'teacher',
  other: 'teacher',
  ta: 'teaching_assistant',
  reporter: 'teacher',
  renewed: 'teacher',
  office: 'office',
  it: 'it',
  governor: 'governor',
  chair: 'chair_of_governors',
  dsl: 'dsl',
  deputy: 'deputy_dsl',
  outDsl: 'dsl',
  head: 'head',
};

/** Who holds what; a handover of `counter` waits for the Head. */
async function layResponsibilities(scene: Making): Promise<void> {
  const who = (name: string) => scene.id('people.person', name);
  const held = async (name: string, person: string, kind: string, school: string | null, trust = 'first') => {
    const place_id = school === null ? scene.id('people.trust', trust) : scene.id('people.school', school);
    const { id } = await scene.lay('people.responsibility', name, {
      trust_id: scene.id('people.trust', trust),
      school_id: school === null ? null : place_id,
      kind,
      person_id: who(person),
    });
    const facts = { place_id, kind, responsibility_id: id };
    await scene.lay('people.responsibility_deed', name, {
      ...facts,
      person_id: who(person),
      done_by: who(person),
    });
  };
  await held('counter', 'deputy', 'counter_signer', 'ash');
  await held('another', 'outDsl', 'counter_signer', 'ash');
  await held('search', 'teacher', 'searcher', 'ash');
  await held('link', 'governor', 'link_governor', 'ash');
  await held('trustIt', 'trustIt', 'trust_it_lead', null);
  await held('cedar', 'cedarDsl', 'counter_signer', 'cedar', 'second');
  await scene.lay('people.handover', 'counter', {
    responsibility_id: scene.id('people.responsibility', 'counter'),
    place_id: scene.id('people.school', 'ash'),
    from_person_id: who('deputy'),
    to_person_id: who('dsl'),
  });
}

export async function layPeople(scene: Making): Promise<void> {
  await layTrust(scene, 'first', ['ash', 'birch']);
  await layTrust(scene, 'second', ['cedar']);
  for (const [name, role] of Object.entries(ash)) await layAdult(scene, name, { school: 'ash', role });
  await layAdult(scene, 'cover', { school: 'ash', role: 'head', as_cover: true });
  await layAdult(scene, 'leaver', { school: 'ash', role: 'dsl', during: ENDED });
  await layAdult(scene, 'toCome', { school: 'ash', role: 'dsl', during: TO_COME });
  await layAdult(scene, 'birchTeacher', { school: 'birch', role: 'teacher' });
  await layAdult(scene, 'birchDsl', { school: 'birch', role: 'dsl' });
  await layAdult(scene, 'birchHead', { school: 'birch', role: 'head' });
  await layAdult(scene, 'both', { school: 'ash', role: 'peripatetic' });
  await scene.lay('people.appointment', 'bothAtBirch', {
    person_id: scene.id('people.person', 'both'),
    trust_id: scene.id('people.trust', 'first'),
    school_id: scene.id('people.school', 'birch'),
    role: 'peripatetic',
  });
  await scene.lay('people.appointment', 'dslTeaches', {
    person_id: scene.id('people.person', 'dsl'),
    trust_id: scene.id('people.trust', 'first'),
    school_id: scene.id('people.school', 'ash'),
    role: 'teacher',
  });
  await layAdult(scene, 'lead', { role: 'trust_safeguarding_lead' });
  await layAdult(scene, 'trustIt', { role: 'trust_it' });
  await layAdult(scene, 'trustee', { role: 'trustee' });
  await layAdult(scene, 'cedarDsl', { school: 'cedar', trust: 'second', role: 'dsl' });
  await layAdult(scene, 'cedarHead', { school: 'cedar', trust: 'second', role: 'head' });
  await scene.lay('people.person', 'newcomer', {
    trust_id: scene.id('people.trust', 'first'),
    kind: 'pupil',
  });
  await scene.lay('people.person', 'newParent', { trust_id: scene.id('people.trust', 'first') });
  await scene.lay('people.person', 'cedarNewcomer', {
    trust_id: scene.id('people.trust', 'second'),
    kind: 'pupil',
  });
  await layPupil(scene, 'ash', 'first');
  await layTwins(scene);
  await layPupil(scene, 'birch', 'first');
  await layPupil(scene, 'cedar', 'second');
  await layResponsibilities(scene);
  await scene.lay('people.person_merge', 'cedar', {
    trust_id: scene.id('people.trust', 'second'),
    school_id: scene.id('people.school', 'cedar'),
    kept_id: scene.id('people.person', 'cedarPupil'),
    merged_id: scene.id('people.person', 'cedarNewcomer'),
    merged_by: scene.id('people.person', 'cedarHead'),
  });
}
