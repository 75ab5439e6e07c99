import type { Making } from './scene.ts';

const BEFORE = '2026-11-18T08:00:00Z';
const THIS_MORNING = '2026-11-20T08:00:00Z';
const LONG_AGO = '2026-10-01T08:00:00Z';

/** Accounts, sessions and what gives them back; the outbox; the audit chain. */
export async function layRest(scene: Making): Promise<void> {
  const who = (name: string) => scene.id('people.person', name);
  for (const name of ['teacher', 'dsl', 'lead', 'leaver', 'birchTeacher', 'cedarDsl']) {
    await scene.lay('signin.account', name, { person_id: who(name), user_name: name.toLowerCase() });
    await scene.lay('signin.session', name, { person_id: who(name) });
  }
  for (const name of ['chair', 'birchDsl'])
    await scene.lay('signin.account', name, { person_id: who(name), user_name: name.toLowerCase() });
  await scene.lay('signin.account', 'renewed', {
    person_id: who('renewed'),
    user_name: 'renewed',
    reset_alone_at: THIS_MORNING,
    reset_by: [who('office')],
  });
  await scene.lay('signin.account', 'ashPupil', {
    person_id: who('ashPupil'),
    totp_sealed: Buffer.from('sealed'),
  });
  await scene.lay('signin.session', 'ended', { person_id: who('teacher'), ended_at: BEFORE });
  await scene.lay('signin.session', 'lapsed', { person_id: who('teacher'), ends_at: BEFORE });
  await scene.lay('signin.pass', 'fresh', { person_id: who('teacher') });
  await scene.lay('signin.pass', 'lapsed', { person_id: who('teacher'), expires_at: BEFORE });
  await scene.lay('signin.attempt', 'fresh');
  await scene.lay('signin.attempt', 'old', { window_began: BEFORE });
  await scene.lay('signin.parked_form', 'teacher', { person_id: who('teacher') });
  await scene.lay('signin.parked_form', 'claimed', { person_id: who('teacher'), claim: Buffer.from('x') });
  await scene.lay('signin.parked_form', 'dsl', { person_id: who('dsl') });
  await scene.lay('signin.parked_form', 'renewed', { person_id: who('renewed'), parked_at: BEFORE });
  await scene.lay('signin.parked_form', 'old', { person_id: who('teacher'), parked_at: LONG_AGO });
  for (const [name, trust, about, asker, school] of [
    ['ours', 'first', 'dsl', 'head', 'ash'],
    ['stale', 'first', 'dsl', 'leaver', 'ash'],
    ['theirs', 'second', 'cedarDsl', 'cedarHead', 'cedar'],
  ] as const) {
    const facts = { trust_id: scene.id('people.trust', trust), person_id: who(about) };
    await scene.lay('signin.recovery', name, { ...facts, started_by: who(asker) });
    const duty = { role: 'deputy_dsl', school_id: scene.id('people.school', school) };
    await scene.lay('signin.duty_grant', name, { ...facts, ...duty, asked_by: who(asker) });
  }
  await scene.lay('policy.reference', 'everybodys');
  for (const [name, trust, by] of [
    ['ours', 'first', 'lead'],
    ['theirs', 'second', 'cedarHead'],
  ] as const)
    await scene.lay('policy.reference', name, {
      trust_id: scene.id('people.trust', trust),
      added_by: who(by),
    });
  await scene.lay('mail.outbox', 'waiting', { to_person_id: who('teacher') });
  await scene.lay('mail.outbox', 'sent', { to_person_id: who('teacher'), sent_at: BEFORE });
  await scene.lay('mail.outbox', 'long-sent', { to_person_id: who('teacher'), sent_at: LONG_AGO });
  // Of no school that anybody acts at: an event out of its turn would stand in the way of the next.
  const chain = await scene.lay('audit.chain', 'made-up');
  await scene.lay('audit.event', 'made-up', { chain_id: chain.id });
  await scene.lay('audit.content_table', 'made-up');
  await scene.lay('app.job_run', 'minutely');
  await scene.adopt('app.installation', 'ours', 'only_one = $1::boolean', 'true');
  await scene.lay('app.backup', 'made', {
    began_at: '2027-01-01T02:00:00Z',
    ended_at: '2027-01-01T02:10:00Z',
  });
  await scene.lay('app.backup', 'failed', {
    failure: 'folder',
    ...{ row_count: null, database_bytes: null, object_count: null, object_bytes: null, copied_bytes: null },
  });
  await scene.adopt('app.protected_table', 'people.trust', 'table_name = $1::regclass', 'people.trust');
}
