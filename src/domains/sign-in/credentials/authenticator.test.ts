import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import { createMasterKey, loadMasterKey } from '#platform/crypto';
import { systemIds } from '#platform/ids';
import { enrolment, newSecret, stepOf } from './authenticator.ts';
import { hashCode, newCode } from './code.ts';

function key() {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-key-'));
  const file = join(folder, `${randomBytes(4).toString('hex')}.key`);
  createMasterKey(file);
  const masterKey = loadMasterKey(file);
  rmSync(folder, { recursive: true });
  return masterKey;
}

const masterKey = key();
const person = systemIds.uuid();
const at = Temporal.Instant.from('2026-11-20T09:00:10Z');
const sealed = newSecret(systemIds, masterKey, person);
const typed = enrolment(masterKey, person, sealed, 'm.osei').typed;
const app = new TOTP({ secret: Secret.fromBase32(typed.replaceAll(' ', '')) });
const codeAt = (seconds: number) => app.generate({ timestamp: at.epochMilliseconds + seconds * 1000 });
const step = Math.floor(at.epochMilliseconds / 30_000);

test('what is typed into the app gives the codes that are taken, one step either side', () => {
  expect(stepOf(masterKey, person, sealed, codeAt(0), at)).toBe(step);
  expect(stepOf(masterKey, person, sealed, codeAt(-30), at)).toBe(step - 1);
  expect(stepOf(masterKey, person, sealed, codeAt(30), at)).toBe(step + 1);
  expect(stepOf(masterKey, person, sealed, `${codeAt(0).slice(0, 3)} ${codeAt(0).slice(3)}`, at)).toBe(step);
});

test.each(['', '12345', 'abcdef', '1234567'])('%j is no code', (code) => {
  expect(stepOf(masterKey, person, sealed, code, at)).toBeUndefined();
});

test('a code of two minutes ago is too late', () => {
  expect(stepOf(masterKey, person, sealed, codeAt(-120), at)).toBeUndefined();
});

test('a secret opens for its own person alone', () => {
  expect(() => stepOf(masterKey, systemIds.uuid(), sealed, codeAt(0), at)).toThrow();
});

test('the picture is square, with a quiet zone and the three corners', () => {
  const { qr } = enrolment(masterKey, person, sealed, 'm.osei');
  expect((qr.size - 8 - 17) % 4).toBe(0);
  for (const corner of ['M4 4h', `M${qr.size - 5} 4h`, `M4 ${qr.size - 5}h`])
    expect(qr.path).toContain(corner);
  expect(qr.path).not.toMatch(/M[0-3] /);
});

test('a handed-over code is the same however it is typed, and another under another key', () => {
  const code = newCode(systemIds);
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect(hashCode(masterKey, code.toLowerCase().replaceAll('-', ' '))).toEqual(hashCode(masterKey, code));
  expect(hashCode(key(), code)).not.toEqual(hashCode(masterKey, code));
});
