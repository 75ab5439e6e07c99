/**
 * Words after which emergency help is shown at once and a report becomes urgent. They never stop anybody from sending.
 * A short list that a lead can read: too many hits rather than too few, and what it misses a person reads all the same.
 */
const phrases: readonly string[] = [
  'kill',
  'killed',
  'killing',
  'suicide',
  'suicidal',
  'die',
  'dying',
  'dead',
  'end it all',
  'end my life',
  'hurt myself',
  'hurting myself',
  'harm myself',
  'self harm',
  'cut myself',
  'cutting myself',
  'overdose',
  'pills',
  'knife',
  'gun',
  'weapon',
  'bomb',
  'acid',
  'rape',
  'raped',
  'touched me',
  'touches me',
  'touching me',
  'private parts',
  'hits me',
  'hit me',
  'beats me',
  'hurts me',
  'strangled',
  'choked',
  'blackmail',
  'nudes',
  'naked',
  'meet me',
  'wants to meet',
  'run away',
  'running away',
  'not safe',
  'help me',
  'emergency',
  'scared to go home',
  'forced marriage',
  'cut down there',
];

/** Small letters, one space between words, no marks: "Self-harm!" is "self harm". */
const plain = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replaceAll(/[’']/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

export function soundsUrgent(text: string): boolean {
  const words = plain(text);
  return phrases.some((phrase) => words.includes(` ${phrase} `));
}

/** Somebody who wrote "adult" may mean the Head after all. */
export function namesTheHead(text: string): boolean {
  return /\b(head|head ?teacher|head ?master|head ?mistress|principal)\b/i.test(text);
}
