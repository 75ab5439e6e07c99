import type { Instant } from '#platform/clock';
import { systemIds } from '#platform/ids';
import type { World } from '../support/world.ts';
import type { ASchool } from './people.ts';

export interface UrgentFacts {
  readonly school: ASchool;
  readonly reporterId: string;
  readonly acknowledgeBy: Instant;
  readonly stream?: 'child' | 'adult' | 'head';
  readonly kinds?: readonly string[];
  readonly immediateDanger?: boolean;
  /** Told when it was sent. */
  readonly told?: readonly string[];
  readonly excluded?: readonly string[];
}

export interface AnUrgentCase {
  readonly id: string;
  readonly caseloadId: string;
}

async function caseloadOf(world: World, school: ASchool, stream: string): Promise<string> {
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from concern.caseload where school_id = $1 and stream = $2',
    [school.id, stream],
  );
  return rows[0]?.id ?? '';
}

/** An urgent concern that nobody has acknowledged: the facts that escalation works with, and no more. */
export async function anUrgentCase(world: World, facts: UrgentFacts): Promise<AnUrgentCase> {
  const { school, reporterId } = facts;
  const id = systemIds.uuid();
  const caseloadId = await caseloadOf(world, school, facts.stream ?? 'child');
  const now = world.clock.now().toString();
  await world.owner.query(
    `insert into concern.concern (id, caseload_id, school_id, reference, reporter_id, reporter_designation, submitted_key,
       reported_at, entered_at, headline, place, immediate_danger, about_adult, kinds, indecent_image, lead_name)
     values ($1, $2, $3, $4, $5, 'Teacher', $6, $7, $7, 'Made up', 'school', $8, false, $9, 'no', 'Made up')`,
    [
      id,
      caseloadId,
      school.id,
      systemIds.code(10),
      reporterId,
      systemIds.uuid(),
      now,
      facts.immediateDanger ?? false,
      facts.kinds ?? ['other'],
    ],
  );
  await world.owner.query(
    `insert into concern.case_file (concern_id, caseload_id, school_id, reporter_id, reported_at, status, urgent,
       acknowledge_by, changed_at) values ($1, $2, $3, $4, $5, 'submitted', true, $6, $5)`,
    [id, caseloadId, school.id, reporterId, now, facts.acknowledgeBy.toString()],
  );
  for (const personId of facts.told ?? []) {
    await world.owner.query(
      `insert into concern.notice (id, concern_id, caseload_id, person_id, step, kind, told_at)
       values ($1, $2, $3, $4, 0, 'urgent', $5)`,
      [systemIds.uuid(), id, caseloadId, personId, now],
    );
  }
  for (const personId of facts.excluded ?? []) {
    await world.owner.query(
      `insert into concern.exclusion (concern_id, caseload_id, person_id, state, reason, set_by, set_at)
       values ($1, $2, $3, 'provisional', 'named', $4, $5)`,
      [id, caseloadId, personId, reporterId, now],
    );
  }
  return { id, caseloadId };
}

/** A line of a school's own route. */
export async function aRoute(
  world: World,
  school: ASchool,
  stream: string,
  roles: readonly (readonly [role: string, atOnce: boolean])[],
  kind: string | null = null,
): Promise<void> {
  for (const [index, [role, atOnce]] of roles.entries()) {
    await world.owner.query(
      'insert into concern.route (id, school_id, stream, kind, position, role, at_once) values ($1, $2, $3, $4, $5, $6, $7)',
      [systemIds.uuid(), school.id, stream, kind, index + 1, role, atOnce],
    );
  }
}

/** The end of everything that a person holds at a school: a leaver. */
export async function leaves(world: World, personId: string, on: string): Promise<void> {
  await world.owner.query(
    `update people.appointment set during = daterange(lower(during), $2::date) where person_id = $1`,
    [personId, on],
  );
}
