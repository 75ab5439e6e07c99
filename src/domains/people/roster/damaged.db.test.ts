import { expect, test } from 'vitest';
import { createRandom } from '../../../../test/factories/made-up.ts';
import { filesOf, type RosterFiles, readFiles } from '../../../../test/factories/oneroster-archive.ts';
import {
  aRoster,
  forSchools,
  importRoster,
  rosterDigest,
  rosterSchools,
} from '../../../../test/factories/roster.ts';
import { testWorld } from '../../../../test/support/world.ts';
import { RosterRefused } from '../oneroster/index.ts';
import { applyRoster } from './index.ts';
import { changesNothing, type RosterSchool } from './types.ts';

const FILES = 5_000;
const world = await testWorld();
const signs = [
  '"',
  ',',
  '\n',
  '\r\n',
  '\0',
  '\uFEFF',
  'é',
  '=1+1',
  '2026-02-30',
  'org-9',
  'pupil-2',
  'true',
  'student',
  '',
];

const pick = <T>(random: () => number, list: readonly T[]): T | undefined =>
  list[Math.floor(random() * list.length)];

type Damage = (text: string, random: () => number) => string;

const inLine =
  (edit: (lines: string[], at: number, random: () => number) => void): Damage =>
  (text, random) => {
    const lines = text.split('\r\n');
    edit(lines, Math.floor(random() * lines.length), random);
    return lines.join('\r\n');
  };

/** What goes wrong with exports: a line lost, doubled or moved, a cell changed for another, a file cut short. */
const damages: readonly Damage[] = [
  inLine((lines, at) => void lines.splice(at, 1)),
  inLine((lines, at) => void lines.splice(at, 0, lines[at] ?? '')),
  inLine((lines, at, random) => void lines.splice(at, 0, pick(random, lines) ?? '')),
  inLine((lines, at, random) => {
    const cells = (lines[at] ?? '').split(',');
    const other = (pick(random, lines) ?? '').split(',');
    cells[Math.floor(random() * cells.length)] =
      random() < 0.5 ? (pick(random, signs) ?? '') : (pick(random, other) ?? '');
    lines[at] = cells.join(',');
  }),
  (text, random) => text.slice(0, Math.floor(random() * text.length)),
  (text, random) => {
    const at = Math.floor(random() * text.length);
    return text.slice(0, at) + (pick(random, signs) ?? '') + text.slice(at + Math.floor(random() * 3));
  },
];

function damaged(whole: RosterFiles, random: () => number): RosterFiles {
  const files = new Map(whole);
  const many = 1 + Math.floor(random() * 3);
  for (let n = 0; n < many; n += 1) {
    const name = pick(random, [...files.keys()]) ?? '';
    const damage = pick(random, damages);
    if (damage === undefined) continue;
    if (random() < 0.03) files.delete(name);
    else files.set(name, Buffer.from(damage(files.get(name)?.toString() ?? '', random)));
  }
  return files;
}

/** Thrown to undo an import that went well, so that each damage meets the same school. */
class Undo extends Error {}

type Outcome = 'refused' | 'applied';

async function tryOne(school: RosterSchool, files: RosterFiles): Promise<Outcome> {
  try {
    const reading = await readFiles(files);
    await world.database.withActor({ kind: 'roster', schoolId: school.id }, async (tx) => {
      const facts = { fileName: 'damaged.zip', digest: 'damaged', requestedBy: null };
      await applyRoster(tx, school, reading, facts);
      // Whatever it was, the same again changes nothing.
      expect(changesNothing(await applyRoster(tx, school, reading, facts))).toBe(true);
      throw new Undo();
    });
  } catch (error) {
    if (error instanceof Undo) return 'applied';
    if (!(error instanceof RosterRefused)) throw error;
    const worst = error.faults.filter(({ severity }) => severity === 'error');
    expect(worst.length).toBeGreaterThan(0);
    for (const { file, problem, remedy } of worst) expect(file && problem && remedy).toBeTruthy();
    return 'refused';
  }
  throw new Error('an import that went well was not undone');
}

test(`${FILES} damaged files: refused whole with a message, or applied whole`, async () => {
  const [school] = await rosterSchools(world, 1);
  if (school === undefined) throw new Error('no school');
  const roster = forSchools(aRoster({ pupils: 6, staff: 3 }), [school]);
  await importRoster(world, school, roster);
  const before = await rosterDigest(world);
  const whole = filesOf(roster, '1.2');
  const random = createRandom(20_261_122);
  const counts = { refused: 0, applied: 0 };
  for (let n = 0; n < FILES; n += 1) {
    counts[await tryOne(school, damaged(whole, random))] += 1;
    // Nothing is undone but what went well, so whatever a refusal left behind would still be there.
    if (n % 500 === 499) expect(await rosterDigest(world), `after ${n + 1} files`).toEqual(before);
  }
  // Both happen often enough to mean something.
  expect(counts.refused).toBeGreaterThan(FILES / 4);
  expect(counts.applied).toBeGreaterThan(FILES / 20);
}, 300_000);
