/** A few words around what was found. `found` pieces are marked; every piece is shown as text, never as markup. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** Stand around a found word in what the database cuts out: nobody types them. */
export const MARKS = { open: '\uE000', close: '\uE001' } as const;

const AROUND = 60;

/** The database knows the forms of a word ("pictures" for "picture") and marks them. */
function marked(headline: string): Piece[] {
  return headline
    .split(MARKS.open)
    .flatMap((part, index): Piece[] => {
      const [inside = '', ...rest] = index === 0 ? ['', part] : part.split(MARKS.close);
      return [
        { text: inside, found: true },
        { text: rest.join(''), found: false },
      ];
    })
    .filter(({ text }) => text !== '');
}

/** The typed words with anything between their letters that is neither, as an account name has it. */
function patternOf(typed: string): RegExp | undefined {
  const words = typed
    .replaceAll(/https?:\/\/|www\./gi, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return undefined;
  const joined = [...words.join('')].join('[._-]*');
  return new RegExp([words.join('[^\\p{L}\\p{N}]+'), joined, ...words].join('|'), 'iu');
}

/** The database does not look inside an address; so it is looked for here. */
function lookedFor(text: string, typed: string): Piece[] {
  const hit = patternOf(typed)?.exec(text);
  if (!hit) return [{ text: shortened(text), found: false }];
  const [before, after] = [text.slice(0, hit.index), text.slice(hit.index + hit[0].length)];
  const pieces = [
    { text: before.length > AROUND ? `… ${wholeWords(before.slice(-AROUND), 'end')}` : before, found: false },
    { text: hit[0], found: true },
    {
      text: after.length > AROUND ? `${wholeWords(after.slice(0, AROUND), 'start')} …` : after,
      found: false,
    },
  ];
  return pieces.filter((piece) => piece.text !== '');
}

/** Without the word that was cut through. */
const wholeWords = (text: string, keep: 'start' | 'end'): string =>
  keep === 'start' ? text.replace(/\s+\S*$/, '') : text.replace(/^\S*\s+/, '');

const shortened = (text: string): string =>
  text.length > 2 * AROUND ? `${wholeWords(text.slice(0, 2 * AROUND), 'start')} …` : text;

export interface Cut {
  /** What the database cut out, with {@link MARKS}. */
  readonly headline: string;
  /** The whole text, where it marked nothing. */
  readonly text: string | null;
}

export function excerptOf({ headline, text }: Cut, typed: string): Piece[] {
  return text === null ? marked(headline) : lookedFor(text.replaceAll(/\s+/g, ' ').trim(), typed);
}
