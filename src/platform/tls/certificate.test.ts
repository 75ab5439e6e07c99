import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Temporal } from '#platform/clock';
import { createLog } from '#platform/log';
import { lockKey, makeCertificate } from '#test/support/certificates.ts';
import { type Certificate, isForHost, lacksChain, readCertificate, renewal, validityOf } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-tls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const good = makeCertificate(folder, 'good', { host: 'gatehouse.example.test' });
const other = makeCertificate(folder, 'other');
const signed = makeCertificate(folder, 'signed', { by: 'good' });
const short = makeCertificate(folder, 'short', { days: 6 });

const complaint = (files: { cert: string; key: string }): string => {
  try {
    readCertificate(files);
  } catch (error) {
    return error instanceof Error && 'userMessage' in error ? String(error.userMessage) : String(error);
  }
  return 'taken';
};

describe('files that cannot serve are refused, with what is wrong', () => {
  const copy = (name: string, from: string) => {
    const path = join(folder, name);
    copyFileSync(from, path);
    return path;
  };
  const text = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  const readable = copy('open.key', good.key);
  chmodSync(readable, 0o644);
  const locked = { cert: good.cert, key: join(folder, 'locked.key') };
  lockKey(good.key, locked.key);
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
  test.each([
    [
      'missing',
      { ...good, cert: join(folder, 'nowhere.crt') },
      /nowhere\.crt \(GATEHOUSE_TLS_CERT\).*ENOENT/,
    ],
    ['a missing key', { ...good, key: join(folder, 'nowhere.key') }, /GATEHOUSE_TLS_KEY.*ENOENT/],
    ['swapped', { cert: good.key, key: good.cert }, /are the two files swapped/],
    ['no certificate', { ...good, cert: text('words.crt', 'hello') }, /holds no certificate in PEM form\.$/],
    ['a damaged certificate', { ...good, cert: text('broken.crt', broken) }, /damaged/],
    ['no key', { ...good, key: text('words.key', 'hello') }, /holds no private key/],
    ['a key with a passphrase', locked, /asks for a passphrase/],
    ['a key that everybody can read', { ...good, key: readable }, /chmod 640/],
    ['somebody else’s key', { cert: good.cert, key: other.key }, /is not the key of the certificate/],
  ])('%s', (_, files, words) => {
    expect(complaint(files)).toMatch(words);
  });

  test('the signer’s certificate before the server’s own', () => {
    const cert = text('misplaced.crt', readFileSync(good.cert, 'utf8') + readFileSync(signed.cert, 'utf8'));
    expect(complaint({ cert, key: signed.key })).toMatch(/its own must come first/);
  });
});

describe('what a certificate is good for', () => {
  const inState = (certificate: Certificate, days: number) =>
    validityOf(certificate, certificate.from.add({ seconds: 86_400 * days + 1 }));

  test('until when', () => {
    const found = readCertificate(good);
    expect([-1, 0, 68, 70, 89, 90].map((days) => inState(found, days))).toEqual([
      'not yet',
      'good',
      'good',
      'ends soon',
      'ends soon',
      'lapsed',
    ]);
    // A renewal every few days is the rule for these, no reason for alarm.
    expect([3, 5, 6].map((days) => inState(readCertificate(short), days))).toEqual([
      'good',
      'ends soon',
      'lapsed',
    ]);
  });

  test('for which names', () => {
    const found = readCertificate(good);
    const names = ['gatehouse.example.test', '127.0.0.1', 'elsewhere.example.test', '[::1]'];
    expect(names.map((name) => isForHost(found, name))).toEqual([true, true, false, false]);
  });

  test('whether the certificates that vouch for it are there', () => {
    expect(lacksChain(readCertificate(good))).toBe(false);
    expect(lacksChain(readCertificate(signed))).toBe(true);
    appendFileSync(signed.cert, readFileSync(good.cert));
    expect(lacksChain(readCertificate(signed))).toBe(false);
  });
});

describe('a renewal', () => {
  const begin = (at?: Temporal.Instant) => {
    const files = { cert: join(folder, 'live.crt'), key: join(folder, 'live.key') };
    copyFileSync(good.cert, files.cert);
    copyFileSync(good.key, files.key);
    const first = readCertificate(files);
    const served: Certificate[] = [];
    const clock = { now: () => at ?? first.from.add({ hours: 1 }) };
    const log = createLog('silent', 'test');
    const one = renewal(first, { files, host: 'localhost', clock, log, serve: (c) => served.push(c) });
    return { files, first, served, one };
  };

  test('is served once both files are there, and half of it never', () => {
    const { files, first, served, one } = begin();
    expect(one.look()).toBe(false);
    copyFileSync(other.cert, files.cert);
    expect(one.look()).toBe(false);
    expect(one.current).toBe(first);
    copyFileSync(other.key, files.key);
    expect(one.look()).toBe(true);
    expect(served.map(({ own }) => own.subject)).toEqual(['CN=other']);
    expect(one.look()).toBe(false);
  });

  test('with one that has lapsed already does not replace one that has not', () => {
    const at = readCertificate(short).until.add({ hours: 24 });
    const { files, served, one } = begin(at);
    copyFileSync(short.cert, files.cert);
    copyFileSync(short.key, files.key);
    expect(one.look()).toBe(false);
    expect(served).toEqual([]);
  });

  test('that does not come is asked for again each day', () => {
    const first = readCertificate(good);
    let at = first.until.subtract({ hours: 24 * 3 });
    const said: string[] = [];
    const log = createLog('warn', 'test');
    log.warn = (_: unknown, text?: string) => void said.push(String(text));
    const one = renewal(first, {
      files: good,
      host: '127.0.0.1',
      clock: { now: () => at },
      log,
      serve: () => {},
    });
    for (let hour = 0; hour < 48; hour += 1) {
      at = at.add({ hours: 1 });
      one.look();
    }
    expect(said).toEqual(Array(3).fill('the TLS certificate ends soon: renew it'));
  });
});
