import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { findSchool, type SchoolRouting } from './queries.ts';

/** Settings are for who leads safeguarding at the school; to anybody else there is nothing here. */
export async function ledSchool(tx: Tx, me: Me, schoolId: string): Promise<SchoolRouting> {
  const school = me.leadSchoolIds.includes(schoolId) ? await findSchool(tx, schoolId) : undefined;
  if (school === undefined) throw new NotFound('not a school that this person leads');
  return school;
}
