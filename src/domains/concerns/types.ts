import type { Instant, LocalDate } from '#platform/clock';

/** Who reads a concern: one about a child, about an adult who works or volunteers here, about the Head. */
export const streams = ['child', 'adult', 'head'] as const;
export type Stream = (typeof streams)[number];

export const statuses = ['submitted', 'open', 'monitoring', 'closed', 'reopened'] as const;
export type Status = (typeof statuses)[number];

export const severities = ['low', 'medium', 'high', 'immediate'] as const;
export type Severity = (typeof severities)[number];

export const intents = ['accidental', 'curricular', 'careless', 'deliberate', 'coerced', 'unknown'] as const;
export type Intent = (typeof intents)[number];

export const findings = [
  'substantiated',
  'unsubstantiated',
  'unfounded',
  'false',
  'malicious',
  'no_finding',
] as const;
export type Finding = (typeof findings)[number];

export const parts = ['affected', 'involved', 'witness', 'alleged'] as const;
export type Part = (typeof parts)[number];

export const places = ['school', 'home', 'elsewhere', 'unknown'] as const;
export type Place = (typeof places)[number];

export const parentsAnswers = ['not_yet', 'spoken_to', 'not_safe', 'not_needed'] as const;
export type ParentsAnswer = (typeof parentsAnswers)[number];

export const childInvolvements = ['involved', 'told', 'not_yet', 'not_appropriate'] as const;
export type ChildInvolvement = (typeof childInvolvements)[number];

/** The four kinds of risk online, as KCSIE names them. */
export const fourCs = ['content', 'contact', 'conduct', 'commerce'] as const;
export type FourC = (typeof fourCs)[number];

/** A plain kind of concern that a reporter ticks; `row` is the requirement that names it. */
export interface Kind {
  readonly text: string;
  readonly c: FourC;
  readonly row: 'SY-3.1.2' | 'SY-3.1.5' | 'CT-bully' | 'CT-rad' | 'CT-harass' | 'CT-mail-4' | 'SY-form';
}

export const kinds = {
  bullying: { text: 'Bullying or unkind messages', c: 'conduct', row: 'CT-bully' },
  threats: { text: 'A phone or app used to frighten, threaten or harm', c: 'conduct', row: 'SY-3.1.5' },
  sexual_harassment: { text: 'Sexual comments, pressure or harassment', c: 'conduct', row: 'CT-harass' },
  indecent_image: {
    text: 'A nude, part-nude or sexual image of somebody under 18',
    c: 'conduct',
    row: 'SY-3.1.2',
  },
  grooming: { text: 'Contact from a stranger, or an adult who should not', c: 'contact', row: 'SY-form' },
  self_harm: { text: 'Self-harm, suicide or eating', c: 'content', row: 'SY-form' },
  radicalisation: { text: 'Extremist ideas, or being drawn into them', c: 'contact', row: 'CT-rad' },
  hatred: { text: 'Racial or religious hatred', c: 'content', row: 'SY-3.1.2' },
  discrimination: { text: 'Discrimination of any kind', c: 'content', row: 'SY-3.1.2' },
  illegal_acts: { text: 'Encouraging something illegal or dangerous', c: 'content', row: 'SY-3.1.2' },
  offensive: { text: 'Other offensive or upsetting material', c: 'content', row: 'SY-3.1.2' },
  reached_material: {
    text: 'A phone or device used to reach unsuitable material',
    c: 'content',
    row: 'SY-3.1.5',
  },
  scam: { text: 'A scam, gambling or money', c: 'commerce', row: 'SY-form' },
  advertising: { text: 'Advertising, selling or unwanted mass messages', c: 'commerce', row: 'SY-3.1.5' },
  private_business: { text: 'Private business on the school’s internet', c: 'commerce', row: 'SY-3.1.5' },
  personal_transactions: {
    text: 'Personal purchases or deals in the school’s name',
    c: 'commerce',
    row: 'SY-3.1.5',
  },
  copyright: { text: 'Copied, pirated or unlicensed material', c: 'commerce', row: 'SY-3.1.5' },
  defamation: {
    text: 'Something that damages a person’s or the school’s name',
    c: 'conduct',
    row: 'SY-3.1.5',
  },
  disclosure: {
    text: 'Personal, confidential or password information given away',
    c: 'conduct',
    row: 'SY-3.1.5',
  },
  privacy: { text: 'Somebody’s privacy not respected', c: 'conduct', row: 'SY-3.1.5' },
  unauthorised_access: { text: 'Helping somebody get in where they may not', c: 'conduct', row: 'SY-3.1.5' },
  interference: {
    text: 'Interfering with the network: viruses, flooding, switching off',
    c: 'conduct',
    row: 'SY-3.1.5',
  },
  damage_data: { text: 'Changing or destroying somebody’s work or data', c: 'conduct', row: 'SY-3.1.5' },
  disruption: { text: 'Disturbing the work of others', c: 'conduct', row: 'SY-3.1.5' },
  denial_of_service: { text: 'Stopping others from using a service', c: 'conduct', row: 'SY-3.1.5' },
  waste: { text: 'Wasting staff time, paper, storage or the connection', c: 'conduct', row: 'SY-3.1.5' },
  persisting: { text: 'Going on after being asked to stop', c: 'conduct', row: 'SY-3.1.5' },
  opinions: { text: 'Personal opinions given as the school’s', c: 'conduct', row: 'SY-3.1.5' },
  message: { text: 'A horrible e-mail or message', c: 'contact', row: 'CT-mail-4' },
  other: { text: 'Something else', c: 'conduct', row: 'SY-form' },
} as const satisfies Record<string, Kind>;
export type KindId = keyof typeof kinds;
export const kindIds = Object.keys(kinds) as KindId[];

/** What a designated lead sorts a case under, in the field's words. */
export const categories = {
  online_bullying: 'Online bullying',
  sexual_harassment: 'Sexual harassment',
  nudes: 'Nudes and semi-nudes',
  grooming: 'Grooming or sexual exploitation',
  criminal_exploitation: 'Criminal exploitation',
  fgm: 'Female genital mutilation (FGM)',
  radicalisation: 'Radicalisation',
  self_harm: 'Self-harm, suicide or eating disorder',
  hate: 'Hate',
  misogyny: 'Misogyny',
  pornography: 'Pornography',
  violence: 'Violence or weapons',
  drugs: 'Drugs',
  gambling: 'Gambling',
  scam: 'Scam',
  copyright: 'Copyright',
  circumvention: 'Hacking or getting round the filter',
  misinformation: 'Misinformation or disinformation',
  ai_generated: 'Made by AI',
  privacy: 'Privacy',
  device_misuse: 'Device misuse',
} as const;
export type CategoryId = keyof typeof categories;
export const categoryIds = Object.keys(categories) as CategoryId[];

/** Kinds where nobody waits for the next working day (CT-note-2). */
export const urgentKinds: ReadonlySet<KindId> = new Set([
  'indecent_image',
  'grooming',
  'self_harm',
  'radicalisation',
  'threats',
  'sexual_harassment',
]);

/** Evidence is described in words here; files come with the guard (design rule 5). */
export interface DescribedEvidence {
  readonly what: string;
  readonly where: string;
  readonly available: 'yes' | 'no' | 'unknown';
}

/** A file that was put to a concern, as far as its pages and papers show it. */
export interface ConcernFile {
  readonly id: string;
  readonly called: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Nobody opens it: it could show a child. */
  readonly locked: boolean;
}

/** The witness's, or the designated lead's, over one exact version. */
export interface Signature {
  readonly id: string;
  readonly signedAs: 'witness' | 'lead';
  readonly name: string;
  readonly designation: string;
  readonly at: Instant;
  /** Of what was signed; hexadecimal. */
  readonly digest: string;
  /** Nothing was added since: what stands there now is what was signed. */
  readonly current: boolean;
}

/** Who told a concern without an account, as far as they said; nothing of it was checked. */
export interface OutsideTold {
  readonly wayIn: 'pupil' | 'parent' | 'hirer';
  readonly toldAs: 'named' | 'in_confidence' | 'anonymous';
  readonly keyStage: 'ks1' | 'ks2' | null;
  readonly name: string | null;
  readonly className: string | null;
  readonly contact: string | null;
  /** Whom they would like to talk to, in the words in which they were offered them. */
  readonly wantsAdult: string | null;
  /** A word of our list is in what they wrote. */
  readonly soundsUrgent: boolean;
}

/** The report as it was sent. */
export interface Concern {
  readonly id: string;
  readonly caseloadId: string;
  readonly schoolId: string;
  readonly reference: string;
  /** Of its files: the id of the draft that it came from. */
  readonly folderId: string;
  /** Those that I may know of: a reporter their own, a handler all. */
  readonly files: readonly ConcernFile[];
  readonly signatures: readonly Signature[];
  /** What the guard says today: files, or words only. Null while nobody asked about a file. */
  readonly guard: 'yes' | 'not_sure' | 'no' | null;
  /** Null where it was told from outside. */
  readonly reporterId: string | null;
  readonly outside: OutsideTold | null;
  readonly reporterDesignation: string;
  readonly reportedAt: Instant;
  readonly enteredAt: Instant;
  readonly onPaper: boolean;
  /** Who wrote the paper form, when somebody else typed it in. */
  readonly paperAuthor: string | null;
  readonly headline: string;
  readonly happenedOn: LocalDate | null;
  readonly happenedTime: string | null;
  readonly place: Place;
  readonly placeDetail: string | null;
  readonly immediateDanger: boolean;
  readonly aboutAdult: boolean;
  readonly kinds: readonly KindId[];
  readonly childWords: string | null;
  readonly seen: string | null;
  readonly thought: string | null;
  readonly address: string | null;
  readonly screenHidden: 'yes' | 'no' | 'not_applicable' | null;
  readonly indecentImage: 'yes' | 'not_sure' | 'no';
  readonly selfReported: boolean;
  readonly evidence: readonly DescribedEvidence[];
  readonly otherWitnesses: string | null;
  readonly reportedTo: string | null;
  readonly leadName: string;
}

export interface Party {
  readonly id: string;
  readonly part: Part;
  readonly personId: string | null;
  /** The name on the roll, or how the reporter described somebody who is not known. */
  readonly name: string;
  readonly isAdult: boolean;
  readonly age: number | null;
  /** "Year 6, Beech", where enrolled. */
  readonly where: string | null;
  /** The reporter's words for somebody whom a handler has identified since. */
  readonly reportedAs?: string | null;
  /** Named by a handler after it was sent. */
  readonly namedLater?: boolean;
}
