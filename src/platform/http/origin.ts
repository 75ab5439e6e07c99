import { Forbidden } from '#platform/errors';
import type { WebApp, WebRequest } from './types.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

function header(request: WebRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** A name that is not ours means that somebody pointed their own at this server (DNS rebinding). */
function hostIsOurs(request: WebRequest, origin: URL): boolean {
  const host = header(request, 'host') ?? '';
  return host === origin.host || (LOOPBACK.test(host) && LOOPBACK.test(origin.host));
}

function isSameOrigin(request: WebRequest, ours: URL): boolean {
  const site = header(request, 'sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const from = header(request, 'origin') ?? header(request, 'referer');
  if (from === undefined || !URL.canParse(from)) return false;
  const { host, protocol } = new URL(from);
  // The scheme too: a page that came in the open is not one of ours behind HTTPS. The host is known to be ours.
  return host === header(request, 'host') && protocol === ours.protocol;
}

/** Refuses every unsafe request that does not come from a page of ours, and every foreign host name. */
export function guardOrigin(app: WebApp): void {
  const origin = new URL(app.services.config.origin);
  app.addHook('onRequest', async (request) => {
    if (!hostIsOurs(request, origin)) {
      throw new Forbidden('foreign host name', `Open Gatehouse at ${origin.origin}.`);
    }
    if (!SAFE.has(request.method) && !isSameOrigin(request, origin)) {
      throw new Forbidden(
        'unsafe method from another origin',
        'This came from another site. Go to the page in Gatehouse and try again.',
      );
    }
  });
}
