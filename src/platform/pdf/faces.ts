import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, type Font } from 'fontkit';

/** One font file of the chain: a character is set in the first that has it. */
export interface Face {
  readonly name: string;
  readonly data: Buffer;
  /** The same letters in bold, where the package brings them. */
  readonly bold?: Buffer;
  /** Words of this script follow each other from right to left. */
  readonly rightToLeft: boolean;
  /** Height over the baseline, in parts of the font size. */
  readonly ascent: number;
  covers(codePoint: number): boolean;
  /**
   * Whether the font engine can lay these words out: it fails on some rare sequences of scripts whose letters join or
   * stack, and such words are told of in brackets rather than losing the whole form.
   */
  sets(text: string): boolean;
}

/** Longer than any word: what is torn over lines would have to be tried in every part. */
const LONGEST_WORD = 40;

function canSet(font: Font, text: string): boolean {
  return text.split(/\s+/).every((word) => {
    if (word.length > LONGEST_WORD) return false;
    try {
      font.layout(word);
      return true;
    } catch {
      return false; // the engine's own fault; there is nothing in it for a reader
    }
  });
}

const fileOf = (family: string, part: string, weight: 400 | 700) =>
  readFileSync(
    fileURLToPath(import.meta.resolve(`@fontsource/${family}/files/${family}-${part}-${weight}-normal.woff`)),
  );

interface Source {
  readonly family: string;
  readonly part: string;
  readonly bold?: true;
  readonly rightToLeft?: true;
}

/** The brand's font, then the scripts that families in English schools write most. Another is one line here. */
const sources: readonly Source[] = [
  { family: 'atkinson-hyperlegible-next', part: 'latin', bold: true },
  { family: 'atkinson-hyperlegible-next', part: 'latin-ext', bold: true },
  { family: 'noto-sans', part: 'vietnamese' },
  { family: 'noto-sans', part: 'latin-ext' },
  { family: 'noto-sans', part: 'cyrillic' },
  { family: 'noto-sans', part: 'cyrillic-ext' },
  { family: 'noto-sans', part: 'greek' },
  { family: 'noto-sans-arabic', part: 'arabic', rightToLeft: true },
  { family: 'noto-sans', part: 'devanagari' },
  { family: 'noto-sans-bengali', part: 'bengali' },
  { family: 'noto-sans-gujarati', part: 'gujarati' },
  { family: 'noto-sans-gurmukhi', part: 'gurmukhi' },
  { family: 'noto-sans-tamil', part: 'tamil' },
];

function open({ family, part, bold, rightToLeft }: Source): Face {
  const data = fileOf(family, part, 400);
  const font = create(data) as Font;
  const points = new Set(font.characterSet);
  const simple = bold === true;
  return {
    name: `${family}-${part}`,
    data,
    rightToLeft: rightToLeft === true,
    ascent: font.ascent / font.unitsPerEm,
    covers: (point) => points.has(point),
    sets: (text) => simple || canSet(font, text),
    ...(bold ? { bold: fileOf(family, part, 700) } : {}),
  };
}

let opened: readonly Face[] | undefined;

/** Read once a process, at the first PDF. */
export function faces(): readonly Face[] {
  opened ??= sources.map(open);
  return opened;
}

/** The registered name of a face in a weight. */
export function fontName(face: Face, bold: boolean): string {
  return bold && face.bold !== undefined ? `${face.name}-bold` : face.name;
}
