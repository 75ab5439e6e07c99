import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#platform/db';
import { type Cut, MARKS } from './excerpt.ts';

/** Where a search found its words; `name` and `alike` are the names of people, in full or nearly. */
export type Place =
  | 'number'
  | 'name'
  | 'described'
  | 'headline'
  | 'report'
  | 'addition'
  | 'entry'
  | 'action'
  | 'outcome'
  | 'alike';

/** Where concern.search_cases stops. */
export const MOST_FOUND = 1000;

const escapeLike = (text: string) => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);

/** `(concern_id, score, place, place_id)` of what I may see. */
export const searchCases = (typed: string): RawBuilder<unknown> =>
  sql`concern.search_cases(${typed}, ${`%${typed.split(/\s+/).map(escapeLike).join('%')}%`})`;

export async function insertSearch(tx: Tx, personId: string, words: string): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.search')
    .values({ id, person_id: personId, words, made_at: tx.at })
    .execute();
  return id;
}

/** My own searches alone; they are thrown away after a day. */
export async function findSearch(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('concern.search')
    .select('words')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.words;
}

export interface Hit {
  readonly id: string;
  readonly place: Place;
  readonly placeId: string;
}

/** What stands at those places, cut to what was asked for. Under my own policies: what I may not read has no excerpt. */
export async function findExcerpts(
  tx: Tx,
  hits: readonly Hit[],
  typed: string,
): Promise<ReadonlyMap<string, Cut>> {
  if (hits.length === 0) return new Map();
  const options = `StartSel=${MARKS.open}, StopSel=${MARKS.close}, MaxWords=24, MinWords=12`;
  const { rows } = await sql<Cut & { readonly id: string }>`
    select h.id, h.headline, case when strpos(h.headline, ${MARKS.open}) = 0 then h.text end as text
    from (
      select w.id, t.text, ts_headline('english', t.text, concern.asked(${typed}), ${options}) as headline
      from unnest(${hits.map(({ id }) => id)}::uuid[], ${hits.map(({ place }) => place)}::text[],
        ${hits.map(({ placeId }) => placeId)}::uuid[]) w (id, place, place_id)
      cross join lateral (
        select concat_ws(' · ', c.child_words, c.seen, c.thought, c.address, c.place_detail, c.other_witnesses,
            nullif(btrim(translate(concern.described(c.evidence), '[]"', '')), '')) as text
          from concern.concern c where w.place = 'report' and c.id = w.place_id
        union all select a.body from concern.addition a where w.place = 'addition' and a.id = w.place_id
        union all select e.body from concern.entry e where w.place = 'entry' and e.id = w.place_id
        union all select concat_ws(' · ', a.what, a.done_note, a.child_involved_note)
          from concern.action a where w.place = 'action' and a.id = w.place_id
        union all select concat_ws(' · ', f.outcome, f.outcome_line, f.finding_reason, f.parents_note)
          from concern.case_file f where w.place = 'outcome' and f.concern_id = w.place_id
      ) t) h`.execute(tx.db);
  return new Map(rows.map(({ id, ...cut }) => [id, cut]));
}
