import { type RawBuilder, sql } from 'kysely';
import { Temporal } from '#platform/clock';
import type { Assessment, FiledConcern, Measure, Outcome, StaffSide, Telling } from './types.ts';

/** What was judged and done about an adult, as it is read. */

type Written<T> = Omit<T, 'at'> & { readonly at: string };
type Plain = Omit<StaffSide, 'assessments' | 'outcomes' | 'tellings' | 'measures' | 'earlier'> & {
  readonly assessments: readonly (Omit<Written<Assessment>, 'ladoBy'> & { readonly ladoBy: string | null })[];
  readonly outcomes: readonly Written<Outcome>[];
  readonly tellings: readonly (Omit<Telling, 'happenedOn'> & { readonly happenedOn: string })[];
  readonly measures: readonly (Omit<Written<Measure>, 'fromOn' | 'reviewOn'> & {
    readonly fromOn: string;
    readonly reviewOn: string | null;
  })[];
  readonly earlier: readonly PlainFiled[];
};
export type PlainFiled = Omit<FiledConcern, 'reportedOn'> & { readonly reportedOn: string };

const OUTSIDE = sql.lit('Somebody outside this school');
const nameOf = (person: string) =>
  sql`coalesce((select coalesce(p.known_as, p.given_name) || ' ' || p.family_name from people.person p
    where p.id = ${sql.ref(person)}), ${OUTSIDE})`;

const assessments = (concernId: string) => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'personId', a.person_id,
      'name', coalesce(a.described_as, ${nameOf('a.person_id')}), 'worker', a.worker, 'employer', a.employer,
      'answers', a.answers, 'edition', a.edition, 'level', a.level, 'reason', a.reason, 'ladoBy', a.lado_by,
      'at', a.assessed_at, 'byName', ${nameOf('a.assessed_by')}) order by a.assessed_at desc, a.id desc), '[]')
  from concern.staff_assessment a where a.concern_id = ${concernId})`;

const outcomes = (concernId: string) => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('outcome', o.outcome, 'reason', o.reason, 'at', o.decided_at,
      'byName', ${nameOf('o.decided_by')}) order by o.decided_at desc, o.id desc), '[]')
  from concern.staff_outcome o where o.concern_id = ${concernId})`;

const tellings = (concernId: string) => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'what', t.what, 'toldBy', t.told_by,
      'toldWhom', t.told_whom, 'happenedOn', t.happened_on, 'happenedTime', t.happened_time,
      'agreedWith', t.agreed_with, 'agreement', t.agreement) order by t.at desc, t.id desc), '[]')
  from concern.staff_telling t where t.concern_id = ${concernId})`;

const measures = (concernId: string) => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('decision', m.decision, 'alternatives', m.alternatives,
      'reason', m.reason, 'fromOn', m.from_on, 'reviewOn', m.review_on, 'contact', m.contact, 'support', m.support,
      'at', m.decided_at, 'byName', ${nameOf('m.decided_by')}) order by m.decided_at desc, m.id desc), '[]')
  from concern.staff_measure m where m.concern_id = ${concernId})`;

const subjects = (concernId: string) => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', y.id, 'personId', y.person_id,
      'name', coalesce(y.described_as, ${nameOf('y.person_id')})) order by y.added_at, y.id), '[]')
  from concern.party y
  where y.concern_id = ${concernId} and y.part = 'alleged' and y.is_adult
    and not exists (select from concern.party i where i.concern_id = y.concern_id and i.identifies = y.id))`;

/** Only from this side: a link lies with the case that it is written on. */
const childRecords = (concernId: string) => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'reference', c.reference) order by c.reference), '[]')
  from concern.link k
  join concern.concern c on c.id::text = k.target
  join concern.caseload l on l.id = c.caseload_id and l.stream = 'child'
  where k.concern_id = ${concernId} and k.kind = 'concern')`;

/** A concern `c` with its case `f` and latest judgement `a`, as a file shows it. */
export const filedConcern = sql`jsonb_build_object('concernId', c.id, 'reference', c.reference, 'status', f.status,
  'reportedOn', (c.reported_at at time zone 'Europe/London')::date, 'level', a.level, 'kinds', c.kinds,
  'childIds', array(select distinct y.person_id from concern.party y
    where y.concern_id = c.id and not y.is_adult and y.person_id is not null),
  'selfTold', coalesce(c.reporter_id = any (people.same_person(a.person_id)), false),
  'outcome', (select o.outcome from concern.staff_outcome o where o.concern_id = c.id
    order by o.decided_at desc, o.id desc limit 1),
  'finding', f.finding)`;

const earlier = (concernId: string) => sql`(
  select coalesce(jsonb_agg(${filedConcern} order by c.reported_at desc, c.id), '[]')
  from (
    select distinct on (s.concern_id) s.concern_id, s.person_id, s.level from concern.staff_assessment s
    where s.concern_id <> ${concernId} and s.person_id = any (array(
      select unnest(people.same_person(y.person_id)) from concern.party y
      where y.concern_id = ${concernId} and y.part = 'alleged' and y.is_adult and y.person_id is not null))
    order by s.concern_id, s.assessed_at desc, s.id desc) a
  join concern.concern c on c.id = a.concern_id
  join concern.case_file f on f.concern_id = a.concern_id
  where a.level <> 'neither')`;

/** All of it as one sub-select; see case/follow. Of a case about a child it is empty. */
export const staffSideOf = (concernId: string): RawBuilder<Plain> => sql`(
  select jsonb_build_object('subjects', ${subjects(concernId)}, 'assessments', ${assessments(concernId)},
    'outcomes', ${outcomes(concernId)}, 'tellings', ${tellings(concernId)}, 'measures', ${measures(concernId)},
    'earlier', ${earlier(concernId)}, 'childRecords', ${childRecords(concernId)},
    'ladoTold', concern.lado_told(${concernId})))`;

const day = (value: string) => Temporal.PlainDate.from(value);
const instant = (value: string) => Temporal.Instant.from(value);

export const asFiled = (plain: PlainFiled): FiledConcern => ({ ...plain, reportedOn: day(plain.reportedOn) });

export const asStaffSide = (plain: Plain): StaffSide => ({
  ...plain,
  assessments: plain.assessments.map((one) => ({
    ...one,
    ladoBy: one.ladoBy === null ? null : day(one.ladoBy),
    at: instant(one.at),
  })),
  outcomes: plain.outcomes.map((one) => ({ ...one, at: instant(one.at) })),
  tellings: plain.tellings.map((one) => ({ ...one, happenedOn: day(one.happenedOn) })),
  measures: plain.measures.map((one) => ({
    ...one,
    fromOn: day(one.fromOn),
    reviewOn: one.reviewOn === null ? null : day(one.reviewOn),
    at: instant(one.at),
  })),
  earlier: plain.earlier.map(asFiled),
});
