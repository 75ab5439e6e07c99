import { sql } from 'kysely';
import type { Instant, LocalDate } from '#platform/clock';
import type { Tx } from '#platform/db';

/** That a case was destroyed, and nothing of what it was about. */
export interface Certificate {
  readonly id: string;
  readonly reference: string;
  readonly school: string;
  readonly schoolId: string;
  readonly rule: string;
  readonly source: string;
  readonly countedFrom: string;
  readonly amount: number;
  readonly dueOn: LocalDate;
  readonly birthKnown: boolean;
  readonly askedBy: string | null;
  readonly askedAt: Instant;
  readonly agreedBy: string | null;
  readonly at: Instant;
  readonly rows: number;
  readonly files: number;
  readonly backupsUntil: LocalDate | null;
}

/** The newest first: all that I may see, or one. */
export async function findCertificates(tx: Tx, id: string | null): Promise<Certificate[]> {
  const name = (column: string) => sql`(select coalesce(p.known_as, p.given_name) || ' ' || p.family_name
    from people.person p where p.id = ${sql.ref(column)})`;
  const { rows } = await sql<Certificate>`
    select d.id, d.reference, coalesce(s.name, 'A school of the trust') as school, d.school_id as "schoolId", r.title as rule, d.source, r.counted_from as "countedFrom", d.amount, d.due_on as "dueOn",
      d.birth_known as "birthKnown", ${name('d.asked_by')} as "askedBy", d.asked_at as "askedAt", ${name('d.agreed_by')} as "agreedBy",
      d.destroyed_at as at, (select sum(n.value::int)::int from jsonb_each_text(d.row_counts) n) as rows, d.files,
      d.backups_until as "backupsUntil"
    from retention.destruction d left join people.school s on s.id = d.school_id join retention.rule r on r.class = d.class
    where ${id}::uuid is null or d.id = ${id}::uuid
    order by d.destroyed_at desc, d.id`.execute(tx.db);
  return rows;
}
