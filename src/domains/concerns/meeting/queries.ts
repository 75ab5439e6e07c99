import { sql } from 'kysely';
import { type LocalDate, Temporal } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { MeetingCase, OpenAction } from './types.ts';

/** As JSON carries it. */
type PlainAction = Omit<OpenAction, 'dueOn'> & { readonly dueOn: string | null };
type Row = Omit<MeetingCase, 'actions'> & { readonly actions: readonly PlainAction[] };

const nameOf = sql`coalesce(coalesce(p.known_as, p.given_name) || ' ' || p.family_name, 'Name held elsewhere')`;

/** Every case about children at one school that is not closed and that I handle, with what is still to be done in it. */
export async function findOpenCases(tx: Tx, schoolId: string, today: LocalDate): Promise<MeetingCase[]> {
  const { rows } = await sql<Row>`
    select f.concern_id as "concernId", c.reference, c.headline, f.status, f.severity, f.urgent,
      f.acknowledged_at is not null as acknowledged, f.reported_at as "reportedAt",
      coalesce(a.known_as, a.given_name) || ' ' || a.family_name as assignee,
      (select coalesce(jsonb_agg(jsonb_build_object('what', t.what, 'owner', ${nameOf}, 'dueOn', t.due_on,
          'late', coalesce(t.due_on < ${today}::date, false)) order by t.due_on, t.id), '[]')
        from concern.action t left join people.person p on p.id = t.owner_id
        where t.concern_id = f.concern_id and t.done_at is null) as actions,
      (select count(*)::int from concern.referral r where r.concern_id = f.concern_id and r.next_check <= ${today}::date) as "referralsLate",
      (select coalesce(jsonb_agg(jsonb_build_object('id', coalesce(y.person_id, y.id),
          'name', coalesce(y.described_as, ${nameOf}), 'ncYear', e.nc_year) order by y.part, y.id), '[]')
        from concern.party y
        left join people.person p on p.id = y.person_id
        left join people.enrolment e on e.person_id = y.person_id and e.school_id = f.school_id and e.during @> ${today}::date
        where y.concern_id = f.concern_id and not y.is_adult and y.part <> 'witness'
          and not exists (select from concern.party i where i.identifies = y.id)) as children
    from concern.caseload l
    join concern.case_file f on f.caseload_id = l.id and f.status <> 'closed'
    join concern.concern c on c.id = f.concern_id
    left join people.person a on a.id = f.assigned_to
    where l.stream = 'child' and l.school_id = ${schoolId} and l.id = any ((select app.ids('caseloads'))::uuid[])
    order by f.urgent desc, f.reported_at, f.concern_id
  `.execute(tx.db);
  return rows.map((row) => ({
    ...row,
    actions: row.actions.map(({ dueOn, ...action }) => ({
      ...action,
      dueOn: dueOn === null ? null : Temporal.PlainDate.from(dueOn),
    })),
  }));
}
