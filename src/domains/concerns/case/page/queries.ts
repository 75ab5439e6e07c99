import { sql } from 'kysely';
import type { Instant } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Status } from '../../types.ts';
import type { PolicyId } from '../types.ts';

export interface Guardian {
  readonly adultId: string;
  readonly name: string;
  readonly relation: string | null;
  readonly parentalResponsibility: 'unknown' | 'yes' | 'no';
  readonly contact: 'unknown' | 'allowed' | 'no_contact';
}

/** What a lead needs to know beside a child's name. */
export interface Family {
  readonly childId: string;
  readonly send: 'none' | 'support' | 'ehcp' | null;
  readonly lookedAfter: boolean | null;
  readonly plan: 'none' | 'child_in_need' | 'child_protection' | null;
  readonly socialWorker: string | null;
  readonly youngCarer: boolean | null;
  readonly firstLanguage: string | null;
  readonly guardians: readonly Guardian[];
}

/** Context and guardians of children, in one statement; each only as far as I may see it. */
export async function findFamilies(tx: Tx, childIds: readonly string[]): Promise<Family[]> {
  if (childIds.length === 0) return [];
  const { rows } = await sql<Family>`
    select c.id as "childId", x.send, x.looked_after as "lookedAfter", x.plan, x.social_worker as "socialWorker",
      x.young_carer as "youngCarer", x.first_language as "firstLanguage",
      coalesce((
        select jsonb_agg(jsonb_build_object('adultId', g.adult_id, 'relation', g.relation,
          'name', coalesce(coalesce(p.known_as, p.given_name) || ' ' || p.family_name, 'Name held elsewhere'),
          'parentalResponsibility', g.parental_responsibility, 'contact', g.contact) order by p.family_name, p.given_name, g.id)
        from people.guardianship g left join people.person p on p.id = g.adult_id
        where g.child_id = any (c.same)), '[]') as guardians
    -- A child whom somebody joined from two records is one child here, whichever of the ids a case names.
    from (select i.id, people.same_person(i.id) as same from unnest(${childIds}::uuid[]) i (id)) c
    left join lateral (
      select * from people.child_context y where y.person_id = any (c.same)
      order by array_position(c.same, y.person_id) limit 1) x on true
  `.execute(tx.db);
  return rows;
}

/** What was added by the reporter, told to them, and who was told of the case, newest first. */
export interface Said {
  readonly id: string;
  readonly at: Instant;
  readonly what: 'addition' | 'update' | 'notice';
  readonly kind: string;
  readonly body: string | null;
  readonly personId: string | null;
  readonly name: string | null;
  readonly step: number | null;
  readonly seenAt: Instant | null;
}

export async function findSaid(tx: Tx, concernId: string): Promise<Said[]> {
  const { rows } = await sql<Said>`
    select t.id, t.at, t.what, t.kind, t.body, t.person_id as "personId", t.step, t.seen_at as "seenAt",
      coalesce(p.known_as, p.given_name) || ' ' || p.family_name as name
    from (
      select a.id, a.added_at as at, 'addition' as what, 'addition' as kind, a.body, a.author_id as person_id,
        null::int as step, null::timestamptz as seen_at
        from concern.addition a where a.concern_id = ${concernId}
      union all
      select u.id, u.at, 'update', u.kind, u.body, u.reporter_id, null, null
        from concern.reporter_update u where u.concern_id = ${concernId} and u.kind <> 'sent'
      union all
      select n.id, n.told_at, 'notice', n.kind, null, n.person_id, n.step, n.seen_at
        from concern.notice n where n.concern_id = ${concernId}
    ) t left join people.person p on p.id = t.person_id
    order by t.at desc, t.id desc
  `.execute(tx.db);
  return rows;
}

export interface LinkedCase {
  readonly id: string;
  readonly reference: string;
  readonly headline: string;
  readonly status: Status;
}

export interface Links {
  readonly policies: readonly PolicyId[];
  readonly linked: readonly LinkedCase[];
  /** Other cases of the same children, not linked yet. */
  readonly suggested: readonly LinkedCase[];
  /** Cases that the timeline names, linked still or not. */
  readonly mentioned: readonly LinkedCase[];
}

const MOST_SUGGESTED = 10;

/** Links from either side and suggestions; of other cases only those that I may open. */
export async function findLinks(
  tx: Tx,
  file: { readonly concernId: string; readonly caseloadId: string },
  childIds: readonly string[],
  mentionedIds: readonly string[],
): Promise<Links> {
  const { concernId, caseloadId } = file;
  const { rows } = await sql<LinkedCase & { readonly how: string }>`
    with linked as (
      select k.target::uuid as id from concern.link k where k.concern_id = ${concernId} and k.kind = 'concern'
      union
      select k.concern_id from concern.link k
        where k.target = ${concernId} and k.kind = 'concern' and k.caseload_id = ${caseloadId}::uuid
    )
    select 'policy' as how, k.target as id, '' as reference, '' as headline, '' as status
      from concern.link k where k.concern_id = ${concernId} and k.kind = 'policy'
    union all
    select 'linked', c.id::text, c.reference, c.headline, f.status
      from linked l join concern.case_file f on f.concern_id = l.id join concern.concern c on c.id = l.id
    union all
    select 'mentioned', c.id::text, c.reference, c.headline, f.status
      from concern.case_file f join concern.concern c on c.id = f.concern_id
      where f.concern_id = any (${mentionedIds}::uuid[])
    union all
    (select 'suggested', c.id::text, c.reference, c.headline, f.status
      from (select distinct p.concern_id from concern.party p
        where p.person_id = any (array(
            select unnest(people.same_person(i.id)) from unnest(${childIds}::uuid[]) i (id))) and not p.is_adult and p.caseload_id = ${caseloadId}::uuid
          and not exists (select from concern.party r where r.identifies = p.id)) o
      join concern.case_file f on f.concern_id = o.concern_id
      join concern.concern c on c.id = o.concern_id
      where o.concern_id <> ${concernId}::uuid and o.concern_id not in (select id from linked)
      order by c.reported_at desc limit ${MOST_SUGGESTED})
  `.execute(tx.db);
  const of = (how: string) => rows.filter((row) => row.how === how);
  return {
    policies: of('policy').map(({ id }) => id as PolicyId),
    linked: of('linked'),
    suggested: of('suggested'),
    mentioned: of('mentioned'),
  };
}

/** My notices of this case are seen. */
export async function markSeen(tx: Tx, concernId: string, personId: string): Promise<void> {
  await tx.db
    .updateTable('concern.notice')
    .set({ seen_at: tx.at })
    .where('concern_id', '=', concernId)
    .where('person_id', '=', personId)
    .where('seen_at', 'is', null)
    .execute();
}
