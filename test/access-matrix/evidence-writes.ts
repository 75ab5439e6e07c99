import { fresh } from './case-rows.ts';
import type { Scene } from './scene.ts';
import type { Write } from './types.ts';

/** What somebody writes who adds a file, and how the guard is tried. */

const folder = (s: Scene, name: string) => {
  const { id, concern_id, caseload_id, school_id } = s.row('evidence.folder', name);
  return { folder_id: id, concern_id, caseload_id, school_id };
};

export const file = (s: Scene, name: string, answer: string, added_by: string) => ({
  ...fresh(),
  ...folder(s, name),
  answer_id: s.id('evidence.answer', answer),
  added_by,
  added_at: s.at,
  called: 'x',
  bytes: 1,
  sha256: Buffer.alloc(32),
  media_type: 'text/plain',
  virus: 'clean',
  wrapped_key: Buffer.from('x'),
});

export const coming = (s: Scene, name: string, answer: string, by_id: string) => ({
  ...fresh(),
  folder_id: s.id('evidence.folder', name),
  answer_id: s.id('evidence.answer', answer),
  by_id,
  wrapped_key: Buffer.from('x'),
  begun_at: s.at,
});

export const addedNow = (s: Scene, item: string, person_id: string) => {
  const { concern_id, caseload_id } = s.row('evidence.item', item);
  return {
    ...fresh(),
    item_id: s.id('evidence.item', item),
    concern_id,
    caseload_id,
    at: s.at,
    person_id,
    act: 'added',
  };
};

type Make = typeof file | typeof coming;
export const reporter = (s: Scene) => s.id('people.person', 'reporter');

/** What the guard asks of an upload and of a file alike. */
export const guarded = (thing: string, make: Make): Write[] => [
  {
    what: `${thing} to their report`,
    by: 'reporter',
    insert: (s, me) => make(s, 'child', 'free-reporter', me),
  },
  {
    what: `${thing} to a case that they handle`,
    by: 'dsl',
    insert: (s, me) => make(s, 'child', 'free-dsl', me),
  },
  {
    what: `${thing} to their draft`,
    by: 'dsl dsl1',
    insert: (s, me) => make(s, 'draft-dsl', 'free-draft', me),
  },
  {
    what: `${thing} in the reporter’s name`,
    by: 'reporter',
    insert: (s) => make(s, 'child', 'free-reporter', reporter(s)),
  },
  {
    what: `${thing} on another’s answer`,
    by: '',
    insert: (s, me) => make(s, 'child', me === reporter(s) ? 'free-dsl' : 'free-reporter', me),
  },
  {
    what: `${thing} where one is excluded since`,
    by: '',
    insert: (s, me) => make(s, 'conflict', 'free-out', me),
  },
  {
    what: `${thing} on an answer for another concern`,
    by: '',
    insert: (s, me) => make(s, 'headOut', 'free-reporter', me),
  },
  {
    what: `${thing} after Not sure`,
    by: '',
    insert: (s, me) => make(s, 'lifted', 'free-not-sure', me),
  },
  { what: `${thing} after Yes`, by: '', insert: (s, me) => make(s, 'closed', 'free-yes', me) },
  {
    what: `${thing} on the very answer Not sure`,
    by: '',
    insert: (s, me) => make(s, 'child', 'said-not_sure', me),
  },
  {
    what: `${thing} on the very answer Yes`,
    by: '',
    insert: (s, me) => make(s, 'child', 'said-yes', me),
  },
];
