import { sql } from 'kysely';
import { setsQuotas, USUAL_QUOTA } from '#domains/evidence';
import type { ResponsibilityKind } from '#domains/people';
import type { Me, Role, Tx } from '#platform/db';

/** What still keeps a school's people from being reached. */
export type GapKind = 'above' | 'chair' | 'second' | 'third' | 'phone' | 'lado' | 'roster' | 'address';

/** A responsibility that needs somebody. */
export type HolderKind = 'vacant' | 'cover_ends' | 'leaves' | 'missing';

export interface Beside {
  readonly kind:
    | 'duty'
    | 'recovery'
    | 'vouch'
    | 'leavers'
    | 'handover'
    | 'behind'
    | 'inbox'
    | 'room'
    | 'review'
    | 'setting'
    | HolderKind
    | GapKind;
  /** Of the duty, the recovery, the handover or the person; the school's, or the trust's, for everything else. */
  readonly id: string;
  readonly name: string | null;
  /** A duty, or a responsibility. */
  readonly role: Role | ResponsibilityKind | null;
  readonly school: string | null;
  /** How many are meant, where that is more than one; days left, of a responsibility; of a hundred, of room. */
  readonly n: number;
}

const today = sql`signin.today()`;
const nameOf = sql`coalesce(p.known_as, p.given_name) || ' ' || p.family_name`;

/** What others started and I, as a second case reader, can agree to; none of it is mine or for me. */
const toConfirm = sql`
  select 'duty' as kind, d.id, ${nameOf} as name, d.role, s.name as school, 1 as n
  from signin.duty_grant d join people.person p on p.id = d.person_id left join people.school s on s.id = d.school_id
  where d.confirmed_at is null and d.cancelled_at is null and d.expires_at > app.at()
    and signin.may_confirm_duty(d.id)
  union all
  select 'recovery', r.id, ${nameOf}, null, null, 1
  from signin.recovery r join people.person p on p.id = r.person_id
  where r.confirmed_at is null and r.cancelled_at is null and r.expires_at > app.at()
    and app.actor() not in (r.started_by, r.person_id)
  union all
  select 'vouch', p.id, ${nameOf}, null, null, 1
  from signin.account a join people.person p on p.id = a.person_id
  where a.reset_alone_at is not null and a.vouched_by = '{}' and signin.may_vouch(a.person_id)`;

const leavers = (schoolIds: readonly string[]) => sql`
  select 'leavers', s.id, null, null, s.name, count(*)::int
  from people.proposed_leaver l join people.school s on s.id = l.school_id
  where l.school_id = any (${schoolIds}::uuid[]) group by s.id`;

/** Roster files in the schools' folders that wait for somebody, or were refused and nobody has said that they know. */
const inbox = (schoolIds: readonly string[]) => sql`
  select 'inbox', s.id, null, null, s.name, count(*)::int
  from people.inbox_file f join people.school s on s.id = f.school_id
  where f.school_id = any (${schoolIds}::uuid[])
    and (f.state = 'waiting' or (f.state = 'refused' and f.noted_by is null)) group by s.id`;

/** Schools whose room for files is nearly used; `n` is how much of it, in a hundred. */
const shortOfRoom = sql`
  select 'room', s.id, null, null, s.name, (h.bytes * 100 / greatest(1, l.bytes))::int
  from evidence.held() h join people.school s on s.id = h.school_id
  cross join lateral (select coalesce((
    select q.bytes from evidence.quota q where q.school_id = s.id order by q.version desc limit 1), ${USUAL_QUOTA}::bigint) as bytes) l
  where h.bytes > l.bytes * 0.8`;

/** Case readers of a school: those who hold a duty there or, for what concerns the Head, above it. */
const gaps = (schoolIds: readonly string[]) => sql`
  select g.kind, s.id, null, null, s.name, g.n
  from people.school s
  cross join lateral (
    select count(distinct a.person_id) filter (where a.role in ('chair_of_governors', 'trust_safeguarding_lead'))::int as above,
      count(distinct a.person_id)::int as others,
      count(distinct a.person_id) filter (where c.ever_used)::int as ready,
      count(distinct a.person_id) filter (where p.email is null)::int as unmailed
    from people.appointment a join people.person p on p.id = a.person_id
    left join signin.account c on c.person_id = a.person_id
    where a.during @> ${today} and (a.school_id = s.id or (a.school_id is null and a.trust_id = s.trust_id))
      and a.role in ('dsl', 'deputy_dsl', 'head', 'chair_of_governors', 'trust_safeguarding_lead')
      and a.person_id <> app.actor()) h
  cross join lateral (
    select exists (
      select from people.appointment a
      where a.school_id = s.id and a.role = 'governor' and a.during @> ${today}) as known) v
  cross join lateral (values
    ('above', (h.above = 0 and not v.known)::int), ('chair', (h.above = 0 and v.known)::int), ('second', (h.ready = 0)::int), ('third', (h.ready > 0 and h.others = 1)::int),
    ('phone', (s.phone is null)::int), ('lado', (s.lado_contact is null)::int),
    ('roster', (not exists (select from people.enrolment e where e.school_id = s.id))::int),
    ('address', h.unmailed + (select count(*)::int from people.person p where p.id = app.actor() and p.email is null))
  ) g (kind, n)
  where s.id = any (${schoolIds}::uuid[]) and g.n > 0`;

/** Where I lead: who is missing, or soon will be, and handovers that wait for me. */
const holders = sql`
  select g.what, g.place_id, ${nameOf}, g.kind, coalesce(s.name, t.name), coalesce(g.last_day - ${today}, 0)
  from people.responsibility_gaps() g
  left join people.person p on p.id = g.person_id left join people.school s on s.id = g.place_id
  left join people.trust t on t.id = g.place_id
  union all
  select 'handover', h.id, ${nameOf}, h.kind, coalesce(s.name, t.name), 0
  from people.handover h left join people.person p on p.id = h.to_person_id
  left join people.school s on s.id = h.place_id left join people.trust t on t.id = h.place_id
  where h.agreed is null and h.place_id = any ((select people.led_places())::uuid[])`;

/** Open work that lies with somebody who reads it no longer, or soon will not. */
const leftBehind = sql`
  select 'behind', l.person_id, ${nameOf}, null, l.what, l.cases + l.actions
  from concern.left_behind() l left join people.person p on p.id = l.person_id`;

/** Closed cases whose time is over, and that wait for a decision of mine. */
const dueForReview = sql`
  select 'review', app.actor(), null, null, null, count(*)::int
  from retention.due() d where d.blocks = '{}' and d.asked_by is distinct from app.actor() having count(*) > 0`;

/** What was changed below me of who is told, and when, and that I have not looked at. */
const changedSettings = sql`
  select 'setting', s.id, null, null, s.name, count(*)::int
  from people.setting_told t join people.school s on s.id = t.school_id
  where t.person_id = app.actor() and t.seen_at is null group by s.id`;

const leads: ReadonlySet<Role> = new Set(['head', 'trust_safeguarding_lead']);

/** Whoever leads sees to it that work is passed on; a deputy may, and is not asked to. */
const seesToIt: ReadonlySet<Role> = new Set(['dsl', 'head', 'chair_of_governors', 'trust_safeguarding_lead']);

/** What waits beside concerns: one statement, and none for who could have nothing of it. */
export async function findBeside(tx: Tx, me: Me): Promise<Beside[]> {
  const readsCases = me.childSchoolIds.length + me.headSchoolIds.length > 0;
  const held = me.appointments.map(({ role }) => role);
  const keeps = me.appointments.flatMap(({ role, schoolId }) =>
    (role === 'office' || role === 'head') && schoolId !== null ? [schoolId] : [],
  );
  const parts = [
    ...(readsCases ? [toConfirm] : []),
    ...(readsCases && held.some((role) => seesToIt.has(role)) ? [leftBehind, dueForReview] : []),
    ...(readsCases && held.some((role) => leads.has(role)) ? [holders] : []),
    ...(me.headSchoolIds.length > 0 ? [changedSettings] : []),
    ...(keeps.length > 0 ? [leavers(keeps)] : []),
    ...(me.rosterSchoolIds.length > 0 ? [inbox(me.rosterSchoolIds)] : []),
    ...(setsQuotas(me) ? [shortOfRoom] : []),
    ...(me.adultSchoolIds.length > 0 ? [gaps(me.adultSchoolIds)] : []),
  ];
  if (parts.length === 0) return [];
  const { rows } = await sql<Beside>`
    select * from (${sql.join(parts, sql` union all `)}) b (kind, id, name, role, school, n)
  `.execute(tx.db);
  return rows;
}
