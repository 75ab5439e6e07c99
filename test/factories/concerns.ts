import { systemIds } from '#platform/ids';
import type { World } from '../support/world.ts';
import { type ASchool, anAdult, aPupil, aSchool } from './people.ts';

/** Concerns as they lie after being sent, laid down by the owner; working them is for the services under test. */

export interface AConcern {
  readonly id: string;
  readonly reference: string;
  readonly caseloadId: string;
  readonly schoolId: string;
  readonly reporterId: string;
}

interface NamedParty {
  readonly personId?: string;
  readonly describedAs?: string;
  readonly part?: 'affected' | 'involved' | 'witness' | 'alleged';
  readonly isAdult?: boolean;
}

export interface ConcernFacts {
  readonly school?: ASchool;
  readonly stream?: 'child' | 'adult' | 'head';
  readonly reporter?: string;
  readonly headline?: string;
  readonly childWords?: string;
  readonly kinds?: readonly string[];
  readonly parties?: readonly NamedParty[];
  readonly urgent?: boolean;
  /** The reporter said that somebody was in danger. */
  readonly danger?: boolean;
  readonly selfReported?: boolean;
  /** Minutes before the world's clock. */
  readonly minutesAgo?: number;
  readonly acknowledgeBy?: string;
  /** False where whoever is affected waits for a plan of support; else it is answered that none is needed. */
  readonly supported?: boolean;
}

let counter = 0;

async function caseloadOf(world: World, schoolId: string, stream: string): Promise<string> {
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from concern.caseload where school_id = $1 and stream = $2',
    [schoolId, stream],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`no caseload ${stream} at this school`);
  return row.id;
}

async function addParty(world: World, concern: AConcern, party: NamedParty, at: string): Promise<void> {
  await world.owner.query(
    `insert into concern.party (id, concern_id, caseload_id, reporter_id, part, person_id, described_as, is_adult, age, added_at, added_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $4)`,
    [
      systemIds.uuid(),
      concern.id,
      concern.caseloadId,
      concern.reporterId,
      party.part ?? 'affected',
      party.personId ?? null,
      party.describedAs ?? null,
      party.isAdult ?? false,
      party.isAdult ? null : 10,
      at,
    ],
  );
}

/** Keeps a concern from an adult, as naming them in the report would have done. */
export async function anExclusion(
  world: World,
  concern: AConcern,
  personId: string,
  state: 'provisional' | 'confirmed' | 'lifted' = 'provisional',
): Promise<void> {
  await world.owner.query(
    `insert into concern.exclusion (concern_id, caseload_id, person_id, state, reason, set_by, set_at)
     values ($1, $2, $3, $4, 'Named in the report', $5, $6)`,
    [concern.id, concern.caseloadId, personId, state, concern.reporterId, world.clock.now().toString()],
  );
}

/** Of each who is affected, that no plan is needed: without an answer the case cannot be closed. */
async function answerSupport(world: World, { id, reporterId }: AConcern, at: string): Promise<void> {
  await world.owner.query(
    `insert into concern.support (id, concern_id, caseload_id, party_id, none_because, made_at, made_by)
     select gen_random_uuid(), concern_id, caseload_id, id, 'Not needed', $2, $3 from concern.party
     where concern_id = $1 and part = 'affected'`,
    [id, at, reporterId],
  );
}

/** A sent concern with one affected pupil and its case waiting to be acknowledged, unless told otherwise. */
export async function aConcern(world: World, facts: ConcernFacts = {}): Promise<AConcern> {
  const school = facts.school ?? (await aSchool(world));
  const stream = facts.stream ?? 'child';
  const caseloadId = await caseloadOf(world, school.id, stream);
  const reporterId = facts.reporter ?? (await anAdult(world, { school }));
  const at = world.clock
    .now()
    .subtract({ minutes: facts.minutesAgo ?? 10 })
    .toString();
  counter += 1;
  const concern: AConcern = {
    id: systemIds.uuid(),
    reference: `${school.urn.slice(-2)}T-${String(counter).padStart(5, '0')}`,
    caseloadId,
    schoolId: school.id,
    reporterId,
  };
  await world.owner.query(
    `insert into concern.concern (id, caseload_id, school_id, reference, reporter_id, reporter_designation, submitted_key,
       reported_at, entered_at, headline, place, immediate_danger, about_adult, kinds, child_words, indecent_image, lead_name, self_reported)
     values ($1, $2, $3, $4, $5, 'Teacher', $6, $7, $7, $8, 'home', $12, $9, $10, $11, 'no', 'The lead', $13)`,
    [
      concern.id,
      caseloadId,
      school.id,
      concern.reference,
      reporterId,
      systemIds.uuid(),
      at,
      facts.headline ?? 'Unkind messages in a game',
      stream !== 'child',
      facts.kinds ?? ['message'],
      facts.childWords ?? 'They keep writing it every night.',
      facts.danger ?? false,
      facts.selfReported ?? false,
    ],
  );
  const parties = facts.parties ?? [{ personId: await aPupil(world, { school }) }];
  for (const { personId, isAdult, part } of parties) {
    if (personId !== undefined && isAdult && part === 'alleged') await anExclusion(world, concern, personId);
  }
  for (const party of parties) await addParty(world, concern, party, at);
  if (facts.supported !== false) await answerSupport(world, concern, at);
  await world.owner.query(
    `insert into concern.case_file (concern_id, caseload_id, school_id, reporter_id, reported_at, status, urgent, acknowledge_by, changed_at)
     values ($1, $2, $3, $4, $5, 'submitted', $6, $7, $5)`,
    [concern.id, caseloadId, school.id, reporterId, at, facts.urgent ?? false, facts.acknowledgeBy ?? null],
  );
  return concern;
}
