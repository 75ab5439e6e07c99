import type { Making } from './scene.ts';
import { stories } from './scene-concerns.ts';

/** Holds and decisions of every concern, terms of both trusts, certificates, and who manages the trust's information. */
export async function layRetention(scene: Making): Promise<void> {
  const who = (name: string) => scene.id('people.person', name);
  const set_by = who('teacher');
  const lifted = { lifted_at: scene.at, lifted_by: who('deputy'), lifted_reason: 'Made up' };
  await scene.lay('retention.rule', 'made-up');
  for (const [name, trust, school] of [
    ['ours', 'first', null],
    ['ash', 'first', 'ash'],
    ['theirs', 'second', null],
  ] as const)
    await scene.lay('retention.term', name, {
      trust_id: scene.id('people.trust', trust),
      school_id: school === null ? null : scene.id('people.school', school),
      set_by: who('head'),
    });
  for (const name of Object.keys(stories)) {
    const concern = scene.row('concern.concern', name);
    await scene.lay('retention.hold', name, { concern, set_by, ...(name === 'closed' ? lifted : {}) });
    await scene.lay('retention.decision', name, { concern, decided_by: who('dsl') });
  }
  const child = scene.row('concern.concern', 'child');
  await scene.lay('retention.hold', 'by-dsl', { concern: child, set_by: who('dsl') });
  await scene.lay('retention.hold', 'was-lifted', { concern: child, set_by, ...lifted });
  for (const [name, person, school, more] of [
    ['of-child', 'ashPupil', 'ash', { set_by }],
    ['of-child-by-dsl', 'ashPupil', 'ash', { set_by: who('dsl') }],
    ['of-child-lifted', 'ashPupil', 'ash', { set_by, ...lifted }],
    ['of-birch-child', 'birchPupil', 'birch', { set_by }],
  ] as const)
    await scene.lay('retention.hold', name, {
      concern: child,
      concern_id: null,
      caseload_id: null,
      person_id: who(person),
      school_id: scene.id('people.school', school),
      ...more,
    });
  for (const name of ['child', 'adult', 'aboutHead', 'birch', 'cedar'])
    await scene.lay('retention.destruction', name, {
      at: scene.row('concern.concern', name),
      agreed_by: who(name === 'cedar' ? 'cedarDsl' : 'deputy'),
    });
  // The trust's IT lead is known to everybody already, so that nobody learns of one person more.
  await scene.lay('people.responsibility', 'manager', {
    trust_id: scene.id('people.trust', 'first'),
    school_id: null,
    kind: 'information_manager',
    person_id: who('trustIt'),
    during: '[2025-09-01,2027-01-01)',
  });
}
