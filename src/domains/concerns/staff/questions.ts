/** The threshold of harm, as the guidance asks it and in our words; the case keeps the edition that held that day. */
export const questions = {
  harmed: 'Have they harmed a child by what they did, or may they have?',
  offence: 'May they have committed a crime against a child, or one that has to do with a child?',
  risk: 'Did they behave towards a child, or children, so that they may be a risk of harm to children?',
  suitable: 'Did they behave, here or elsewhere, so that they may not be suitable to work with children?',
} as const;
export type Question = keyof typeof questions;
export const questionIds = Object.keys(questions) as Question[];

/** The work of the register of law and guidance that they are in. */
export const THRESHOLD = 'kcsie';
