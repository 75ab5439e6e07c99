import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CertificateFiles } from '#platform/tls';

/** Certificates made in the test, with the system's `openssl`: Node can check them, not make them. */
function openssl(folder: string, ...args: readonly string[]): void {
  execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
}

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'] as const;

interface Wish {
  readonly host?: string;
  readonly days?: number;
  /** Signed by another certificate of the folder instead of by itself. */
  readonly by?: string;
}

/** Makes `name.crt` and `name.key` in the folder. */
export function makeCertificate(folder: string, name: string, wish: Wish = {}): CertificateFiles {
  const { host = 'localhost', days = 90, by } = wish;
  const subject = ['-subj', `/CN=${name}`];
  const names = `subjectAltName=DNS:${host},IP:127.0.0.1`;
  const files = { cert: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  if (by === undefined) {
    const extras = ['-addext', names, '-days', String(days), '-out', files.cert];
    openssl(folder, 'req', '-x509', ...EC, ...subject, '-keyout', files.key, ...extras);
    return files;
  }
  openssl(folder, 'req', ...EC, ...subject, '-keyout', files.key, '-out', 'request.csr');
  writeFileSync(join(folder, 'names.txt'), names);
  const signer = ['-CA', `${by}.crt`, '-CAkey', `${by}.key`, '-CAcreateserial', '-extfile', 'names.txt'];
  openssl(folder, 'x509', '-req', '-in', 'request.csr', ...signer, '-days', String(days), '-out', files.cert);
  return files;
}

/** The same key, under a passphrase. */
export function lockKey(key: string, locked: string): void {
  openssl('/', 'pkcs8', '-topk8', '-in', key, '-out', locked, '-passout', 'pass:secret');
}
