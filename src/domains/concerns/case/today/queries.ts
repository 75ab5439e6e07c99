import { sql } from 'kysely';
import type { Instant, LocalDate } from '#platform/clock';
import type { Tx } from '#platform/db';
import { transfersDue } from '../../child-file/transfer/queries.ts';
import { pathwaysDue } from '../../pathway/queries.ts';
import { policeDue } from '../../referral/police/queries.ts';
import { referralsDue } from '../../referral/queries.ts';
import { sanctionsDue } from '../../sanction/queries.ts';
import { staffDue } from '../../staff/due/queries.ts';
import type { ParentsAnswer, Severity, Status } from '../../types.ts';
import { nextInLine } from '../next-in-line/queries.ts';

/** Enough for one screen; the list of concerns holds the rest. */
const MOST = 50;

export interface WaitingCase {
  readonly concernId: string;
  readonly reference: string;
  readonly school: string;
  readonly status: Status;
  readonly urgent: boolean;
  readonly reportedAt: Instant;
  readonly acknowledgeBy: Instant | null;
  /** Somebody who could read it has not been told yet; asked of urgent ones that wait. */
  readonly nextInLine: boolean;
  readonly assignedToMe: boolean;
  readonly myconcernMissing: boolean;
  readonly severity: Severity | null;
  readonly intent: string | null;
  readonly categorised: boolean;
  readonly childInvolved: string | null;
  readonly parents: ParentsAnswer;
}

/** Unacknowledged cases that I read, and mine that lack something; urgent first, then the longest waiting. */
export async function findWaitingCases(tx: Tx, me: string): Promise<WaitingCase[]> {
  // The cases are chosen before anything is joined to them: most of what is open waits for nobody in particular.
  const { rows } = await sql<WaitingCase>`
    with f as materialized (
      select f.*, f.myconcern_reference is null and exists (
          select from people.school s where s.id = f.school_id and s.record_of_truth = 'myconcern') as unlinked
      from unnest((select app.ids('caseloads'))::uuid[]) l (id)
      join concern.case_file f on f.caseload_id = l.id and f.status <> 'closed'
      where f.acknowledged_at is null or f.assigned_to = ${me}::uuid
    )
    select f.concern_id as "concernId", c.reference, s.name as school, f.status, f.urgent, f.reported_at as "reportedAt",
      f.acknowledge_by as "acknowledgeBy",
      f.urgent and f.acknowledged_at is null and ${nextInLine(tx)} as "nextInLine", f.severity, f.intent, f.parents, f.child_involved as "childInvolved",
      f.categories <> '{}' as categorised, coalesce(f.assigned_to = ${me}::uuid, false) as "assignedToMe",
      f.unlinked as "myconcernMissing"
    from (
      select * from f
      where f.acknowledged_at is null or f.severity is null or f.intent is null or f.categories = '{}'
        or f.child_involved is null or f.parents = 'not_yet' or f.unlinked
      order by f.acknowledged_at is null desc, f.urgent desc, f.reported_at
      limit ${MOST}
    ) f join concern.concern c on c.id = f.concern_id join people.school s on s.id = f.school_id
    order by f.acknowledged_at is null desc, f.urgent desc, f.reported_at
  `.execute(tx.db);
  return rows;
}

/** What is due: of a case, or a child’s file that was sent, whose id then stands for the case’s. */
export interface Due {
  readonly kind:
    | 'action'
    | 'addition'
    | 'referral'
    | 'police'
    | 'police_reason'
    | 'threshold'
    | 'lado'
    | 'decision'
    | 'appeal'
    | 'sanction'
    | 'pathway'
    | 'transfer'
    | 'transfer_sent';
  readonly concernId: string;
  readonly reference: string;
  readonly urgent: boolean;
  readonly closed: boolean;
  /** Of what has a day; null for what was added. */
  readonly dueOn: LocalDate | null;
  /** When its reporter added to it, and at which school; null for an action, whose owner knows. */
  readonly addedAt: Instant | null;
  readonly school: string | null;
}

/**
 * My open actions that are due today or late, and what reporters added that I was told of and have not opened, of closed
 * cases too; all of cases that I can still open.
 */
export async function findDue(tx: Tx, me: string, today: LocalDate): Promise<Due[]> {
  const { rows } = await sql<Due>`
    (select 'addition' as kind, c.id as "concernId", c.reference, f.urgent, f.status = 'closed' as closed,
        null::date as "dueOn", max(n.told_at) as "addedAt", s.name as school
      from concern.notice n
      join concern.concern c on c.id = n.concern_id
      join concern.case_file f on f.concern_id = n.concern_id
      join people.school s on s.id = f.school_id
      where n.person_id = ${me}::uuid and n.seen_at is null and n.kind = 'addition' and c.reporter_id is distinct from ${me}::uuid
      group by c.id, f.concern_id, s.id
      order by max(n.told_at) limit ${MOST})
    union all
    (select 'action', a.concern_id, c.reference, f.urgent, false, a.due_on, null, null
      from concern.action a
      join concern.case_file f on f.concern_id = a.concern_id
      join concern.concern c on c.id = a.concern_id
      where a.owner_id = ${me}::uuid and a.done_at is null and a.due_on <= ${today}::date
      order by a.due_on, a.id limit ${MOST})
    union all ${referralsDue(me, today)}
    union all ${policeDue(me)}
    union all ${staffDue(me, today)}
    union all ${sanctionsDue(me, today)}
    union all ${pathwaysDue(me, today)}
    union all ${transfersDue(me, today)}
  `.execute(tx.db);
  return rows;
}
