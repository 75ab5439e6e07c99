import type { Party } from './types.ts';

type Named = Pick<Party, 'name'>;

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Names as whole words, whatever their case: "Ben" is not found in "bench". */
const asWord = (name: string) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'giu');

/** Shorter ones, initials among them, would take other words with them. */
const SHORTEST = 3;

/** What another child is called in a text: in full, and by each of their names that is not the subject's too. */
function namesOf(other: Named, subject: Named | undefined): string[] {
  const kept = new Set((subject?.name ?? '').toLowerCase().split(/\s+/));
  const words = other.name
    .split(/\s+/)
    .filter((word) => word.length >= SHORTEST && !kept.has(word.toLowerCase()));
  return [other.name, ...words];
}

/**
 * Takes the names of children who are not the subject out of a text. It knows the names that the case holds; a nickname or
 * a misspelt name it does not, so whoever makes the pack reads it once more before it leaves.
 */
export function mask(text: string, others: readonly Named[], subject: Named | undefined): string {
  return others.reduce((masked, other, index) => {
    const letter = String.fromCharCode(65 + (index % 26));
    return namesOf(other, subject).reduce(
      (words, name) => words.replaceAll(asWord(name), `[another child, ${letter}]`),
      masked,
    );
  }, text);
}
