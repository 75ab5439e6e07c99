import { sql } from 'kysely';
import { type Instant, Temporal } from '#platform/clock';
import type { Tx } from '#platform/db';
import type {
  Concern,
  ConcernFile,
  DescribedEvidence,
  KindId,
  Part,
  Party,
  Place,
  Signature,
} from './types.ts';

type StoredSignature = Omit<Signature, 'at'> & { readonly at: string };

/** What both sides of a concern read: the reporter's pages, the case page, the paper. */

/** The report as it was sent, if I may see it. */
export async function findConcern(tx: Tx, id: string): Promise<Concern | undefined> {
  const row = await tx.db
    .selectFrom('concern.concern')
    .select([
      'id',
      'caseload_id as caseloadId',
      'school_id as schoolId',
      'reference',
      'submitted_key as folderId',
      'reporter_id as reporterId',
      'reporter_designation as reporterDesignation',
      'reported_at as reportedAt',
      'entered_at as enteredAt',
      'on_paper as onPaper',
      'paper_author as paperAuthor',
      'headline',
      'happened_on as happenedOn',
      'happened_time as happenedTime',
      'place',
      'place_detail as placeDetail',
      'immediate_danger as immediateDanger',
      'about_adult as aboutAdult',
      'kinds',
      'child_words as childWords',
      'seen',
      'thought',
      'address',
      'screen_hidden as screenHidden',
      'indecent_image as indecentImage',
      'self_reported as selfReported',
      'evidence',
      'other_witnesses as otherWitnesses',
      'reported_to as reportedTo',
      'lead_name as leadName',
    ])
    .select([
      sql<ConcernFile[]>`coalesce((
        select jsonb_agg(jsonb_build_object('id', i.id, 'called', i.called, 'mediaType', i.media_type, 'bytes', i.bytes,
            'sha256', encode(i.sha256, 'hex'), 'locked', i.quarantined_at is not null) order by i.added_at, i.id)
          from evidence.item i where i.concern_id = concern.concern.id and i.destroyed_at is null), '[]')`.as(
        'files',
      ),
      sql<Concern['guard']>`(select evidence.in_force(f) from evidence.folder f
        where f.id = concern.concern.submitted_key)`.as('guard'),
      sql<
        Concern['outside']
      >`(select jsonb_build_object('wayIn', o.way_in, 'toldAs', o.told_as, 'keyStage', o.key_stage,
          'name', o.name, 'className', o.class, 'contact', o.contact, 'wantsAdult', o.wants_adult,
          'soundsUrgent', o.sounds_urgent)
        from concern.outside_report o where o.concern_id = concern.concern.id)`.as('outside'),
      sql<StoredSignature[]>`coalesce((
        select jsonb_agg(jsonb_build_object('id', g.id, 'signedAs', g.signed_as, 'name', g.name, 'designation', g.designation,
            'at', to_char(g.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'digest', encode(g.digest, 'hex'),
            'current', g.digest is not distinct from concern.digest_to_sign(g.concern_id, g.signed_as)) order by g.at, g.id)
          from concern.signature g where g.concern_id = concern.concern.id), '[]')`.as('signatures'),
    ])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    ...row,
    place: row.place as Place,
    kinds: row.kinds as KindId[],
    screenHidden: row.screenHidden as Concern['screenHidden'],
    indecentImage: row.indecentImage as Concern['indecentImage'],
    evidence: row.evidence as unknown as DescribedEvidence[],
    signatures: row.signatures.map((one) => ({ ...one, at: Temporal.Instant.from(one.at) })),
  };
}

export async function findConcernOfFolder(
  tx: Tx,
  folderId: string,
): Promise<{ readonly id: string; readonly schoolId: string } | undefined> {
  return tx.db
    .selectFrom('concern.concern')
    .select(['id', 'school_id as schoolId'])
    .where('submitted_key', '=', folderId)
    .executeTakeFirst();
}

/** Writes it on the timeline and tells of a lock; gives the entry, or undefined where there is no concern yet. */
export async function tellOfGuard(tx: Tx, folderId: string, locked: boolean): Promise<string | undefined> {
  const { rows } = await sql<{ entry: string | null }>`
    select concern.tell_of_guard(${folderId}::uuid, ${locked}) as entry`.execute(tx.db);
  return rows[0]?.entry ?? undefined;
}

/**
 * Those named in a concern, with the name on the roll or the reporter's words. `namedBy` leaves out whom others added
 * later, and shows whom it described though a handler has identified them: what a reporter is shown of their report is what they sent, also where they handle the case as well.
 */
export async function findParties(tx: Tx, concernId: string, namedBy?: string): Promise<Party[]> {
  let query = tx.db
    .selectFrom('concern.party as party')
    .innerJoin('concern.concern as c', 'c.id', 'party.concern_id')
    .leftJoin('people.person as p', 'p.id', 'party.person_id')
    .leftJoin('people.enrolment as e', (join) =>
      join
        .onRef('e.person_id', '=', 'party.person_id')
        .onRef('e.school_id', '=', 'c.school_id')
        .on(sql<boolean>`e.during @> (c.reported_at at time zone 'Europe/London')::date`),
    )
    .select([
      'party.id',
      'party.part',
      'party.person_id as personId',
      'party.is_adult as isAdult',
      // Whose name is held elsewhere keeps their age there too.
      sql<number | null>`case when party.person_id is null or p.id is not null then party.age end`.as('age'),
      sql<string>`coalesce(coalesce(p.known_as, p.given_name) || ' ' || p.family_name, party.described_as, 'Name held elsewhere')`.as(
        'name',
      ),
      sql<string | null>`case when e.nc_year is null then null
        when e.nc_year < 0 then 'Nursery' when e.nc_year = 0 then 'Reception' else 'Year ' || e.nc_year end
        || coalesce(', ' || e.registration_group, '')`.as('where'),
    ])
    .select((select) => [
      select
        .selectFrom('concern.party as o')
        .select('o.described_as')
        .whereRef('o.id', '=', 'party.identifies')
        .as('reportedAs'),
      sql<boolean>`party.added_at > c.entered_at`.as('namedLater'),
    ])
    .where('party.concern_id', '=', concernId)
    .orderBy('party.is_adult')
    .orderBy('party.id');
  query =
    namedBy === undefined
      ? query.where(({ not, exists, selectFrom }) =>
          not(
            exists(selectFrom('concern.party as i').select('i.id').whereRef('i.identifies', '=', 'party.id')),
          ),
        )
      : query.where('party.added_by', '=', namedBy);
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, part: row.part as Part }));
}

export interface ReporterUpdate {
  readonly id: string;
  readonly at: Instant;
  readonly kind: 'sent' | 'acknowledged' | 'message' | 'outcome' | 'reopened';
  readonly body: string | null;
}

/** What the reporter was told, oldest first. */
export async function findReporterUpdates(tx: Tx, concernId: string): Promise<ReporterUpdate[]> {
  const rows = await tx.db
    .selectFrom('concern.reporter_update')
    .select(['id', 'at', 'kind', 'body'])
    .where('concern_id', '=', concernId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as ReporterUpdate['kind'] }));
}

export interface Addition {
  readonly id: string;
  readonly at: Instant;
  readonly body: string;
}

/** What the reporter added after sending, oldest first. */
export async function findAdditions(tx: Tx, concernId: string): Promise<Addition[]> {
  return tx.db
    .selectFrom('concern.addition')
    .select(['id', 'added_at as at', 'body'])
    .where('concern_id', '=', concernId)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
}
