/** Whom a case can be referred to, and what whoever refers should know. What is true of one place alone, a school knows. */
export interface Recipient {
  readonly name: string;
  readonly whatFor: string;
  /** How they are reached. */
  readonly how: string;
  /** Who decides that it is made. */
  readonly decides: string;
  /** What they call the number that they give. */
  readonly referenceName: string;
  /** School days after which an answer is usual; the day to check is filled in from it. */
  readonly replyDays: number;
  readonly parents: string;
  readonly neverSend: string;
}

const TOLD = 'Parents are told before, unless that would put the child at more risk or spoil evidence.';
const NO_IMAGE = 'Never an indecent image of a child, in any form: say where it is and who holds the device.';
const ONLY_NEEDED = 'Nothing that they do not need, and no other child’s name.';

const police: Recipient = {
  name: 'Police',
  whatFor: 'A crime, or what may be one. Danger now: 999.',
  how: '999 in danger, 101 otherwise, or the force’s online form.',
  decides: 'The designated lead or the Head; anybody at all in danger.',
  referenceName: 'Crime or incident number',
  replyDays: 3,
  parents: 'Ask the Police first whether and when parents are told.',
  neverSend: NO_IMAGE,
};

const forChildren = {
  ceop: {
    name: 'CEOP',
    whatFor: 'Grooming or sexual exploitation online, by an adult or somebody not known.',
    how: 'Its own report form. In danger: 999.',
    decides: 'The designated lead; a child may report too.',
    referenceName: 'CEOP reference',
    replyDays: 2,
    parents: TOLD,
    neverSend: NO_IMAGE,
  },
  iwf: {
    name: 'Internet Watch Foundation (IWF)',
    whatFor: 'A public address that shows the sexual abuse of children.',
    how: 'Its own report form: the address, and nothing else.',
    decides: 'The designated lead. Nobody opens the address again.',
    referenceName: 'IWF report number',
    replyDays: 5,
    parents: 'Nobody’s parents are told of it by this report: it names no child.',
    neverSend: 'Never the image, a screenshot or a copy. The address alone.',
  },
  social_care: {
    name: 'Children’s social care (MASH)',
    whatFor: 'A child who may be suffering harm, or needs help that school cannot give.',
    how: 'By telephone to the local authority’s front door, then its form in writing.',
    decides: 'The designated lead; anybody may, if a child is in danger.',
    referenceName: 'Social care reference',
    replyDays: 1,
    parents: TOLD,
    neverSend: ONLY_NEEDED,
  },
  prevent: {
    name: 'Prevent, and Channel',
    whatFor: 'A child who may be drawn into terrorism. Being curious about ideas is no sign of it.',
    how: 'The national Prevent form, to the Police and the local authority.',
    decides: 'The designated lead.',
    referenceName: 'Prevent reference',
    replyDays: 5,
    parents: 'Parents are told, unless that would add to the risk. Channel is voluntary: it needs consent.',
    neverSend: 'No terrorist material itself, not even as evidence: describe it. No other child’s name.',
  },
  report_remove: {
    name: 'Report Remove',
    whatFor: 'A nude image of somebody under 18 that is, or may come, online: they report it themselves.',
    how: 'The child, with help, on the page of Childline and the IWF.',
    decides: 'The child. Sit with them if they wish.',
    referenceName: 'Report Remove reference',
    replyDays: 5,
    parents: 'The child decides with you.',
    neverSend: 'School sends no image and never handles it: the child gives it a code on their own device.',
  },
} as const satisfies Readonly<Record<string, Recipient>>;

const aboutServices = {
  internet_provider: {
    name: 'Internet provider',
    whatFor: 'A site or service that is, or may be, illegal, or that the filter should have stopped.',
    how: 'The provider’s fault or abuse desk; through the trust’s IT team if they hold the contract.',
    decides: 'The designated lead or the Head, with IT.',
    referenceName: 'Ticket number',
    replyDays: 2,
    parents: 'Parents are not told by this: it names no child.',
    neverSend: 'No child’s name, no image, no user name of a child.',
  },
  report_harmful_content: {
    name: 'Report Harmful Content',
    whatFor: 'Something harmful but not criminal that a platform would not take down.',
    how: 'Its own report form, once the platform has answered or two days have gone by.',
    decides: 'The designated lead.',
    referenceName: 'Report number',
    replyDays: 5,
    parents: TOLD,
    neverSend: NO_IMAGE,
  },
  ico: {
    name: 'Information Commissioner (ICO)',
    whatFor: 'Personal data lost, stolen, changed or seen by the wrong person, where somebody may be harmed.',
    how: 'Its report form or telephone line, within 72 hours of knowing, weekends included.',
    decides: 'The Information Manager.',
    referenceName: 'ICO case number',
    replyDays: 5,
    parents: 'Whoever is at high risk is told without delay.',
    neverSend: 'Not the data themselves: how many, of whom, of what kind.',
  },
} as const satisfies Readonly<Record<string, Recipient>>;

const aboutStaff = {
  lado: {
    name: 'Designated officer (LADO)',
    whatFor: 'An adult who may have harmed a child, or may not be suitable to work with children.',
    how: 'By telephone within one working day, before anything is looked into, then its form.',
    decides: 'The Head; about the Head, the chair of governors.',
    referenceName: 'LADO reference',
    replyDays: 1,
    parents: 'Ask the officer first whether and when parents, and the adult, are told.',
    neverSend: ONLY_NEEDED,
  },
  dbs: {
    name: 'Disclosure and Barring Service (DBS)',
    whatFor: 'An adult removed from work with children because they harmed, or might harm, one.',
    how: 'Its barring referral form.',
    decides: 'The Head or the trust, with HR. It is a legal duty.',
    referenceName: 'DBS case number',
    replyDays: 20,
    parents: 'Not by this referral.',
    neverSend: ONLY_NEEDED,
  },
  tra: {
    name: 'Teaching Regulation Agency (TRA)',
    whatFor: 'A teacher dismissed, or who left before, for serious misconduct.',
    how: 'Its employer’s referral form.',
    decides: 'The Head or the trust, with HR.',
    referenceName: 'TRA case number',
    replyDays: 20,
    parents: 'Not by this referral.',
    neverSend: ONLY_NEEDED,
  },
  internal_hr: {
    name: 'Inside the school or trust: HR',
    whatFor: 'Conduct of an adult that is for the disciplinary process.',
    how: 'To the named HR adviser, in person or by telephone.',
    decides: 'The Head.',
    referenceName: 'HR reference',
    replyDays: 5,
    parents: 'Not by this referral.',
    neverSend: 'Nothing of the child’s file that the process does not need.',
  },
  internal_behaviour: {
    name: 'Inside the school: behaviour',
    whatFor: 'Behaviour that the behaviour policy answers.',
    how: 'To whoever leads on behaviour.',
    decides: 'The designated lead.',
    referenceName: 'Behaviour reference',
    replyDays: 3,
    parents: 'As the behaviour policy says.',
    neverSend: 'What happened and by whom; nothing of why the child is known to safeguarding.',
  },
} as const satisfies Readonly<Record<string, Recipient>>;

const all = { police, ...forChildren, ...aboutServices, ...aboutStaff } as const;
export type RecipientId = keyof typeof all;
export const recipients: Readonly<Record<RecipientId, Recipient>> = all;
export const recipientIds = Object.keys(all) as RecipientId[];

export const isRecipient = (id: string): id is RecipientId => id in all;
