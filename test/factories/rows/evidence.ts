import { concernRows } from './concerns.ts';
import { type Factory, type Facts, type Ground, idOf, lay, newId, type Row, THEN } from './lay.ts';
import { peopleRows } from './people.ts';

/**
 * Evidence and what stands before it. What lies in a folder needs `folder`, its row; without one it makes its own, of
 * a draft. The guard's answer in force is No unless told otherwise: nothing can be laid past the guard, here either.
 */

const school = peopleRows['people.school'];

const schoolKey: Factory = async (ground, facts = {}) =>
  lay(ground, 'evidence.school_key', {
    school_id: await idOf(facts.school_id, () => school(ground)),
    wrapped: Buffer.from('made up'),
    made_at: THEN,
    ...facts,
  });

const quota: Factory = async (ground, facts = {}) =>
  lay(ground, 'evidence.quota', {
    id: newId(),
    school_id: await idOf(facts.school_id, () => school(ground)),
    version: 1,
    bytes: 1_000_000,
    set_by: await idOf(facts.set_by, () => peopleRows['people.person'](ground)),
    set_at: THEN,
    reason: 'made up',
    ...facts,
  });

/** Of the concern or of the draft that is given as a row. */
const folder: Factory = async (ground, { concern, draft, ...facts } = {}) => {
  const sent = concern as Row | undefined;
  const typed = (draft as Row | undefined) ?? (sent ? undefined : await concernRows['concern.draft'](ground));
  return lay(ground, 'evidence.folder', {
    id: sent?.submitted_key ?? typed?.id,
    school_id: sent?.school_id ?? typed?.school_id,
    author_id: sent?.reporter_id ?? typed?.author_id,
    concern_id: sent?.id ?? null,
    caseload_id: sent?.caseload_id ?? null,
    guard: 'no',
    made_at: THEN,
    ...facts,
  });
};

const inside = async (ground: Ground, { folder: given }: Facts): Promise<Row> =>
  (given as Row | undefined) ?? (await folder(ground));

const of = ({ concern_id, caseload_id }: Row) => ({ concern_id, caseload_id });

const answer: Factory = async (ground, { folder: given, ...facts } = {}) => {
  const at = await inside(ground, { folder: given });
  return lay(ground, 'evidence.answer', {
    id: newId(),
    folder_id: at.id,
    ...of(at),
    answered_by: at.author_id,
    answered_at: THEN,
    answer: 'no',
    ...facts,
  });
};

/** The answer No that a file of this person's needs. */
const allowed = (ground: Ground, at: Row, by: unknown) => async (): Promise<Row> =>
  answer(ground, { folder: at, answered_by: by });

const upload: Factory = async (ground, { folder: given, ...facts } = {}) => {
  const at = await inside(ground, { folder: given });
  const by = facts.by_id ?? at.author_id;
  return lay(ground, 'evidence.upload', {
    id: newId(),
    folder_id: at.id,
    answer_id: await idOf(facts.answer_id, allowed(ground, at, by)),
    by_id: by,
    wrapped_key: Buffer.from('made up'),
    begun_at: THEN,
    ...facts,
  });
};

const item: Factory = async (ground, { folder: given, ...facts } = {}) => {
  const at = await inside(ground, { folder: given });
  const by = facts.added_by ?? at.author_id;
  return lay(ground, 'evidence.item', {
    id: newId(),
    folder_id: at.id,
    answer_id: await idOf(facts.answer_id, allowed(ground, at, by)),
    school_id: at.school_id,
    ...of(at),
    added_by: by,
    added_at: THEN,
    called: 'screenshot.png',
    bytes: 1000,
    sha256: Buffer.alloc(32),
    media_type: 'image/png',
    virus: 'clean',
    wrapped_key: Buffer.from('made up'),
    ...facts,
  });
};

/** An item without a key, and the key where no role reads it. */
const withdrawnKey: Factory = async (ground, facts = {}) => {
  const quarantined = () => item(ground, { wrapped_key: null, quarantined_at: THEN });
  return lay(ground, 'evidence.withdrawn_key', {
    item_id: await idOf(facts.item_id, quarantined),
    wrapped_key: Buffer.from('made up'),
    ...facts,
  });
};

const custody: Factory = async (ground, { item: given, ...facts } = {}) => {
  const about = (given as Row | undefined) ?? (await item(ground));
  return lay(ground, 'evidence.custody', {
    id: newId(),
    item_id: about.id,
    ...of(about),
    at: THEN,
    person_id: about.added_by,
    act: 'added',
    ...facts,
  });
};

export const evidenceRows = {
  'evidence.school_key': schoolKey,
  'evidence.quota': quota,
  'evidence.folder': folder,
  'evidence.answer': answer,
  'evidence.upload': upload,
  'evidence.item': item,
  'evidence.withdrawn_key': withdrawnKey,
  'evidence.custody': custody,
} satisfies Record<string, Factory>;
