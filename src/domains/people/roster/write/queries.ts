import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#platform/db';
import type {
  Changes,
  Day,
  EnrolmentDetails,
  MemberDetails,
  NewPerson,
  PostDetails,
  RosterPlan,
  RosterSchool,
  RosterWrites,
} from '../types.ts';

/** Rows a statement: enough that the round trips vanish, few enough that memory stays level. */
const BATCH = 5_000;

type Statement<R> = (rows: readonly R[]) => RawBuilder<unknown>;

/** One step of an import: so many rows, written by one statement a batch. */
interface Step {
  readonly rows: number;
  write(tx: Tx, wrote: (rows: number) => void): Promise<void>;
}

function step<R>(rows: readonly R[], statement: Statement<R>): Step {
  return {
    rows: rows.length,
    write: async (tx, wrote) => {
      for (let at = 0; at < rows.length; at += BATCH) {
        const batch = rows.slice(at, at + BATCH);
        await statement(batch).execute(tx.db);
        wrote(batch.length);
      }
    },
  };
}

const column = <R, T>(rows: readonly R[], read: (row: R) => T): T[] => rows.map(read);
const rangeOf = (row: { readonly from: Day; readonly until: Day | null }): string =>
  `[${row.from},${row.until ?? ''})`;

const insertPeople =
  (school: RosterSchool): Statement<NewPerson> =>
  (rows) =>
    sql`
    insert into people.person (id, trust_id, kind, given_name, family_name, known_as, birth_date, email)
    select id, ${school.trustId}, kind, given, family, known, born, email from unnest(
      ${column(rows, (one) => one.id)}::uuid[], ${column(rows, (one) => one.kind)}::text[],
      ${column(rows, (one) => one.givenName)}::text[], ${column(rows, (one) => one.familyName)}::text[],
      ${column(rows, (one) => one.knownAs)}::text[], ${column(rows, (one) => one.birthDate)}::date[],
      ${column(rows, (one) => one.email)}::text[]) n (id, kind, given, family, known, born, email)`;

const updatePeople: Statement<NewPerson> = (rows) => sql`
  update people.person p
  set given_name = n.given, family_name = n.family, known_as = n.known, birth_date = n.born, email = n.email,
    version = p.version + 1
  from unnest(
    ${column(rows, (one) => one.id)}::uuid[], ${column(rows, (one) => one.givenName)}::text[],
    ${column(rows, (one) => one.familyName)}::text[], ${column(rows, (one) => one.knownAs)}::text[],
    ${column(rows, (one) => one.birthDate)}::date[], ${column(rows, (one) => one.email)}::text[]
  ) n (id, given, family, known, born, email)
  where p.id = n.id`;

const insertIdentifiers =
  (school: RosterSchool): Statement<RosterWrites['identifiers'][number]> =>
  (rows) =>
    sql`
    insert into people.identifier (trust_id, source, external_id, person_id)
    select ${school.trustId}, source, external_id, person_id from unnest(
      ${column(rows, (one) => one.source)}::text[], ${column(rows, (one) => one.externalId)}::text[],
      ${column(rows, (one) => one.personId)}::uuid[]) n (source, external_id, person_id)`;

/** Ends before beginnings: two spans of one thing never overlap, not even for a statement. */
function steps<D>(
  changes: Changes<D>,
  statements: {
    readonly end: Statement<Changes<D>['end'][number]>;
    readonly amend: Statement<Changes<D>['amend'][number]>;
    readonly begin: Statement<Changes<D>['begin'][number]>;
  },
): Step[] {
  return [
    step(changes.end, statements.end),
    step(changes.amend, statements.amend),
    step(changes.begin, statements.begin),
  ];
}

const enrolmentSteps = (school: RosterSchool, changes: Changes<EnrolmentDetails>): Step[] => {
  const write: Statement<Changes<EnrolmentDetails>['amend'][number]> = (rows) => sql`
    update people.enrolment e
    set nc_year = n.nc_year, registration_group = n.registration_group, during = n.during
    from unnest(
      ${column(rows, (one) => one.details.personId)}::uuid[], ${column(rows, (one) => one.details.ncYear)}::smallint[],
      ${column(rows, (one) => one.details.group)}::text[], ${column(rows, rangeOf)}::daterange[]
    ) n (person_id, nc_year, registration_group, during)
    where e.school_id = ${school.id} and e.person_id = n.person_id and lower(e.during) = lower(n.during)`;
  return steps(changes, {
    end: write,
    amend: write,
    begin: (rows) => sql`
      insert into people.enrolment (person_id, school_id, nc_year, registration_group, during)
      select person_id, ${school.id}, nc_year, registration_group, during from unnest(
        ${column(rows, (one) => one.details.personId)}::uuid[], ${column(rows, (one) => one.details.ncYear)}::smallint[],
        ${column(rows, (one) => one.details.group)}::text[], ${column(rows, rangeOf)}::daterange[]
      ) n (person_id, nc_year, registration_group, during)`,
  });
};

const memberSteps = (school: RosterSchool, changes: Changes<MemberDetails>): Step[] => {
  const write: Statement<Changes<MemberDetails>['amend'][number]> = (rows) => sql`
    update people.class_member m set part = n.part, during = n.during
    from unnest(
      ${column(rows, (one) => one.details.classId)}::uuid[], ${column(rows, (one) => one.details.personId)}::uuid[],
      ${column(rows, (one) => one.details.part)}::text[], ${column(rows, rangeOf)}::daterange[]
    ) n (class_id, person_id, part, during)
    where m.class_id = n.class_id and m.person_id = n.person_id and lower(m.during) = lower(n.during)`;
  return steps(changes, {
    end: write,
    amend: write,
    begin: (rows) => sql`
      insert into people.class_member (class_id, person_id, school_id, part, during)
      select class_id, person_id, ${school.id}, part, during from unnest(
        ${column(rows, (one) => one.details.classId)}::uuid[], ${column(rows, (one) => one.details.personId)}::uuid[],
        ${column(rows, (one) => one.details.part)}::text[], ${column(rows, rangeOf)}::daterange[]
      ) n (class_id, person_id, part, during)`,
  });
};

const postSteps = (school: RosterSchool, changes: Changes<PostDetails>): Step[] => {
  const write: Statement<Changes<PostDetails>['amend'][number]> = (rows) => sql`
    update people.appointment a set designation = n.designation, during = n.during
    from unnest(
      ${column(rows, (one) => one.details.id)}::uuid[], ${column(rows, (one) => one.details.designation)}::text[],
      ${column(rows, rangeOf)}::daterange[]) n (id, designation, during)
    where a.id = n.id and a.school_id = ${school.id}`;
  return steps(changes, {
    end: write,
    amend: write,
    begin: (rows) => sql`
      insert into people.appointment (id, person_id, trust_id, school_id, role, designation, by_roster, during)
      select id, person_id, ${school.trustId}, ${school.id}, role, designation, true, during from unnest(
        ${column(rows, (one) => one.details.id)}::uuid[], ${column(rows, (one) => one.details.personId)}::uuid[],
        ${column(rows, (one) => one.details.role)}::text[], ${column(rows, (one) => one.details.designation)}::text[],
        ${column(rows, rangeOf)}::daterange[]) n (id, person_id, role, designation, during)`,
  });
};

const classSteps = (school: RosterSchool, { newClasses, changedClasses }: RosterWrites): Step[] => [
  step(
    newClasses,
    (rows) => sql`
    insert into people.class (id, school_id, source_id, title, kind)
    select id, ${school.id}, source_id, title, kind from unnest(
      ${column(rows, (one) => one.id)}::uuid[], ${column(rows, (one) => one.sourceId)}::text[],
      ${column(rows, (one) => one.title)}::text[], ${column(rows, (one) => one.kind)}::text[]
    ) n (id, source_id, title, kind)`,
  ),
  step(
    changedClasses,
    (rows) => sql`
    update people.class c set title = n.title, kind = n.kind from unnest(
      ${column(rows, (one) => one.id)}::uuid[], ${column(rows, (one) => one.title)}::text[],
      ${column(rows, (one) => one.kind)}::text[]) n (id, title, kind)
    where c.id = n.id`,
  ),
];

/**
 * Parental responsibility and contact stay unknown: they are asked, never taken from a roster (design rule 12). A link
 * that another school of the trust made already is left as it is; this actor may not even see it.
 */
const familyStep = (tx: Tx, { families }: RosterWrites): Step =>
  step(
    families,
    (rows) => sql`
    insert into people.guardianship (id, child_id, adult_id, relation)
    select id, child_id, adult_id, relation from unnest(
      ${rows.map(() => tx.ids.uuid())}::uuid[], ${column(rows, (one) => one.childId)}::uuid[],
      ${column(rows, (one) => one.adultId)}::uuid[], ${column(rows, (one) => one.relation)}::text[]
    ) n (id, child_id, adult_id, relation)
    on conflict do nothing`,
  );

const proposalSteps = (tx: Tx, school: RosterSchool, importId: string, writes: RosterWrites): Step[] => [
  step(
    writes.leavers,
    (rows) => sql`
    insert into people.proposed_leaver (person_id, school_id, import_id, proposed_at)
    select id, ${school.id}, ${importId}, ${tx.at.toString()}::timestamptz from unnest(${[...rows]}::uuid[]) n (id)`,
  ),
  step(
    writes.withdrawn,
    (rows) => sql`
    delete from people.proposed_leaver where school_id = ${school.id} and person_id = any (${[...rows]}::uuid[])`,
  ),
  step(
    writes.matches,
    (rows) => sql`
    insert into people.proposed_match (id, school_id, person_id, candidate_id, proposed_at)
    select id, ${school.id}, person_id, candidate_id, ${tx.at.toString()}::timestamptz from unnest(
      ${rows.map(() => tx.ids.uuid())}::uuid[], ${column(rows, (one) => one.personId)}::uuid[],
      ${column(rows, (one) => one.candidateId)}::uuid[]) n (id, person_id, candidate_id)`,
  ),
];

/**
 * Writes a plan, people before what hangs on them; enrolments and posts before details, since it is they that put
 * somebody from a sister school into this importer's hands. `onProgress` is told how many of how many rows are written. */
export async function writePlan(
  tx: Tx,
  { school, writes }: RosterPlan,
  importId: string,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const all: Step[] = [
    step(writes.newPeople, insertPeople(school)),
    ...enrolmentSteps(school, writes.enrolments),
    ...postSteps(school, writes.posts),
    step(writes.changedPeople, updatePeople),
    step(writes.identifiers, insertIdentifiers(school)),
    ...classSteps(school, writes),
    ...memberSteps(school, writes.members),
    familyStep(tx, writes),
    ...proposalSteps(tx, school, importId, writes),
  ];
  const total = all.reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  for (const one of all) {
    await one.write(tx, (rows) => {
      done += rows;
      onProgress(done, total);
    });
  }
}
