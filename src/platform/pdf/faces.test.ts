import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPdf } from '#test/support/read-pdf.ts';
import { faces } from './faces.ts';
import { Paper } from './paper.ts';
import { press } from './press.ts';

const letters = faces().flatMap((face) =>
  [0x41, 0x142, 0x43f, 0x3b1, 0x627, 0x64b, 0x905, 0x995, 0xa85, 0xa05, 0xa3c, 0xb85].filter((p) =>
    face.covers(p),
  ),
);

it('any letters of any of its scripts make a form, however oddly they stand together', async () => {
  const odd = fc.array(
    fc.oneof(
      fc.constantFrom(...letters),
      fc.integer({ min: 0x600, max: 0x6ff }),
      fc.integer({ min: 0xa00, max: 0xaff }),
    ),
    { maxLength: 80 },
  );
  await fc.assert(
    fc.asyncProperty(odd, async (points) => {
      const paper = new Paper({ title: 'T', made: new Date(0), reference: 'R', footer: 'F' });
      paper.paragraph(`Before ${String.fromCodePoint(...points)} after`);
      const { pages } = await readPdf(press(paper.order));
      expect(pages.join()).toContain('Before');
    }),
    { numRuns: 60 },
  );
}, 60_000);

it('reads fonts that are files of the package', () => {
  expect(faces()[0]?.data.length).toBeGreaterThan(10_000);
  expect(readFileSync('package.json', 'utf8')).toContain('@fontsource/atkinson-hyperlegible-next');
});
