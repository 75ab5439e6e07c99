import type { UserRole } from '../oneroster/index.ts';

/** The first that fits what somebody's post is called; a "head of year" teaches, the head teacher does too here. */
const words: readonly (readonly [RegExp, UserRole['role']])[] = [
  [/\b(teaching assistant|ta|hlta|lsa|learning support|aide|nursery nurse|counsell?or|mentor)\b/, 'aide'],
  [/\b(head ?teacher|principal|head of school|executive head)\b/, 'principal'],
  [/\b(teacher|tutor|head of|lecturer|senco?|leader|ect|nqt)\b/, 'teacher'],
  [/\b(office|admin\w*|secretary|receptionist|business manager|bursar|data manager)\b/, 'administrator'],
];

/** What a post of this name is to Gatehouse; undefined where it is none that it knows. */
export const roleOf = (post: string): UserRole['role'] | undefined =>
  words.find(([pattern]) => pattern.test(post.toLowerCase()))?.[1];
