import type { Matrix } from './types.ts';

/** Who is responsible for what. The register itself is read through people.held alone: see calls-people.ts. */

export const responsibilities: Matrix = {
  'people.responsibility': {
    columns: 'id trust_id school_id place_id kind person_id as_cover during',
    key: 'id',
    grants: {},
    sees: {},
  },
  'people.responsibility_deed': {
    columns: 'id responsibility_id place_id kind person_id as_cover during what reason done_by done_at salt',
    key: 'id',
    grants: { person: { select: 'all' } },
    // Reasons are for whoever it is about, and whoever leads there.
    sees: {
      counter: 'deputy head cover lead',
      another: 'outDsl head cover lead',
      search: 'teacher head cover lead',
      link: 'governor head cover lead',
      trustIt: 'trustIt lead',
      cedar: 'CEDAR',
    },
  },
  'people.handover': {
    columns:
      'id responsibility_id place_id kind from_person_id to_person_id from_day notes asked_by asked_at decided_by decided_at agreed salt',
    key: 'id',
    grants: { person: { select: 'all' } },
    sees: { counter: 'deputy dsl dsl1 head cover lead' },
  },
};
