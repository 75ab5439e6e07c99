import { schoolYearOf } from './calendar.ts';
import type { Stage } from './stage.ts';
import { childOf, schoolOf } from './story-parts.ts';
import type { Pupil, School } from './world.ts';

/** What keeping a roster leaves to decide on an ordinary morning: leavers, a child known twice, a file with errors. */

const noCounts = { leaversProposed: 3, pupilsJoining: 1, matchesProposed: 1 };

interface Imported {
  readonly school: School;
  readonly hoursAgo: number;
  readonly status: 'applied' | 'refused';
  readonly fileName: string;
  readonly faults?: readonly object[];
}

function imported(stage: Stage, { school, hoursAgo, status, fileName, faults }: Imported): string {
  const { rows, random, now } = stage;
  const id = random.uuid(now);
  const at = now.subtract({ hours: hoursAgo }).toString();
  rows.add('people.roster_import', {
    id,
    school_id: school.id,
    file_name: fileName,
    status,
    progress: 100,
    beat_at: at,
    counts: status === 'applied' ? noCounts : {},
    preview:
      faults === undefined
        ? null
        : { lists: { joining: [], moving: [], leaving: [], staff: [], changed: [] }, faults },
    created_at: at,
    applied_at: status === 'applied' ? at : null,
    format: 'oneroster',
  });
  return id;
}

function proposeLeavers(stage: Stage, school: School, importId: string): void {
  const [first, second, third] = [
    childOf(stage, school, 5),
    childOf(stage, school, 3),
    childOf(stage, school, 1),
  ];
  for (const pupil of new Set([first, second, third])) {
    stage.rows.add('people.proposed_leaver', {
      person_id: pupil.id,
      school_id: school.id,
      import_id: importId,
      proposed_at: stage.now.subtract({ hours: 9 }).toString(),
    });
  }
}

const idOf = (stage: Stage, source: string, external: string, person: string) =>
  stage.rows.add('people.identifier', {
    trust_id: stage.trustId,
    source,
    external_id: external,
    person_id: person,
  });

/** The office typed a returning child in anew: the same name and birth date under another number. */
function knownTwice(stage: Stage, school: School, child: Pupil): void {
  const { rows, random, now, trustId } = stage;
  const id = random.uuid(now);
  rows.add('people.person', {
    id,
    trust_id: trustId,
    kind: 'pupil',
    given_name: child.given,
    family_name: child.family,
    birth_date: child.bornOn.toString(),
    school_ids: [],
    works_at: [],
    version: 1,
  });
  rows.add('people.enrolment', {
    person_id: id,
    school_id: school.id,
    nc_year: schoolYearOf(stage.today) - child.cohort,
    registration_group: null,
    during: `[${stage.today.subtract({ days: 1 })},)`,
  });
  idOf(stage, 'oneroster:990001', 'P-2214', child.id);
  idOf(stage, 'oneroster:990001', 'P-3097', id);
  rows.add('people.proposed_match', {
    id: random.uuid(now),
    school_id: school.id,
    person_id: id,
    candidate_id: child.id,
    proposed_at: now.subtract({ hours: 9 }).toString(),
  });
}

const faults = [
  {
    file: 'users.csv',
    line: 214,
    column: 'givenName',
    severity: 'error',
    code: 'blank',
    problem: 'This field is blank, but every record needs it.',
    remedy: 'Fill it in in the MIS and export again.',
  },
] as const;

/** The last night's file of the other school did not come in: its folder says why. */
function refusedFile(stage: Stage, school: School): void {
  const fileName = 'night-export.zip';
  const importId = imported(stage, { school, hoursAgo: 6, status: 'refused', fileName, faults });
  const at = stage.now.subtract({ hours: 6 }).toString();
  stage.rows.add('people.inbox_file', {
    id: stage.random.uuid(stage.now),
    school_id: school.id,
    file_name: fileName,
    stamp: '48213 1',
    state: 'refused',
    reason: 'faults',
    import_id: importId,
    seen_at: at,
    decided_at: at,
    moved: true,
  });
}

export function addRosterStory(stage: Stage): void {
  const school = schoolOf(stage, 'LP');
  imported(stage, { school, hoursAgo: 24 * 8, status: 'applied', fileName: 'larch-roster.zip' });
  const last = imported(stage, { school, hoursAgo: 9, status: 'applied', fileName: 'larch-roster.zip' });
  proposeLeavers(stage, school, last);
  knownTwice(stage, school, childOf(stage, school, 2));
  refusedFile(stage, school);
}
