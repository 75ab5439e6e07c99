import type { Me } from '#platform/db';

const trustLead = (me: Me) =>
  me.secondFactor && me.appointments.some((post) => post.role === 'trust_safeguarding_lead');

/** Schools whose duties that read cases I give and end: mine as Head, every one as the trust's lead. */
export function ledSchoolIds(me: Me): readonly string[] {
  return trustLead(me) ? me.schoolIds : me.adultSchoolIds;
}

/** Starts recoveries and gives duties that read cases; IT never does (design rule 2). */
export function mayLead(me: Me): boolean {
  return trustLead(me) || me.adultSchoolIds.length > 0;
}

export function leadsTrust(me: Me): boolean {
  return trustLead(me);
}

/** Sees and confirms what others started. */
export function readsCases(me: Me): boolean {
  return me.childSchoolIds.length + me.adultSchoolIds.length + me.headSchoolIds.length > 0;
}
