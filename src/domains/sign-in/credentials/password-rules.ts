import { runs, weakWords } from './weak-passwords.ts';

export const MIN_LENGTH = 12;
const MAX_LENGTH = 200;
/** What is left of a password once what anybody would guess first is taken out. */
const ENOUGH_LEFT = 4;

const stands: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

function letters(text: string): string {
  return [...text]
    .map((sign) => stands[sign] ?? sign)
    .join('')
    .replaceAll(/[^a-z]/g, '');
}

/** "123456789012", "qwertyuiop12", "zyxwvutsrqpo": made of stretches of known rows, of three or more. */
function isRuns(text: string): boolean {
  let at = 0;
  while (at < text.length) {
    const stretch = longestStretch(text, at);
    if (stretch < 3 && text.length - at > 2) return false;
    at += Math.max(stretch, 1);
  }
  return true;
}

function longestStretch(text: string, at: number): number {
  const rows = runs.flatMap((run) => [run + run, [...(run + run)].reverse().join('')]);
  let length = 1;
  while (at + length < text.length && rows.some((row) => row.includes(text.slice(at, at + length + 1))))
    length += 1;
  return length;
}

/** "abcabcabcabc", "aaaaaaaaaaaa", "monkeymonkey1": a short piece over and over, with a little at the end. */
function isRepeated(text: string): boolean {
  return /^(.{1,8})\1+(.{0,3})$/.test(text) && new Set(text).size < 10;
}

/** A well-known word with years, digits and marks around it. */
function isKnown(text: string): boolean {
  const core = text.replaceAll(/^[^a-z]+|[^a-z]+$/g, '');
  const bare = [letters(core), letters(text), text.replaceAll(/[^a-z]/g, '')];
  return bare.some((word) => weakWords.has(word) || [...weakWords].some((weak) => leftOver(word, weak)));
}

function leftOver(word: string, weak: string): boolean {
  return weak.length >= 6 && word.includes(weak) && word.replace(weak, '').length < ENOUGH_LEFT;
}

/** What is wrong with a password, as something to do; undefined when it will do. No rules of composition. */
export function passwordProblem(password: string, userName: string): string | undefined {
  const text = password.normalize('NFKC').toLowerCase();
  if ([...password].length < MIN_LENGTH) {
    return `Use at least ${MIN_LENGTH} characters. Three words that do not belong together are easy to remember.`;
  }
  if ([...password].length > MAX_LENGTH) return `Use at most ${MAX_LENGTH} characters.`;
  const names = [userName, userName.split('@')[0] ?? '']
    .map((name) => name.toLowerCase())
    .filter((name) => name.length > 3);
  if (names.some((name) => text.includes(name))) return 'Leave your user name out of your password.';
  if (text.includes('gatehouse')) return 'Leave the word Gatehouse out of your password.';
  const plain = text.replaceAll(/\s/g, '');
  if (isRepeated(plain) || isRuns(plain) || isKnown(text)) {
    return 'This is one of the first passwords that others would try. Think of another.';
  }
  return undefined;
}
