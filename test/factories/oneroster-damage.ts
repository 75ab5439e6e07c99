import { expect } from 'vitest';
import type { Fault, RosterReading, RosterVersion } from '../../src/domains/people/oneroster/index.ts';
import { buildRoster, defaultPlan } from './oneroster.ts';
import { filesOf, type RosterFiles, readFiles } from './oneroster-archive.ts';

const plan = { ...defaultPlan, pupils: 10, staff: 20 };
export const rosters = { '1.1': buildRoster({ ...plan, version: '1.1' }), '1.2': buildRoster(plan) };

/** A file as lines; line 1 is the first, as in messages. */
export const change = (files: RosterFiles, name: string, edit: (lines: string[]) => void): void => {
  const lines = ['', ...(files.get(name)?.toString().trimEnd().split('\r\n') ?? [])];
  edit(lines);
  files.set(name, Buffer.from(`${lines.slice(1).join('\r\n')}\r\n`));
};

/** Puts a value into one column of one line. Works on lines without commas inside fields. */
export const put = (name: string, line: number, column: string, value: string) => (files: RosterFiles) =>
  change(files, name, (lines) => {
    const place = (lines[1] ?? '').split(',').indexOf(column);
    expect(place, `${column} of ${name}`).toBeGreaterThanOrEqual(0);
    lines[line] = (lines[line] ?? '').split(',').with(place, value).join(',');
  });

export const lineOf = (name: string, line: number, edit: (text: string) => string) => (files: RosterFiles) =>
  change(files, name, (lines) => {
    lines[line] = edit(lines[line] ?? '');
  });

export const drop = (name: string) => (files: RosterFiles) => void files.delete(name);
export const value = (name: string, line: number, column: string): string => {
  const lines = (filesOf(rosters['1.1'], '1.1').get(name)?.toString() ?? '').split('\r\n');
  return (lines[line - 1] ?? '').split(',')[(lines[0] ?? '').split(',').indexOf(column)] ?? '';
};

export type Damage = [
  what: string,
  version: RosterVersion,
  damage: (files: RosterFiles) => void,
  fault: Partial<Fault>,
];

export const read = (
  version: RosterVersion,
  damage: (files: RosterFiles) => void,
): Promise<RosterReading> => {
  const files = filesOf(rosters[version], version);
  damage(files);
  return readFiles(files);
};

export const bytes = (name: string, find: string, replace: Buffer) => (files: RosterFiles) => {
  const before = files.get(name) ?? Buffer.alloc(0);
  const at = before.indexOf(find);
  files.set(name, Buffer.concat([before.subarray(0, at), replace, before.subarray(at + find.length)]));
};

export const error = (file: string, code: string, line?: number, column?: string): Partial<Fault> => ({
  file,
  code,
  severity: 'error',
  ...(line === undefined ? {} : { line }),
  ...(column === undefined ? {} : { column }),
});
export const warning = (...args: Parameters<typeof error>): Partial<Fault> => ({
  ...error(...args),
  severity: 'warning',
});

/** The damage gives this fault, and no avalanche of others. */
export const checkDamage = async (...[, version, damage, fault]: Damage): Promise<void> => {
  const { faults } = await read(version, damage);
  expect(faults).toContainEqual(expect.objectContaining(fault));
  for (const { problem, remedy, file } of faults) {
    expect(problem.length * remedy.length * file.length).toBeGreaterThan(0);
  }
  // A warning never comes with errors.
  expect(faults.some(({ severity }) => severity === 'error')).toBe(fault.severity === 'error');
  expect(faults.length).toBeLessThan(6);
};
