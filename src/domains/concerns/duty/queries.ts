import { type RawBuilder, sql } from 'kysely';
import { type LocalDate, Temporal } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { DutyId } from './duties.ts';

type CaseKey = { readonly concernId: string; readonly caseloadId: string };

/** How somebody did their duty. */
export interface DutyDone {
  readonly id: string;
  readonly duty: DutyId;
  /** What the register said of it that day. */
  readonly edition: string;
  readonly who: string;
  readonly toldWhom: string;
  readonly toldOn: LocalDate;
  readonly toldTime: string | null;
  readonly reference: string | null;
  readonly note: string | null;
}

type Plain = Omit<DutyDone, 'toldOn'> & { readonly toldOn: string };

/** Duties that were done, as a sub-select; see case/follow. */
export const dutiesDoneIn = (concernId: string): RawBuilder<readonly Plain[]> => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'duty', d.duty, 'edition', d.edition,
      'who', coalesce(coalesce(p.known_as, p.given_name) || ' ' || p.family_name, 'Somebody outside this school'),
      'toldWhom', d.told_whom, 'toldOn', d.told_on, 'toldTime', d.told_time, 'reference', d.reference, 'note', d.note)
    order by d.recorded_at desc, d.id), '[]')
  from concern.legal_duty d left join people.person p on p.id = d.person_id where d.concern_id = ${concernId})`;

/** As a branch of a child's file (child-file/queries.ts). */
export const dutiesInFile = sql`
  select d.id, 'duty', d.recorded_at, d.concern_id, d.duty, false, concat_ws('. ', d.told_whom, d.note), d.person_id
    from mine join concern.legal_duty d on d.concern_id = mine.concern_id`;

export const asDutyDone = ({ toldOn, ...rest }: Plain): DutyDone => ({
  ...rest,
  toldOn: Temporal.PlainDate.from(toldOn),
});

export async function insertDutyDone(
  tx: Tx,
  file: CaseKey,
  done: Omit<DutyDone, 'id' | 'who'> & { readonly personId: string; readonly recordedBy: string },
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.legal_duty')
    .values({
      id,
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      duty: done.duty,
      edition: done.edition,
      person_id: done.personId,
      told_whom: done.toldWhom,
      told_on: done.toldOn,
      told_time: done.toldTime,
      reference: done.reference,
      note: done.note,
      recorded_at: tx.at,
      recorded_by: done.recordedBy,
    })
    .execute();
  return id;
}
