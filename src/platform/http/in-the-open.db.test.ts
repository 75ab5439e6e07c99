import { expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { testWorld } from '#test/support/world.ts';
import { createWeb } from '../../apps/web.ts';

const world = await testWorld();
const PROXY = '10.0.0.5';
const HOST = 'gatehouse.example.test';

async function behind(proxies: string) {
  const config = readConfig({
    GATEHOUSE_DATA: world.services.config.dataDir,
    GATEHOUSE_ORIGIN: `https://${HOST}`,
    GATEHOUSE_TRUSTED_PROXIES: proxies,
  });
  const app = await createWeb({ ...world.services, config });
  return async (
    from: string,
    proto: string | undefined,
    method: 'GET' | 'POST' = 'GET',
    url = '/help?from=a',
  ) => {
    const answer = await app.inject({
      method,
      url,
      remoteAddress: from,
      headers: {
        host: HOST,
        'sec-fetch-site': 'same-origin',
        ...(proto === undefined ? {} : { 'x-forwarded-proto': proto }),
      },
    });
    return { status: answer.statusCode, to: answer.headers.location, headers: answer.headers };
  };
}

test('a named proxy says how people came: what came in the open goes to the safe address, or is refused', async () => {
  const ask = await behind(`${PROXY}, fd00::/8`);
  for (const proxy of [PROXY, `::ffff:${PROXY}`, 'fd00::17']) {
    expect(await ask(proxy, 'https')).toMatchObject({ status: 200 });
    expect(await ask(proxy, undefined)).toMatchObject({ status: 200 });
    expect(await ask(proxy, 'http')).toMatchObject({ status: 308, to: `https://${HOST}/help?from=a` });
    expect(await ask(proxy, 'http', 'POST', '/sign-in')).toMatchObject({ status: 403 });
  }
  // What the proxy itself adds stands last; what a visitor sent it before does not count.
  expect(await ask(PROXY, 'https, http')).toMatchObject({ status: 308 });
});

test('nobody else’s word for it is taken: who goes around the proxy is refused, whatever they say', async () => {
  const ask = await behind(PROXY);
  for (const proto of ['https', 'http', undefined])
    expect(await ask('10.0.0.6', proto)).toMatchObject({ status: 403 });
  expect(await ask('10.0.0.6', 'https', 'POST', '/sign-in')).toMatchObject({ status: 403 });
  // The machine's own health checks say nothing and are answered.
  expect(await ask('127.0.0.1', undefined, 'GET', '/healthz')).toMatchObject({ status: 200 });
});

test('where no proxy is named, the header changes nothing', async () => {
  const ask = await behind('');
  for (const proto of ['https', 'http', undefined])
    expect(await ask('127.0.0.1', proto)).toMatchObject({ status: 200 });
});

test('behind HTTPS, browsers are told to stay with it and cookies are sent no other way', async () => {
  const ask = await behind(PROXY);
  const { headers } = await ask(PROXY, 'https', 'POST', '/sign-out');
  expect(headers['strict-transport-security']).toBe('max-age=31536000');
  for (const cookie of [headers['set-cookie'] ?? []].flat()) expect(cookie).toMatch(/; Secure/);
});
