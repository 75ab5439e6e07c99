/** Posts and duties (`people.appointment.role`). */
export const roles = [
  'teacher',
  'teaching_assistant',
  'peripatetic',
  'volunteer',
  'office',
  'slt',
  'dsl',
  'deputy_dsl',
  'head',
  'it',
  'governor',
  'chair_of_governors',
  'trust_safeguarding_lead',
  'trust_it',
  'trustee',
  'information_manager',
] as const;
export type Role = (typeof roles)[number];

/** A signed-in person, named by id; what they may do is worked out when their transaction begins. */
export interface PersonActor {
  readonly kind: 'person';
  readonly personId: string;
  /** Whether this session passed a second factor; without it the case sets stay empty. */
  readonly secondFactor: boolean;
  readonly request?: string | undefined;
}

/** A part of Gatehouse that acts by itself, each with its own database role. */
export type SystemRole =
  | 'signin'
  | 'visitor'
  | 'escalation'
  | 'postman'
  | 'housekeeper'
  | 'auditor'
  | 'keyholder'
  | 'outsider'
  | 'intake';
export interface SystemActor {
  readonly kind: 'system';
  readonly role: SystemRole;
  readonly request?: string | undefined;
}

/** The command line's roster import, for one school. */
export interface RosterActor {
  readonly kind: 'roster';
  readonly schoolId: string;
}

/** Whoever holds the receipt code of what they told from outside: that one conversation is theirs. */
export interface CorrespondentActor {
  readonly kind: 'correspondent';
  readonly concernId: string;
}

export type Actor = PersonActor | SystemActor | RosterActor | CorrespondentActor;

export interface Appointment {
  readonly role: Role;
  /** `null` for a duty at the trust. */
  readonly schoolId: string | null;
  readonly designation: string | null;
  readonly asCover: boolean;
}

/** The person of a transaction with the scope that the database works with: same sets, same moment. */
export interface Me {
  readonly id: string;
  readonly trustId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly secondFactor: boolean;
  readonly appointments: readonly Appointment[];
  readonly schoolIds: readonly string[];
  /** Schools at which I report: mine, and with a post of the trust every school of it. */
  readonly reportSchoolIds: readonly string[];
  /** Schools whose concerns about children I handle; likewise about adults, about the Head. */
  readonly childSchoolIds: readonly string[];
  readonly adultSchoolIds: readonly string[];
  readonly headSchoolIds: readonly string[];
  readonly rosterSchoolIds: readonly string[];
  readonly leadSchoolIds: readonly string[];
  /** My sign-in was given anew by one person alone, and nobody has vouched for me: what I wrote before is shut. */
  readonly earlierWithheld: boolean;
}

/** A row whose salted hash an event carries. */
export interface ContentRow {
  readonly table: string;
  readonly id: string;
}

export interface AuditEvent {
  /** The school, or the trust for what belongs to no school. */
  readonly chain: string;
  /** `noun.verb/version`, such as `concern.sent/1`. */
  readonly type: string;
  /** The id of what it is about. */
  readonly subject?: string;
  /** Ids and field names only, never values. */
  readonly data?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  /** Rows whose salted hash the event carries. */
  readonly content?: readonly ContentRow[];
}

export const actorName = (actor: Actor): string =>
  actor.kind === 'person'
    ? `person:${actor.personId}`
    : `system:${actor.kind === 'system' ? actor.role : actor.kind}`;

export const databaseRole = (actor: Actor): string =>
  actor.kind === 'system' ? `gatehouse_${actor.role}` : `gatehouse_${actor.kind}`;
