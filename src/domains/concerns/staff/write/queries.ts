import { sql } from 'kysely';
import type { ContentRow, Tx } from '#platform/db';
import type { Answer, Assessment, LowLevelOutcome, Measure, Telling } from '../types.ts';

/** What is written about an adult; each row once, and vouched for by its event. */

type CaseKey = { readonly concernId: string; readonly caseloadId: string };

const keys = (tx: Tx, file: CaseKey) => ({
  id: tx.ids.uuid(),
  concern_id: file.concernId,
  caseload_id: file.caseloadId,
});

export interface NewAssessment extends Omit<Assessment, 'id' | 'name' | 'answers' | 'at' | 'byName'> {
  readonly describedAs: string | null;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly by: string;
}

export async function insertAssessment(tx: Tx, file: CaseKey, made: NewAssessment): Promise<ContentRow> {
  const key = keys(tx, file);
  await tx.db
    .insertInto('concern.staff_assessment')
    .values({
      ...key,
      person_id: made.personId,
      described_as: made.describedAs,
      worker: made.worker,
      employer: made.employer,
      answers: JSON.stringify(made.answers),
      edition: made.edition,
      level: made.level,
      reason: made.reason,
      lado_by: made.ladoBy,
      assessed_at: tx.at,
      assessed_by: made.by,
    })
    .execute();
  return { table: 'concern.staff_assessment', id: key.id };
}

export async function insertOutcome(
  tx: Tx,
  file: CaseKey,
  made: { readonly outcome: LowLevelOutcome; readonly reason: string; readonly by: string },
): Promise<ContentRow> {
  const key = keys(tx, file);
  await tx.db
    .insertInto('concern.staff_outcome')
    .values({
      ...key,
      outcome: made.outcome,
      reason: made.reason,
      decided_at: tx.at,
      decided_by: made.by,
    })
    .execute();
  return { table: 'concern.staff_outcome', id: key.id };
}

export interface NewTelling extends Telling {
  readonly by: string;
}

export async function insertTelling(tx: Tx, file: CaseKey, made: NewTelling): Promise<ContentRow> {
  const key = keys(tx, file);
  await tx.db
    .insertInto('concern.staff_telling')
    .values({
      ...key,
      kind: made.kind,
      what: made.what,
      told_by: made.toldBy,
      told_whom: made.toldWhom,
      happened_on: made.happenedOn,
      happened_time: made.happenedTime,
      agreed_with: made.agreedWith,
      agreement: made.agreement,
      at: tx.at,
      by_id: made.by,
    })
    .execute();
  return { table: 'concern.staff_telling', id: key.id };
}

export interface NewMeasure extends Omit<Measure, 'at' | 'byName'> {
  readonly by: string;
}

export async function insertMeasure(tx: Tx, file: CaseKey, made: NewMeasure): Promise<ContentRow> {
  const key = keys(tx, file);
  await tx.db
    .insertInto('concern.staff_measure')
    .values({
      ...key,
      decision: made.decision,
      alternatives: made.alternatives,
      reason: made.reason,
      from_on: made.fromOn,
      review_on: made.reviewOn,
      contact: made.contact,
      support: made.support,
      decided_at: tx.at,
      decided_by: made.by,
    })
    .execute();
  return { table: 'concern.staff_measure', id: key.id };
}

/** When the concern reached the school: from then on the officer's working day runs. */
export async function findEntered(tx: Tx, concernId: string) {
  const { entered_at } = await tx.db
    .selectFrom('concern.concern')
    .select('entered_at')
    .where('id', '=', concernId)
    .executeTakeFirstOrThrow();
  return entered_at;
}

/** A concern about a child at this school by its number: one that I handle, or reported myself. */
export async function findChildRecord(
  tx: Tx,
  schoolId: string,
  reference: string,
): Promise<string | undefined> {
  const found = await tx.db
    .selectFrom('concern.concern as c')
    .innerJoin('concern.caseload as l', 'l.id', 'c.caseload_id')
    .select('c.id')
    .where('c.reference', '=', reference)
    .where('c.school_id', '=', schoolId)
    .where('l.stream', '=', 'child')
    .executeTakeFirst();
  return found?.id;
}

/** What was judged of them in this case stands, so they stay shut out of it. */
export async function isJudged(tx: Tx, concernId: string, personId: string): Promise<boolean> {
  const { rows } = await sql<{ readonly judged: boolean }>`
    select concern.is_judged(${concernId}, ${personId}) as judged`.execute(tx.db);
  return rows[0]?.judged ?? false;
}
