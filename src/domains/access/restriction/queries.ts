import { sql } from 'kysely';
import { yearName } from '#domains/people';
import { type Instant, type LocalDate, ZONE } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Listed, NewRestriction, Restriction } from './types.ts';

const columns = sql`r.id, r.person_id as "personId", r.scope, r.device, lower(r.during) as from, upper(r.during) as until`;

/** What one person may not use at that moment, whichever of their records it names. */
export async function findRestrictionsOf(tx: Tx, personId: string, at: Instant): Promise<Restriction[]> {
  const { rows } = await sql<Restriction>`
    select ${columns} from access.restriction r
    where r.person_id = any (people.same_person(${personId}::uuid)) and r.lifted_at is null
      and r.during @> ${at}::timestamptz
    order by r.scope, lower(r.during), r.id`.execute(tx.db);
  return rows;
}

type ListedRow = Omit<Listed, 'where'> & { readonly ncYear: number | null; readonly group: string | null };

const whereIs = (ncYear: number | null, group: string | null) =>
  ncYear === null ? null : [yearName(ncYear), ...(group === null ? [] : [group])].join(', ');

/** Those in force at my schools, and those that begin later. */
export async function findListed(tx: Tx, schoolIds: readonly string[]): Promise<Listed[]> {
  const { rows } = await sql<ListedRow>`
    select ${columns}, r.school_id as "schoolId", e.nc_year as "ncYear", e.registration_group as "group",
      coalesce(coalesce(p.known_as, p.given_name) || ' ' || p.family_name, 'Name held elsewhere') as name
    from access.restriction r
    left join people.person p on p.id = r.person_id
    left join people.enrolment e on e.person_id = r.person_id and e.school_id = r.school_id
      and e.during @> (${tx.at}::timestamptz at time zone 'Europe/London')::date
    where r.school_id = any (${schoolIds}::uuid[]) and r.lifted_at is null
      and (upper(r.during) is null or upper(r.during) > ${tx.at}::timestamptz)
    order by p.family_name, p.given_name, lower(r.during), r.id`.execute(tx.db);
  return rows.map(({ ncYear, group, ...row }) => ({ ...row, where: whereIs(ncYear, group) }));
}

const midnight = (day: LocalDate) => day.toZonedDateTime(ZONE).toInstant();

export async function insertRestriction(tx: Tx, madeBy: string, made: NewRestriction): Promise<void> {
  const starts = midnight(made.startsOn);
  // Today means now: what was done this morning was done with leave.
  const from = starts.epochMilliseconds < tx.at.epochMilliseconds ? tx.at : starts;
  const until = made.endsOn === null ? null : midnight(made.endsOn.add({ days: 1 }));
  await tx.db
    .insertInto('access.restriction')
    .values({
      id: tx.ids.uuid(),
      school_id: made.schoolId,
      person_id: made.personId,
      of_adult: made.ofAdult,
      scope: made.scope,
      device: made.device,
      during: sql<string>`tstzrange(${from}::timestamptz, ${until}::timestamptz)`,
      reason_kind: 'sanction',
      source_id: made.source.sanctionId,
      concern_id: made.source.concernId,
      caseload_id: made.source.caseloadId,
      made_at: tx.at,
      made_by: madeBy,
    })
    .execute();
}

export async function liftRestrictions(tx: Tx, liftedBy: string, sanctionId: string, why: string) {
  await tx.db
    .updateTable('access.restriction')
    .set({ lifted_at: tx.at, lifted_by: liftedBy, lifted_why: why })
    .where('source_id', '=', sanctionId)
    .where('lifted_at', 'is', null)
    .where(sql<boolean>`(upper(during) is null or upper(during) > ${tx.at}::timestamptz)`)
    .execute();
}
