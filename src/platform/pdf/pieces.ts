import type { Face } from './faces.ts';

/** A stretch of text in one font. */
export interface Piece {
  readonly text: string;
  readonly face: string;
  /** What was written, where the fonts lack it: screen readers, searching and copying get this. */
  readonly actual?: string;
}

const SCRIPTS = [
  'Arabic',
  'Armenian',
  'Bengali',
  'Cyrillic',
  'Devanagari',
  'Ethiopic',
  'Georgian',
  'Greek',
  'Gujarati',
  'Gurmukhi',
  'Hangul',
  'Han',
  'Hebrew',
  'Hiragana',
  'Kannada',
  'Katakana',
  'Khmer',
  'Lao',
  'Malayalam',
  'Myanmar',
  'Sinhala',
  'Tamil',
  'Telugu',
  'Thai',
  'Tibetan',
].map((name) => ({ name, pattern: new RegExp(`\\p{Script=${name}}`, 'u') }));

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;
const PLAIN = /^[\x20-\x7e]*$/;
/** Controls, and marks that show nothing by themselves. They print as nothing, so they are left out. */
const INVISIBLE = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

const graphemes = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });
export const clustersOf = (text: string): string[] =>
  [...graphemes.segment(text)].map(({ segment }) => segment);

/** More than these are counted: nobody reads on, and the original is behind the brackets. */
const MOST_CODES = 8;

function codes(text: string): string {
  const points = [...text].map(
    (c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  const more = points.length - MOST_CODES;
  return [...points.slice(0, MOST_CODES), ...(more > 0 ? [`and ${more} more`] : [])].join(' ');
}

/** Neighbours that are shown alike: in one font, or missing from all in one script. */
interface Group {
  readonly face: string | undefined;
  /** Clusters of one script are told of together; a picture or a sign stands alone. */
  readonly script: string | undefined;
  text: string;
}

function groupOf(cluster: string, faces: readonly Face[]): Group {
  const points = [...cluster].map((c) => c.codePointAt(0) ?? 0);
  const face = faces.find((f) => points.every((point) => f.covers(point)));
  const script = face === undefined ? SCRIPTS.find(({ pattern }) => pattern.test(cluster))?.name : undefined;
  return { face: face?.name, script, text: cluster };
}

function joins(last: Group | undefined, next: Group): last is Group {
  if (last === undefined) return false;
  if (last.script !== undefined) return last.script === next.script || /^\s$/.test(next.text);
  return next.face !== undefined && last.face === next.face;
}

/** A group that its font cannot set is told of by its script, as one that no font has. */
function named(group: Group): Group {
  const script = group.script ?? SCRIPTS.find(({ pattern }) => pattern.test(group.text))?.name;
  return { ...group, script };
}

/** A space belongs to the script on both its sides; the last one belongs to what follows. */
function tell({ script, text }: Group, face: string): Piece[] {
  if (script === undefined) {
    const kind = EMOJI.test(text) ? 'emoji ' : '';
    // A Latin letter whose marks the font lacks keeps its base, so that the name can still be read.
    const base = /^\p{Script=Latin}/u.test(text) ? text.normalize('NFD').replace(/\p{M}+/gu, '') : '';
    return [{ text: `${base}[${kind}${codes(text.replaceAll('\ufe0f', ''))}]`, face, actual: text }];
  }
  const actual = text.trimEnd();
  const letters = clustersOf(actual).filter((c) => c.trim() !== '').length;
  const told = {
    text: `[${script} script, ${letters} ${letters === 1 ? 'letter' : 'letters'}]`,
    face,
    actual,
  };
  return actual === text ? [told] : [told, { text: ' ', face }];
}

/** Splits at the fonts; what no font has becomes words in brackets, with the original kept behind them. */
export function piecesOf(text: string, faces: readonly Face[]): Piece[] {
  const first = faces[0];
  if (first === undefined) throw new Error('there is no font');
  if (PLAIN.test(text)) return text === '' ? [] : [{ text, face: first.name }];
  const groups: Group[] = [];
  for (const raw of clustersOf(text.replaceAll('\t', '    '))) {
    const cluster = EMOJI.test(raw) ? raw : raw.replace(INVISIBLE, '');
    if (cluster === '') continue;
    const next = groupOf(cluster, faces);
    const last = groups.at(-1);
    if (joins(last, next)) last.text += cluster;
    else groups.push(next);
  }
  return groups.flatMap((group) => {
    const face = faces.find(({ name }) => name === group.face);
    return face?.sets(group.text) ? [{ text: group.text, face: face.name }] : tell(named(group), first.name);
  });
}
