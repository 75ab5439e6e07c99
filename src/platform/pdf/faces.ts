import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { coverage } from './coverage.ts';
import { woff2ToTrueType } from './woff2.ts';

/** One font file of the chain: a character is set in the first that has it. */
export interface Face {
  readonly name: string;
  readonly data: Buffer;
  covers(codePoint: number): boolean;
}

/**
 * The brand's font in its two parts. A package that adds another script is one line here; one that is written
 * from right to left also needs the order of its words, which `lines.ts` does not do.
 */
const FILES = ['latin', 'latin-ext'].map((part) => ({
  name: part,
  file: `@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${part}-wght-normal.woff2`,
}));

let opened: readonly Face[] | undefined;

/** Read once a process, at the first PDF. */
export function faces(): readonly Face[] {
  opened ??= FILES.map(({ name, file }) => {
    const data = woff2ToTrueType(readFileSync(fileURLToPath(import.meta.resolve(file))));
    const points = coverage(data);
    return { name, data: Buffer.from(data), covers: (point) => points.has(point) };
  });
  return opened;
}
