import type { Instant, LocalDate } from '#platform/clock';

/** Duties that read cases: given by two, kept as appointments. */
export const readingKinds = [
  'nominated_senior_person',
  'dsl',
  'deputy_dsl',
  'chair_of_governors',
  'trust_safeguarding_lead',
] as const;
/** Given and ended by the Head of the school or the trust's safeguarding lead. */
export const givenKinds = [
  'filtering_lead',
  'link_governor',
  'searcher',
  'counter_signer',
  'trust_it_lead',
  'information_manager',
] as const;
export type GivenKind = (typeof givenKinds)[number];
export type ResponsibilityKind = (typeof readingKinds)[number] | GivenKind;

export interface Responsibility {
  readonly title: string;
  /** What it means, for somebody who has never heard of it. */
  readonly means: string;
  readonly at: 'school' | 'trust';
  /** One holder at a time, and one who covers. */
  readonly one: boolean;
  /** Somebody must hold it: Today says when nobody does. */
  readonly wanted: boolean;
}

/** In the order of the page. */
export const responsibilities: Readonly<Record<ResponsibilityKind, Responsibility>> = {
  nominated_senior_person: {
    title: 'Nominated senior person: the headteacher',
    means:
      'Answers for online safety in the school, and assesses every change to what the filter lets through.',
    at: 'school',
    one: false,
    wanted: true,
  },
  dsl: {
    title: 'Designated safeguarding lead',
    means: 'Takes the lead when something is reported. Ask them when you are not sure what to do.',
    at: 'school',
    one: false,
    wanted: true,
  },
  deputy_dsl: {
    title: 'Deputy designated safeguarding lead',
    means: 'Does what the lead does, and is there when the lead is not.',
    at: 'school',
    one: false,
    wanted: false,
  },
  filtering_lead: {
    title: 'Senior leader for filtering and monitoring',
    means: 'Sees that filtering and monitoring work, are checked, and are reviewed at least once a year.',
    at: 'school',
    one: true,
    wanted: true,
  },
  link_governor: {
    title: 'Link governor for online safety and safeguarding',
    means: 'Asks on behalf of the governors whether the school does what its policy says.',
    at: 'school',
    one: true,
    wanted: true,
  },
  chair_of_governors: {
    title: 'Chair of governors',
    means: 'Receives concerns about the headteacher.',
    at: 'school',
    one: false,
    wanted: false,
  },
  searcher: {
    title: 'Authorised to search pupils',
    means: 'May search a pupil or their device, beside the headteacher, who authorises each person by name.',
    at: 'school',
    one: false,
    wanted: false,
  },
  counter_signer: {
    title: 'Counter-signer',
    means: 'Signs a report or record as the second person, beside whoever wrote it.',
    at: 'school',
    one: false,
    wanted: false,
  },
  trust_safeguarding_lead: {
    title: 'Trust safeguarding lead',
    means: 'Stands above the schools’ own leads, and takes over when nobody at a school answers.',
    at: 'trust',
    one: false,
    wanted: true,
  },
  trust_it_lead: {
    title: 'Trust IT lead',
    means:
      'Sees that what was decided is put into the filter and the systems, and that they run. Reads no case.',
    at: 'trust',
    one: true,
    wanted: true,
  },
  information_manager: {
    title: 'Information Manager',
    means:
      'Tell them at once when personal data was lost, sent to the wrong person or seen by somebody who should not.',
    at: 'trust',
    one: true,
    wanted: true,
  },
};

export const responsibilityKinds = Object.keys(responsibilities) as ResponsibilityKind[];
/** Who searches a pupil, and who signs for what another did, is never one's own to say. */
export const neverToOneself = (kind: ResponsibilityKind): boolean =>
  kind === 'searcher' || kind === 'counter_signer';

export const isGiven = (kind: ResponsibilityKind): kind is GivenKind =>
  givenKinds.some((given) => given === kind);

/** Somebody who holds a responsibility. */
export interface Holder {
  readonly id: string;
  readonly placeId: string;
  readonly kind: ResponsibilityKind;
  readonly personId: string;
  readonly name: string;
  readonly email: string | null;
  readonly asCover: boolean;
  readonly from: LocalDate;
  /** Null where no end was set. */
  readonly lastDay: LocalDate | null;
}

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
}

/** One responsibility of one place, with whoever holds it. */
export interface Line {
  readonly kind: ResponsibilityKind;
  readonly holders: readonly Holder[];
  readonly mayGive: boolean;
}

export interface Board {
  readonly schools: readonly Place[];
  readonly school: Place;
  readonly trust: Place;
  readonly day: LocalDate;
  readonly isToday: boolean;
  /** Looks back and ahead, gives and ends: the Head, and the trust's lead. */
  readonly leads: boolean;
  readonly leadsTrust: boolean;
  readonly readsCases: boolean;
  readonly myId: string;
  readonly here: readonly Line[];
  readonly atTrust: readonly Line[];
  readonly waiting: readonly AskedHandover[];
  readonly notes: readonly AskedHandover[];
}

export interface AskedHandover {
  readonly id: string;
  readonly placeId: string;
  readonly kind: ResponsibilityKind;
  readonly fromId: string;
  readonly fromName: string;
  readonly toId: string;
  readonly toName: string;
  readonly fromDay: LocalDate;
  readonly notes: string;
  readonly askedAt: Instant;
  readonly agreed: boolean | null;
}

/** A deed as the history shows it. */
export interface Deed {
  readonly id: string;
  readonly kind: GivenKind;
  readonly name: string;
  readonly asCover: boolean;
  readonly from: LocalDate | null;
  readonly lastDay: LocalDate | null;
  readonly what: 'given' | 'ended';
  readonly reason: string;
  readonly byName: string;
  readonly at: Instant;
}

export interface Candidate {
  readonly personId: string;
  readonly name: string;
}
