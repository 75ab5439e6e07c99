import type { Role } from '#platform/db';

/** What a post is called, the weightiest first. */
export const roleNames: Readonly<Record<Role, string>> = {
  trust_safeguarding_lead: 'Trust safeguarding lead',
  head: 'Headteacher',
  dsl: 'Designated safeguarding lead',
  deputy_dsl: 'Deputy designated safeguarding lead',
  chair_of_governors: 'Chair of governors',
  slt: 'Senior leader',
  trust_it: 'Trust IT',
  it: 'IT',
  office: 'School office',
  teacher: 'Teacher',
  teaching_assistant: 'Teaching assistant',
  peripatetic: 'Peripatetic teacher',
  volunteer: 'Volunteer',
  governor: 'Governor',
  trustee: 'Trustee',
  information_manager: 'Information manager',
};

const weights = Object.keys(roleNames) as Role[];

/** The roles of a list that say most about somebody, first. */
export function byWeight(held: readonly Role[]): Role[] {
  return weights.filter((role) => held.includes(role));
}

/** "Teacher, Year 6 lead". */
export function postName(role: string, designation: string | null): string {
  const name = roleNames[role as Role] ?? role;
  return designation === null || designation === name ? name : `${name}, ${designation}`;
}
