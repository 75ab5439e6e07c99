import { Server } from 'node:tls';
import { type Certificate, renewal, secureOptions } from '#platform/tls';
import type { WebApp } from './types.ts';

const LOOK_EVERY_MS = 60_000;

export interface FreshCertificate {
  /** Looks for a new certificate now; it is looked for every minute anyhow. */
  look(): void;
  /** When the served one ends, in seconds since 1970: for the metrics. */
  until(): number;
  stop(): void;
}

/** Serves a renewed certificate without a restart: no connection is closed, no request lost. */
export function keepCertificateFresh(app: WebApp, first: Certificate): FreshCertificate {
  const { config, clock, log } = app.services;
  const server: unknown = app.server;
  if (config.tls === undefined || !(server instanceof Server)) throw new Error('this server speaks no TLS');
  const certificate = renewal(first, {
    files: config.tls,
    host: new URL(config.origin).hostname,
    clock,
    log,
    serve: (next) => server.setSecureContext(secureOptions(next)),
  });
  const timer = setInterval(() => certificate.look(), LOOK_EVERY_MS);
  timer.unref();
  return {
    look: () => void certificate.look(),
    until: () => certificate.current.until.epochMilliseconds / 1000,
    stop: () => clearInterval(timer),
  };
}
