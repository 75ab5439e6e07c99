import { connect } from 'node:tls';
import { formatDate, localDate } from '#platform/clock';
import type { Config } from '#platform/config';
import { GatehouseError } from '#platform/errors';
import { type Certificate, isForHost, lacksChain, readCertificate, validityOf } from '#platform/tls';
import { isLoopback, reach } from '../reach.ts';
import { type Check, type Context, type Finding, fail, ok, warn } from '../types.ts';

const LONGEST_MS = 2_000;

/** The fingerprint of the certificate that is served now; undefined where nothing answers. */
function served(config: Config): Promise<string | undefined> {
  return new Promise((resolve) => {
    const at = { host: reach(config), port: config.port };
    const socket = connect({ ...at, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.destroy();
    });
    socket.setTimeout(LONGEST_MS, () => socket.destroy());
    socket.on('error', () => resolve(undefined));
    socket.on('close', () => resolve(undefined));
  });
}

async function ofCertificate(config: Config, found: Certificate, at: Context['at']): Promise<Finding> {
  const until = formatDate(localDate(found.until));
  const host = new URL(config.origin).hostname;
  const renew = 'Renew it; Gatehouse takes up the new files within a minute.';
  const validity = validityOf(found, at);
  if (validity === 'lapsed')
    return fail(`the certificate ended on ${until}`, 'Browsers refuse the page.', renew);
  if (validity === 'not yet')
    return fail(
      'the certificate is not valid yet',
      'Browsers refuse the page.',
      'Check the clock and the file.',
    );
  if (!isForHost(found, host))
    return fail(
      `the certificate is not for ${host}`,
      'Browsers refuse the page.',
      'Get one for the address that people type.',
    );
  const now = await served(config);
  if (now !== undefined && now !== found.own.fingerprint256)
    return fail(
      'another certificate is served than the files hold',
      'The new files are not taken up.',
      'Run: systemctl reload gatehouse. If this stays, the log says why.',
    );
  if (validity === 'ends soon')
    return warn(`the certificate ends on ${until}`, 'Then browsers refuse the page.', renew);
  if (lacksChain(found))
    return warn(
      'the file holds the server’s own certificate alone',
      'Some phones refuse it without those that vouch for it.',
      'Use the file with the whole chain, often called fullchain.pem.',
    );
  return ok(`a certificate of our own, until ${until}`);
}

function withoutOwn({ origin, host, trustedProxies }: Config): Finding {
  const isHttps = origin.startsWith('https:');
  const isHere = isLoopback(host);
  if (!isHttps && isLoopback(new URL(origin).hostname)) return ok('not needed: open to this machine alone');
  if (!isHttps)
    return fail(
      `the address is ${origin}`,
      'Passwords and reports travel in the open.',
      'Set GATEHOUSE_TLS_CERT and GATEHOUSE_TLS_KEY, or put a proxy in front, and GATEHOUSE_ORIGIN to https://.',
    );
  if (trustedProxies.length > 0) return ok('by your proxy');
  return warn(
    isHere ? 'by a proxy that is not named' : 'other machines reach Gatehouse without it',
    isHere
      ? 'Everybody seems to come from the proxy’s address, and a request that it took in the open is not noticed.'
      : 'Whoever goes around the proxy sends passwords in the open.',
    'Name the proxy’s address in GATEHOUSE_TRUSTED_PROXIES.',
  );
}

export const https: Check = {
  name: 'https',
  title: 'HTTPS',
  run: async ({ config, at }) => {
    if (config.tls === undefined) return withoutOwn(config);
    try {
      return await ofCertificate(config, readCertificate(config.tls), at);
    } catch (error) {
      if (!(error instanceof GatehouseError)) throw error;
      return fail(error.userMessage, 'Gatehouse does not start with these files.', 'Correct what is named.');
    }
  },
};
