import { type RawBuilder, sql } from 'kysely';
import { type LocalDate, Temporal } from '#platform/clock';
import type { Tx } from '#platform/db';
import { asReferral, referralsOf } from '../referral/queries.ts';
import { asSanction, sanctionsOf } from '../sanction/queries.ts';
import type { PathwayDefinition } from './definition.ts';
import { missingSteps } from './progress.ts';
import type { Deeds } from './standing.ts';
import type { Given, Pathway } from './types.ts';

type CaseKey = { readonly concernId: string; readonly caseloadId: string };

type PlainGiven = Omit<Given, 'at'> & { readonly at: string };
/** As JSON carries it. */
type Plain = Omit<Pathway, 'openedAt' | 'dueOn' | 'notNeededAt' | 'given'> & {
  readonly openedAt: string;
  readonly dueOn: string | null;
  readonly notNeededAt: string | null;
  readonly given: readonly PlainGiven[];
};

const nameOf = (
  person: string,
) => sql`coalesce((select coalesce(p.known_as, p.given_name) || ' ' || p.family_name
  from people.person p where p.id = ${sql.ref(person)}), 'Somebody outside this school')`;

/** The pathways of a case as a sub-select, the oldest first; see case/follow. */
export const pathwaysOf = (concernId: string): RawBuilder<readonly Plain[]> => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'definition', w.definition, 'version', w.version,
      'openedAt', w.opened_at, 'openedByName', case when w.opened_by is not null then ${nameOf('w.opened_by')} end,
      'requiredOpen', w.required_open, 'dueOn', w.due_on, 'notNeededAt', w.not_needed_at,
      'notNeededByName', case when w.not_needed_by is not null then ${nameOf('w.not_needed_by')} end,
      'notNeededWhy', w.not_needed_why,
      'given', (select coalesce(jsonb_agg(jsonb_build_object('step', a.step, 'answer', a.answer, 'reason', a.reason,
          'details', a.details, 'at', a.at, 'byName', ${nameOf('a.by_id')}) order by a.at, a.id), '[]')
        from concern.pathway_answer a where a.pathway_id = w.id)) order by w.opened_at, w.id), '[]')
  from concern.pathway w where w.concern_id = ${concernId})`;

const instant = (value: string | null) => (value === null ? null : Temporal.Instant.from(value));

export const asPathway = ({ openedAt, dueOn, notNeededAt, given, ...rest }: Plain): Pathway => ({
  ...rest,
  openedAt: Temporal.Instant.from(openedAt),
  dueOn: dueOn === null ? null : Temporal.PlainDate.from(dueOn),
  notNeededAt: instant(notNeededAt),
  given: given.map(({ at, ...one }) => ({ ...one, at: Temporal.Instant.from(at) })),
});

/** The pathways of a case, with the deeds that answer some of their steps. */
export async function findPathways(
  tx: Tx,
  concernId: string,
): Promise<{ readonly pathways: readonly Pathway[]; readonly deeds: Deeds }> {
  const row = await tx.db
    .selectNoFrom([
      pathwaysOf(concernId).as('pathways'),
      referralsOf(concernId).as('referrals'),
      sanctionsOf(concernId).as('sanctions'),
    ])
    .executeTakeFirstOrThrow();
  const deeds = { referrals: row.referrals.map(asReferral), sanctions: row.sanctions.map(asSanction) };
  return { pathways: row.pathways.map(asPathway), deeds };
}

/** How many pathways of a case wait for an answer that closing needs; for a query over `f`, its case file. */
export const waitingPathways = sql<number>`(select count(*)::int from concern.pathway w
  where w.concern_id = f.concern_id and w.not_needed_at is null and w.required_open > 0)`;

/** Whether the answer that is in force is that something of it could show a child nude, part-nude or sexual. */
export async function findCouldShowChild(tx: Tx, concernId: string): Promise<boolean> {
  const { rows } = await sql<{ could: boolean }>`
    select coalesce((select evidence.in_force(o) from evidence.folder o where o.id = c.submitted_key), c.indecent_image)
      <> 'no' as could from concern.concern c where c.id = ${concernId}`.execute(tx.db);
  return rows[0]?.could ?? false;
}

/** Gives its id; undefined where the case has this pathway already. */
export async function insertPathway(
  tx: Tx,
  file: CaseKey,
  { id: definition, version }: PathwayDefinition,
  openedBy: string | null,
): Promise<string | undefined> {
  const row = await tx.db
    .insertInto('concern.pathway')
    .values({
      id: tx.ids.uuid(),
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      definition,
      version,
      opened_at: tx.at,
      opened_by: openedBy,
      // Until it is counted, in the same transaction: see recount.ts.
      required_open: 0,
      due_on: null,
    })
    .onConflict((conflict) => conflict.columns(['concern_id', 'definition']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** Of the entry by which somebody locked the files of an acknowledged case; nothing where it has this pathway already. */
export async function openForGuard(tx: Tx, entry: string, one: PathwayDefinition): Promise<void> {
  const required = missingSteps(one, new Map()).length;
  await sql`select concern.open_pathway_of_guard(${entry}::uuid, ${one.id}, ${one.version}::int, ${required}::int)`.execute(
    tx.db,
  );
}

export async function saveProgress(
  tx: Tx,
  id: string,
  { requiredOpen, dueOn }: Pick<Pathway, 'requiredOpen' | 'dueOn'>,
): Promise<void> {
  await tx.db
    .updateTable('concern.pathway')
    .set({ required_open: requiredOpen, due_on: dueOn })
    .where('id', '=', id)
    .execute();
}

export async function saveNotNeeded(tx: Tx, id: string, by: string, why: string): Promise<void> {
  await tx.db
    .updateTable('concern.pathway')
    .set({ not_needed_at: tx.at, not_needed_by: by, not_needed_why: why })
    .where('id', '=', id)
    .execute();
}

export async function insertAnswer(
  tx: Tx,
  file: CaseKey,
  made: Pick<Given, 'step' | 'answer' | 'reason' | 'details'> & {
    readonly pathwayId: string;
    readonly byId: string;
  },
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.pathway_answer')
    .values({
      id,
      pathway_id: made.pathwayId,
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      step: made.step,
      answer: made.answer,
      reason: made.reason,
      details: JSON.stringify(made.details),
      at: tx.at,
      by_id: made.byId,
    })
    .execute();
  return id;
}

/** What cannot wait on pathways of my cases, as a branch of what Today shows a handler. */
export const pathwaysDue = (me: string, today: LocalDate) => sql`
  (select 'pathway', w.concern_id, c.reference, f.urgent, false, min(w.due_on), null, null
    from concern.pathway w
    join concern.case_file f on f.concern_id = w.concern_id and f.status <> 'closed'
    join concern.concern c on c.id = w.concern_id
    where f.assigned_to = ${me}::uuid and w.due_on <= ${today}::date and w.not_needed_at is null
    group by w.concern_id, c.reference, f.urgent
    order by min(w.due_on), w.concern_id limit 50)`;

/** What was answered, in the words of the timeline, as a branch of a child's file (child-file/queries.ts). */
export const pathwaysInFile = sql`
  select e.id, 'pathway', e.at, e.concern_id, w.definition, e.kind = 'pathway_not_needed', e.body, e.author_id
    from mine join concern.entry e on e.concern_id = mine.concern_id
    join concern.pathway w on w.concern_id = e.concern_id and w.id = (e.details ->> 'row')::uuid
    where e.kind in ('pathway_open', 'pathway_answer', 'pathway_not_needed')`;
