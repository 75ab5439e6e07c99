import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { type Instant, Temporal } from '#platform/clock';
import { Unavailable } from '#platform/errors';

/** Where the certificate and its key lie (GATEHOUSE_TLS_CERT, GATEHOUSE_TLS_KEY). */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/** A certificate that fits its key. It may have lapsed: see `validityOf`. */
export interface Certificate {
  /** The file as it is: the server's own certificate first, then those that vouch for it. */
  readonly pem: string;
  readonly key: string;
  readonly own: X509Certificate;
  readonly from: Instant;
  readonly until: Instant;
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
const OTHERS = 0o007;

const refuse = (why: string, cause?: unknown) =>
  new Unavailable('the certificate cannot be used', why, cause === undefined ? {} : { cause });

function read(path: string, setting: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw refuse(`${path} (${setting}) cannot be read: ${code}.`, cause);
  }
}

function readKey(path: string): { readonly text: string; readonly key: KeyObject } {
  const text = read(path, 'GATEHOUSE_TLS_KEY');
  if ((statSync(path).mode & OTHERS) !== 0)
    throw refuse(
      `${path} (GATEHOUSE_TLS_KEY) can be read by everybody on this machine: run chmod 640 on it.`,
    );
  if (text.includes('ENCRYPTED'))
    throw refuse(`${path} (GATEHOUSE_TLS_KEY) asks for a passphrase, and nobody is there to type it.`);
  try {
    return { text, key: createPrivateKey(text) };
  } catch (cause) {
    throw refuse(`${path} (GATEHOUSE_TLS_KEY) holds no private key in PEM form.`, cause);
  }
}

function readOwn(path: string): { readonly pem: string; readonly own: X509Certificate } {
  const pem = read(path, 'GATEHOUSE_TLS_CERT');
  const [first] = pem.match(PEM_CERTIFICATE) ?? [];
  if (first === undefined) {
    const swapped = pem.includes('PRIVATE KEY') ? ' It holds a private key: are the two files swapped?' : '';
    throw refuse(`${path} (GATEHOUSE_TLS_CERT) holds no certificate in PEM form.${swapped}`);
  }
  try {
    return { pem, own: new X509Certificate(first) };
  } catch (cause) {
    throw refuse(`${path} (GATEHOUSE_TLS_CERT) holds a damaged certificate.`, cause);
  }
}

const instant = (date: Date) => Temporal.Instant.fromEpochMilliseconds(date.getTime());

/** Reads both files; throws `Unavailable`, with what to do, where they cannot serve together. */
export function readCertificate(files: CertificateFiles): Certificate {
  const { pem, own } = readOwn(files.cert);
  const { text, key } = readKey(files.key);
  if (!own.checkPrivateKey(key)) {
    const misplaced = own.ca
      ? ' The first certificate in it is not a server’s: its own must come first.'
      : '';
    throw refuse(`${files.key} is not the key of the certificate in ${files.cert}.${misplaced}`);
  }
  return { pem, key: text, own, from: instant(own.validFromDate), until: instant(own.validToDate) };
}

type Validity = 'good' | 'ends soon' | 'not yet' | 'lapsed';

const SOON_HOURS = 21 * 24;

/** Soon is three weeks, or the last quarter of one that lives no longer than a few weeks. */
export function validityOf({ from, until }: Certificate, at: Instant): Validity {
  if (Temporal.Instant.compare(at, until) >= 0) return 'lapsed';
  if (Temporal.Instant.compare(at, from) < 0) return 'not yet';
  const quarter = from.until(until).total('hours') / 4;
  return at.until(until).total('hours') < Math.min(SOON_HOURS, quarter) ? 'ends soon' : 'good';
}

/** Whether browsers take it for the name that people type. */
export function isForHost({ own }: Certificate, host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '');
  return (isIP(name) === 0 ? own.checkHost(name) : own.checkIP(name)) !== undefined;
}

/** The server's own alone, signed by somebody else: phones do not find the missing link by themselves. */
export function lacksChain({ pem, own }: Certificate): boolean {
  return (pem.match(PEM_CERTIFICATE) ?? []).length === 1 && own.issuer !== own.subject;
}

/** TLS 1.3, and of 1.2 what keeps earlier talks secret when the key is stolen later: nothing older than a 2014 phone needs. */
export function secureOptions({ pem, key }: Certificate): SecureContextOptions {
  return {
    cert: pem,
    key,
    minVersion: 'TLSv1.2',
    ciphers: [
      'TLS_AES_128_GCM_SHA256',
      'TLS_AES_256_GCM_SHA384',
      'TLS_CHACHA20_POLY1305_SHA256',
      'ECDHE-ECDSA-AES128-GCM-SHA256',
      'ECDHE-RSA-AES128-GCM-SHA256',
      'ECDHE-ECDSA-AES256-GCM-SHA384',
      'ECDHE-RSA-AES256-GCM-SHA384',
      'ECDHE-ECDSA-CHACHA20-POLY1305',
      'ECDHE-RSA-CHACHA20-POLY1305',
    ].join(':'),
  };
}
