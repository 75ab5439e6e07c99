import type { Clock } from '#platform/clock';
import { GatehouseError } from '#platform/errors';
import type { Log } from '#platform/log';
import {
  type Certificate,
  type CertificateFiles,
  isForHost,
  readCertificate,
  validityOf,
} from './certificate.ts';

/** A certificate that is looked for anew, so that a renewal needs no restart. */
export interface Renewal {
  /** The one that is served. */
  readonly current: Certificate;
  /** Reads the files again; whether another certificate is served from now on. */
  look(): boolean;
}

interface RenewalOptions {
  readonly files: CertificateFiles;
  readonly host: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Takes effect for whoever connects from now on; talks that go on keep the certificate they began with. */
  serve(certificate: Certificate): void;
}

const REMIND_HOURS = 24;

/** What whoever watches the log should do something about. */
function warn(certificate: Certificate, { host, clock, log }: RenewalOptions): void {
  const until = certificate.until.toString();
  const validity = validityOf(certificate, clock.now());
  if (validity === 'ends soon') log.warn({ until }, 'the TLS certificate ends soon: renew it');
  if (validity === 'lapsed') log.error({ until }, 'the TLS certificate has lapsed: browsers refuse it');
  if (validity === 'not yet') log.error('the TLS certificate is not valid yet: is the clock right?');
  if (!isForHost(certificate, host)) log.error({ host }, 'the TLS certificate is for another name');
}

/**
 * A lapsed certificate is served all the same: the process also escalates and sends mail, and who has opened the page
 * before can still be told what is wrong. A pair that does not fit is refused at the start, and later never replaces
 * one that does.
 */
export function renewal(first: Certificate, options: RenewalOptions): Renewal {
  const { files, clock, log, serve } = options;
  let current = first;
  let warnedAt = clock.now();
  warn(current, options);
  const remind = (): void => {
    if (warnedAt.until(clock.now()).total('hours') < REMIND_HOURS) return;
    warnedAt = clock.now();
    warn(current, options);
  };
  const take = (): boolean => {
    const found = readCertificate(files);
    if (found.pem === current.pem && found.key === current.key) return false;
    const isWorse =
      validityOf(found, clock.now()) === 'lapsed' && validityOf(current, clock.now()) !== 'lapsed';
    if (isWorse) {
      log.error(
        { until: found.until.toString() },
        'the new TLS certificate has lapsed; the old one is served on',
      );
      return false;
    }
    serve(found);
    current = found;
    log.info({ until: found.until.toString() }, 'a new TLS certificate is served');
    warn(found, options);
    return true;
  };
  return {
    get current() {
      return current;
    },
    look: () => {
      remind();
      try {
        return take();
      } catch (error) {
        // Half a renewal, as when the certificate is written and the key is not yet: the next look finds both.
        if (!(error instanceof GatehouseError)) throw error;
        log.error(
          { err: error.userMessage },
          'the new TLS certificate cannot be used; the old one is served on',
        );
        return false;
      }
    },
  };
}
