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
  covers(codePoint: number): boolean;
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
  const points = new Set((create(data) as Font).characterSet);
  return {
    name: `${family}-${part}`,
    data,
    rightToLeft: rightToLeft === true,
    covers: (point) => points.has(point),
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
