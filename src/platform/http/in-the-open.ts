import { BlockList, isIP } from 'node:net';
import { Forbidden } from '#platform/errors';
import type { WebApp, WebRequest } from './types.ts';

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** Asked by the machine itself, and telling nothing. */
const HEALTH = new Set(['/healthz', '/readyz']);

type Way = 'safe' | 'said to be open' | 'around the proxy';

/** How a request came to us. What anybody but a named proxy says of that counts for nothing. */
function wayOf(request: WebRequest, proxies: BlockList): Way {
  const { remoteAddress } = request.socket;
  const peer = remoteAddress ?? '';
  if (!proxies.check(peer, isIP(peer) === 6 ? 'ipv6' : 'ipv4')) return 'around the proxy';
  const said = request.headers['x-forwarded-proto'];
  return said === undefined || request.protocol === 'https' ? 'safe' : 'said to be open';
}

/**
 * Where people are to come by HTTPS through named proxies, nobody comes any other way: what a proxy took in the open is
 * sent to the safe address, and what goes around the proxies is refused. Where no proxy is named we cannot know.
 */
export function refuseInTheOpen(app: WebApp): void {
  const { origin, trustedProxies, tls } = app.services.config;
  if (!origin.startsWith('https:') || tls !== undefined || trustedProxies.length === 0) return;
  const proxies = listOf(trustedProxies);
  app.addHook('onRequest', async (request, reply) => {
    if (HEALTH.has(request.routeOptions.url ?? '')) return;
    const way = wayOf(request, proxies);
    if (way === 'safe') return;
    if (way === 'said to be open' && (request.method === 'GET' || request.method === 'HEAD'))
      return reply.redirect(`${origin}${request.url}`, 308);
    throw new Forbidden(
      way === 'around the proxy'
        ? 'a request came around the proxy: its address is not in GATEHOUSE_TRUSTED_PROXIES'
        : 'the proxy took a request in the open',
      `Open Gatehouse at ${origin}.`,
    );
  });
}
