import type { Me } from '#platform/db';

/** Where events about somebody's own sign-in go: a school of theirs, else the trust. */
export function chainOf(me: Me): string {
  const schools = me.appointments.flatMap((post) => (post.schoolId === null ? [] : [post.schoolId]));
  return schools.sort()[0] ?? me.trustId;
}
