import type { Role } from '#platform/db';

/** What posts and duties are called in a school. */
export const postNames: Readonly<Record<Role, string>> = {
  teacher: 'Teacher',
  teaching_assistant: 'Teaching assistant',
  peripatetic: 'Peripatetic teacher',
  volunteer: 'Volunteer',
  office: 'School office',
  slt: 'Senior leader',
  dsl: 'Designated safeguarding lead',
  deputy_dsl: 'Deputy designated safeguarding lead',
  head: 'Headteacher',
  it: 'IT',
  governor: 'Governor',
  chair_of_governors: 'Chair of governors',
  trust_safeguarding_lead: 'Trust safeguarding lead',
  trust_it: 'Trust IT',
  trustee: 'Trustee',
  information_manager: 'Information manager',
};

/** "Teacher, Year 6 lead". */
export function postName(role: string, designation: string | null): string {
  const name = postNames[role as Role] ?? role;
  return designation === null || designation === name ? name : `${name}, ${designation}`;
}
