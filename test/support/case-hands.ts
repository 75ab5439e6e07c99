import type { AConcern } from '../factories/concerns.ts';
import type { World } from './world.ts';

/** Who has a case, and the actions in it. */
export async function inWhoseHands(world: World, { id }: AConcern) {
  const { rows } = await world.owner.query<{ assigned: string; version: number; owners: string[] }>(
    `select f.assigned_to as assigned, f.version, array(select a.owner_id from concern.action a where a.concern_id = f.concern_id) as owners
     from concern.case_file f where f.concern_id = $1`,
    [id],
  );
  return rows[0];
}

/** What was written after a case was taken on and given its first action, and how many events vouch for each. */
export async function entriesSince(world: World, { id }: AConcern) {
  const { rows } = await world.owner.query<{ kind: string; body: string | null; n: number }>(
    `select n.kind, n.body, (select count(*)::int from audit.event e where e.body::jsonb -> 'content' @> jsonb_build_array(
       jsonb_build_object('id', n.id))) as n
     from concern.entry n where n.concern_id = $1 order by n.at, n.id`,
    [id],
  );
  return rows.slice(2);
}
