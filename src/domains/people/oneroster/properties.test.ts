import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildRoster, defaultPlan, writeRoster } from '../../../../test/factories/oneroster.ts';
import { filesOf, type RosterFiles, readFiles } from '../../../../test/factories/oneroster-archive.ts';
import { hasErrors, RosterRefused, readRoster } from './index.ts';
import type { Fault, Roster, RosterReading, RosterVersion } from './types.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roster-any-'));
});
afterAll(() => rm(folder, { recursive: true }));

const versions = fc.constantFrom<RosterVersion>('1.1', '1.2');

/** Names as people have them, and as nobody has: quotation marks, commas, emoji, right-to-left. */
const names = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.constantFrom('O"Neil, "Jo"', '=1+1', 'Ng’ọ́', '"', ',', 'null', '-', 'عُمَر', '👩‍👧', 'bulk,delta'),
  )
  .map((text) =>
    text
      .replace(/\p{Cc}/gu, '')
      .normalize('NFC')
      .trim(),
  )
  .filter((text) => text !== '');

const plans = fc.record({
  schools: fc.integer({ min: 1, max: 3 }),
  pupils: fc.integer({ min: 0, max: 25 }),
  staff: fc.integer({ min: 1, max: 12 }),
  guardians: fc.integer({ min: 0, max: 2 }),
  seed: fc.nat(),
  schoolYear: fc.integer({ min: 2020, max: 2035 }),
  version: versions,
});

const renamed = (roster: Roster, given: readonly string[]): Roster => ({
  ...roster,
  orgs: roster.orgs.map((org, place) => ({ ...org, name: given[place % given.length] ?? org.name })),
  users: roster.users.map((user, place) => ({
    ...user,
    givenName: given[place % given.length] ?? user.givenName,
    familyName: given[(place * 7 + 1) % given.length] ?? user.familyName,
    middleName: place % 3 === 0 ? null : (given[(place * 5) % given.length] ?? null),
  })),
});

describe('any roster', () => {
  it('written and read again is the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        plans,
        fc.array(names, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 5000 }),
        async (plan, given, pieces) => {
          const roster = renamed(buildRoster(plan), given);
          const reading = await readFiles(filesOf(roster, plan.version), {}, pieces);
          expect(reading.faults).toEqual([]);
          expect(reading.roster).toEqual(roster);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});

type Mutation = (bytes: Buffer) => Buffer;

const spliced = (bytes: Buffer, at: number, removed: number, added: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(Math.min(bytes.length, at + removed))]);

/** A change anywhere in a file: bytes overwritten, removed, added. */
const byteMutation: fc.Arbitrary<Mutation> = fc
  .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(8), fc.uint8Array({ maxLength: 6 }))
  .map(
    ([where, removed, added]) =>
      (bytes) =>
        spliced(bytes, Math.floor(where * bytes.length), removed, added),
  );

/** Characters that mean something to CSV, put anywhere. */
const signMutation: fc.Arbitrary<Mutation> = fc
  .tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(1),
    fc.constantFrom('"', ',', '\n', '\r\n', '\r', '""', '\0', '\uFEFF', ' ', '\u2028', 'é', '{', ':'),
  )
  .map(
    ([where, removed, sign]) =>
      (bytes) =>
        spliced(bytes, Math.floor(where * bytes.length), removed, Buffer.from(sign)),
  );

const onLines =
  (edit: (lines: string[]) => string[]): Mutation =>
  (bytes) =>
    Buffer.from(edit(bytes.toString('latin1').split('\n')).join('\n'), 'latin1');

/** Whole lines lost, doubled, exchanged; the file cut short; a cell replaced by one of elsewhere. */
const lineMutation: fc.Arbitrary<Mutation> = fc
  .tuple(fc.nat(6), fc.nat(10_000), fc.nat(10_000), fc.nat(30), fc.nat(30))
  .map(([kind, first, second, from, to]) => {
    const place = (lines: readonly string[], at: number): number => at % Math.max(1, lines.length);
    return onLines((lines) => {
      const [a, b] = [place(lines, first), place(lines, second)];
      const [lineA = '', lineB = ''] = [lines[a], lines[b]];
      if (kind === 0) return lines.toSpliced(a, 1);
      if (kind === 1) return lines.toSpliced(a, 0, lineB);
      if (kind === 2) return lines.with(a, lineB).with(b, lineA);
      if (kind === 3) return lines.slice(0, a + 1);
      if (kind === 4) return [];
      const cells = lineA.split(',');
      const other = lineB.split(',')[to] ?? '';
      return lines.with(a, cells.with(from % cells.length, kind === 5 ? '' : other).join(','));
    });
  });

const mutations = fc.array(fc.oneof(byteMutation, signMutation, lineMutation), {
  minLength: 1,
  maxLength: 3,
});

const originals: Record<RosterVersion, RosterFiles> = {
  '1.1': filesOf(buildRoster({ ...defaultPlan, pupils: 6, staff: 4, version: '1.1' }), '1.1'),
  '1.2': filesOf(buildRoster({ ...defaultPlan, pupils: 6, staff: 4 }), '1.2'),
};

const outcome = async (reading: Promise<RosterReading>): Promise<readonly Fault[]> => {
  try {
    const { faults, roster } = await reading;
    if (!hasErrors(faults)) checkLinks(roster);
    return faults;
  } catch (cause) {
    if (!(cause instanceof RosterRefused)) throw cause;
    expect(hasErrors(cause.faults)).toBe(true);
    return cause.faults;
  }
};

/** Whatever is read without an error hangs together. */
const checkLinks = (roster: Roster): void => {
  const users = new Set(roster.users.map(({ sourcedId }) => sourcedId));
  const orgs = new Set(roster.orgs.map(({ sourcedId }) => sourcedId));
  const classes = new Set(roster.classes.map(({ sourcedId }) => sourcedId));
  for (const { userSourcedId, classSourcedId, schoolSourcedId } of roster.enrollments) {
    expect([users.has(userSourcedId), classes.has(classSourcedId), orgs.has(schoolSourcedId)]).toEqual([
      true,
      true,
      true,
    ]);
  }
  for (const user of roster.users)
    for (const role of user.roles) expect(orgs.has(role.orgSourcedId)).toBe(true);
  for (const { userSourcedId } of roster.demographics) expect(users.has(userSourcedId)).toBe(true);
};

const checkWords = (faults: readonly Fault[]): void => {
  for (const fault of faults) {
    expect(fault.file).not.toBe('');
    expect(fault.line ?? 1).toBeGreaterThanOrEqual(1);
    expect(fault.problem).not.toBe('');
    expect(fault.remedy).not.toBe('');
  }
};

describe('any damage', () => {
  it('to the files gives a sound roster or a fault that names the file, never anything else', async () => {
    await fc.assert(
      fc.asyncProperty(
        versions,
        fc.nat(1000),
        mutations,
        fc.integer({ min: 1, max: 3000 }),
        async (version, which, changes, pieces) => {
          const files = new Map(originals[version]);
          const name = [...files.keys()][which % files.size] ?? '';
          files.set(
            name,
            changes.reduce((bytes, change) => change(bytes), files.get(name) ?? Buffer.alloc(0)),
          );
          checkWords(await outcome(readFiles(files, {}, pieces)));
        },
      ),
      { numRuns: 2000 },
    );
  }, 120_000);

  it('to the zip that holds them likewise', async () => {
    const whole = join(folder, 'whole.zip');
    await writeRoster(buildRoster({ ...defaultPlan, pupils: 4, staff: 2 }), '1.2', whole);
    const original = await readFile(whole);
    const path = join(folder, 'damaged.zip');
    await fc.assert(
      fc.asyncProperty(fc.oneof(byteMutation, signMutation), async (change) => {
        await writeFile(path, change(original));
        checkWords(await outcome(readRoster(path)));
      }),
      { numRuns: 1000 },
    );
  }, 120_000);
});
