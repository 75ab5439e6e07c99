import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { hashToken } from '#platform/crypto';
import type { Role } from '#platform/db';

/** Somebody signed in, and what they would open. */
export interface Visitor {
  readonly cookie: string;
  readonly role: Role;
  readonly schoolId: string | null;
  readonly personId: string;
  /** A report of theirs that waits to be finished. */
  readonly draftId: string;
  /** Cases that they may open by duty. */
  readonly caseIds: readonly string[];
  /** Children whom those cases name. */
  readonly childIds: readonly string[];
  /** Searches that they have begun. */
  readonly searchIds: readonly string[];
}

interface Row {
  readonly personId: string;
  readonly role: Role;
  readonly schoolId: string | null;
  readonly pupilId: string | null;
}

/** Of every school its lead, two deputies, Head and five teachers; and who leads the trust. */
const PEOPLE = `
  select p.person_id as "personId", p.role, p.school_id as "schoolId",
    (select e.person_id from people.enrolment e where e.school_id = p.school_id limit 1) as "pupilId"
  from (select *, row_number() over (partition by school_id, role order by id) as n from people.appointment) p
  where p.role in ('dsl', 'deputy_dsl', 'head', 'trust_safeguarding_lead') or (p.role = 'teacher' and p.n <= 5)
  order by p.role, p.school_id, p.n`;

/** Some of all ages, of every school, about children: what its readers open. */
const CASES = `
  select school_id as "schoolId", array_agg(concern_id) as ids, array_agg(child_id) as children
  from (select f.school_id, f.concern_id,
      (select p.person_id from concern.party p where p.concern_id = f.concern_id and not p.is_adult limit 1) as child_id, row_number() over (partition by f.school_id order by f.concern_id) as n
    from concern.case_file f join concern.caseload l on l.id = f.caseload_id where l.stream = 'child') c
  where n % 10 = 0 group by school_id`;

interface Opened {
  readonly ids: readonly string[];
  /** Null where a case names no child of the roll. */
  readonly children: readonly (string | null)[];
}

const READERS: ReadonlySet<Role> = new Set(['dsl', 'deputy_dsl', 'head']);

function draftFields({ schoolId, pupilId }: Row): string {
  return JSON.stringify({
    school: [schoolId],
    danger: ['no'],
    about: ['child'],
    person: [pupilId],
    person_part: ['affected'],
    kinds: ['bullying'],
  });
}

/** Signs everybody in, by rows: what the sign-in page would have written an instant ago. */
async function signIn(owner: pg.Client, people: readonly Row[]): Promise<string[]> {
  const tokens = people.map(() => randomBytes(32).toString('base64url'));
  await owner.query('delete from signin.session');
  await owner.query(
    `insert into signin.session (id, token_hash, person_id, created_at, last_seen_at, ends_at, second_factor, user_agent, address_hint)
     select gen_random_uuid(), t, p, now(), now(), now() + interval '12 hours', true, 'bench', 'bench'
     from unnest($1::bytea[], $2::uuid[]) u (t, p)`,
    [tokens.map(hashToken), people.map(({ personId }) => personId)],
  );
  return tokens;
}

async function beginReports(owner: pg.Client, people: readonly Row[]): Promise<string[]> {
  const ids = people.map(() => randomUUID());
  await owner.query('delete from concern.draft');
  await owner.query(
    `insert into concern.draft (id, author_id, school_id, fields, made_at, saved_at)
     select i, p, s, f, now(), now() from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::jsonb[]) u (i, p, s, f)
     where s is not null`,
    [ids, people.map((p) => p.personId), people.map((p) => p.schoolId), people.map(draftFields)],
  );
  return ids;
}

/** A rare word, an account, a name as it is and one nearly right, a number, and a word of every report. */
const SEARCHES = ['marmalade', 'sun_777', 'Penrose', 'Penrse', 'BAA-00010', 'registration table'];

async function beginSearches(owner: pg.Client, people: readonly Row[]): Promise<string[][]> {
  const begun = people.map(() => SEARCHES.map((words) => ({ id: randomUUID(), words })));
  const rows = begun.flatMap((searches, at) =>
    searches.map((search) => ({ ...search, person: people[at]?.personId })),
  );
  await owner.query('delete from concern.search');
  await owner.query(
    `insert into concern.search (id, person_id, words, made_at)
     select i, p, w, now() from unnest($1::uuid[], $2::uuid[], $3::text[]) u (i, p, w)`,
    [rows.map(({ id }) => id), rows.map(({ person }) => person), rows.map(({ words }) => words)],
  );
  return begun.map((searches) => searches.map(({ id }) => id));
}

export async function signInVisitors(owner: pg.Client): Promise<Visitor[]> {
  const people = (await owner.query<Row>(PEOPLE)).rows;
  const cases = await owner.query<Opened & { schoolId: string }>(CASES);
  const bySchool = new Map(cases.rows.map(({ schoolId, ...opened }) => [schoolId, opened]));
  const everywhere = {
    ids: cases.rows.flatMap(({ ids }) => ids.slice(0, 5)),
    children: cases.rows.flatMap(({ children }) => children.slice(0, 5)),
  };
  const tokens = await signIn(owner, people);
  const drafts = await beginReports(owner, people);
  const searches = await beginSearches(owner, people);
  // Rows that were just written would make the planner believe in an empty table.
  await owner.query('analyze signin.session; analyze concern.draft; analyze concern.search');
  const openedBy = ({ role, schoolId }: Row): Opened => {
    if (role === 'trust_safeguarding_lead') return everywhere;
    return (READERS.has(role) && bySchool.get(schoolId ?? '')) || { ids: [], children: [] };
  };
  return people.map((person, at) => ({
    cookie: `gatehouse=${tokens[at]}`,
    role: person.role,
    schoolId: person.schoolId,
    personId: person.personId,
    draftId: drafts[at] ?? '',
    searchIds: searches[at] ?? [],
    caseIds: openedBy(person).ids,
    childIds: openedBy(person).children.filter((id) => id !== null),
  }));
}
