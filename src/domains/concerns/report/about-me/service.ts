import type { Me, Tx } from '#platform/db';
import { Invalid } from '#platform/errors';
import { nobodyCouldRead } from '../readers.ts';
import { startDraft } from '../service.ts';

/** The Head is read by the chair and the trust, everybody else by the Head. */
const aboutOf = (me: Me, schoolId: string) =>
  me.appointments.some(({ role, schoolId: at }) => role === 'head' && at === schoolId) ? 'head' : 'adult';

/** Begins a report about what somebody did themself: they are named already, and go on to say what it was. */
export async function startAboutMe(tx: Tx, me: Me, schoolId: string): Promise<string> {
  if (!me.reportSchoolIds.includes(schoolId))
    throw new Invalid([{ field: 'school', message: 'Choose one of the schools shown.' }]);
  const about = aboutOf(me, schoolId);
  const nobody = await nobodyCouldRead(tx, schoolId, about);
  if (nobody !== undefined) throw new Invalid([{ field: 'about', message: nobody }]);
  const start = { school: [schoolId], danger: ['no'], about: [about] };
  return startDraft(tx, me, start, { person: [me.id], person_part: ['alleged'] });
}
