import type { Facts } from '../factories/rows/lay.ts';
import type { Making } from './scene.ts';
import { stories } from './scene-concerns.ts';

/** Every concern has a folder with a file in it; drafts have them too, and each state of a file is there once. */

const FIVE_MINUTES_AGO = '2026-11-20T08:55:00Z';
const TEN_MINUTES_AGO = '2026-11-20T08:50:00Z';
const TWO_DAYS_AGO = '2026-11-18T08:00:00Z';
const EARLIER = '2026-11-20T08:30:00Z';

const who = (scene: Making, name: string) => scene.id('people.person', name);
const folderOf = (scene: Making, name: string) => scene.row('evidence.folder', name);

/** A file with what was said before it and its line in the custody log, all under one name. */
async function layFile(scene: Making, name: string, folder: string, facts: Facts = {}): Promise<void> {
  const inside = folderOf(scene, folder);
  const answered_by = facts.added_by ?? inside.author_id;
  const answer = await scene.lay('evidence.answer', name, { folder: inside, answered_by });
  const item = await scene.lay('evidence.item', name, { folder: inside, answer_id: answer.id, ...facts });
  await scene.lay('evidence.custody', name, { item });
}

/** An answer No that nothing came of yet: what somebody needs before they can try to add a file. */
async function layAnswer(scene: Making, name: string, folder: string, by: string): Promise<void> {
  await scene.lay('evidence.answer', name, {
    folder: folderOf(scene, folder),
    answered_by: who(scene, by),
  });
}

async function layUpload(scene: Making, name: string, folder: string, facts: Facts = {}): Promise<void> {
  await scene.lay('evidence.upload', name, { folder: folderOf(scene, folder), ...facts });
  // The factory asked for them: named after the upload, so that the scene knows every row.
  await scene.adopt(
    'evidence.answer',
    `upload-${name}`,
    'id = $1',
    scene.row('evidence.upload', name).answer_id,
  );
}

async function layFolders(scene: Making): Promise<void> {
  for (const name of Object.keys(stories)) {
    await scene.lay('evidence.folder', name, { concern: scene.row('concern.concern', name) });
    await layFile(scene, name, name);
  }
  for (const name of ['reporter', 'renewed', 'renewed-since', 'dsl'])
    await scene.lay('evidence.folder', `draft-${name}`, { draft: scene.row('concern.draft', name) });
  for (const name of ['reporter', 'renewed', 'renewed-since', 'dsl'])
    await layFile(scene, `draft-${name}`, `draft-${name}`);
  // The draft was purged: nobody will ever send what was put to it.
  const author_id = who(scene, 'teacher');
  const school_id = scene.id('people.school', 'ash');
  await scene.lay('evidence.folder', 'orphan', { draft: { id: crypto.randomUUID(), author_id, school_id } });
  await layFile(scene, 'orphan', 'orphan');
  // In the middle of being sent: the concern is there, and what was collected is not tied to it yet.
  const { submitted_key: id } = scene.row('concern.concern', 'sending');
  await scene.lay('evidence.folder', 'unsent', { draft: { id, author_id, school_id } });
  await layFile(scene, 'unsent', 'unsent');
}

/** Put to another's report by whoever handles it, who need not handle it for ever. */
async function layHandlersFiles(scene: Making): Promise<void> {
  await layFile(scene, 'by-dsl', 'child', { added_by: who(scene, 'dsl') });
  await layFile(scene, 'by-out', 'conflict', { added_by: who(scene, 'outDsl') });
  await layFile(scene, 'now-dsl', 'child', { added_by: who(scene, 'dsl'), added_at: scene.at });
  await layFile(scene, 'now-reporter', 'child', { added_at: scene.at });
  await layFile(scene, 'now-draft', 'draft-dsl', { added_at: scene.at });
  for (const [name, folder, by] of [
    ['free-reporter', 'child', 'reporter'],
    ['free-dsl', 'child', 'dsl'],
    ['free-draft', 'draft-dsl', 'dsl'],
    ['free-out', 'conflict', 'outDsl'],
    ['free-not-sure', 'lifted', 'reporter'],
    ['free-yes', 'closed', 'reporter'],
  ] as const)
    await layAnswer(scene, name, folder, by);
  for (const answer of ['not_sure', 'yes'])
    await scene.lay('evidence.answer', `said-${answer}`, { folder: folderOf(scene, 'child'), answer });
}

async function layUploads(scene: Making): Promise<void> {
  await layUpload(scene, 'child', 'child');
  await layUpload(scene, 'stale', 'child', { begun_at: TWO_DAYS_AGO });
  await layUpload(scene, 'by-dsl', 'child', { by_id: who(scene, 'dsl') });
  await layUpload(scene, 'by-out', 'conflict', { by_id: who(scene, 'outDsl') });
  for (const name of [
    'byRenewed',
    'birch',
    'cedar',
    'draft-reporter',
    'draft-renewed',
    'draft-renewed-since',
  ])
    await layUpload(scene, name, name);
}

/** What becomes of a file: no key, or none that is handed out. */
async function layStates(scene: Making): Promise<void> {
  const keyless = { wrapped_key: null, quarantined_at: EARLIER };
  for (const folder of ['lifted', 'closed', 'adult', 'aboutHead', 'draft-reporter']) {
    await layFile(scene, `quarantined-${folder}`, folder, keyless);
    await scene.lay('evidence.withdrawn_key', `quarantined-${folder}`, {
      item_id: scene.id('evidence.item', `quarantined-${folder}`),
    });
  }
  await layFile(scene, 'destroyed', 'child', { wrapped_key: null, destroyed_at: EARLIER });
  await layFile(scene, 'infected', 'child', { virus: 'found' });
  for (const [name, guard] of [
    ['lifted', 'not_sure'],
    ['adult', 'not_sure'],
    ['aboutHead', 'not_sure'],
    ['draft-renewed-since', 'not_sure'],
    ['closed', 'yes'],
  ] as const)
    await scene.ground.owner.query('update evidence.folder set guard = $2 where id = $1', [
      folderOf(scene, name).id,
      guard,
    ]);
  const item = scene.row('evidence.item', 'child');
  for (const [name, by, at] of [
    ['revealed', 'dsl', FIVE_MINUTES_AGO],
    ['revealed-before', 'deputy', TEN_MINUTES_AGO],
  ] as const)
    await scene.lay('evidence.custody', name, {
      item,
      person_id: who(scene, by),
      act: 'revealed',
      at,
      reason: 'x',
    });
}

export async function layEvidence(scene: Making): Promise<void> {
  for (const school of ['ash', 'cedar'])
    await scene.lay('evidence.school_key', school, { school_id: scene.id('people.school', school) });
  for (const school of ['ash', 'cedar'])
    await scene.lay('evidence.quota', school, {
      school_id: scene.id('people.school', school),
      set_by: who(scene, school === 'ash' ? 'trustIt' : 'cedarHead'),
    });
  await layFolders(scene);
  await layHandlersFiles(scene);
  await layUploads(scene);
  await layStates(scene);
}
