import type { Me, Tx } from '#platform/db';
import { type SchoolFigures, selectFigures } from './queries.ts';

export type { SchoolFigures };

/** How concerns stand in each school whose concerns I handle; nothing for who handles none. One statement. */
export async function findFigures(tx: Tx, me: Me): Promise<SchoolFigures[]> {
  const schools = [...new Set([...me.childSchoolIds, ...me.adultSchoolIds, ...me.headSchoolIds])];
  return schools.length === 0 ? [] : selectFigures(tx, schools);
}
