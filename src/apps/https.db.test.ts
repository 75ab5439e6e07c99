import { once } from 'node:events';
import { copyFileSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect, type PeerCertificate } from 'node:tls';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeCertificate } from '../../test/support/certificates.ts';
import { freePort } from '../../test/support/free-port.ts';
import { type GatehouseProcess, startGatehouse } from '../../test/support/gatehouse-process.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';

// Real processes and servers, several in a test, on cores that other tests keep busy.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

/** The real process, as an installation runs it with a certificate of its own. */
const folder = await temporaryFolder('https');
const port = await freePort();
const first = makeCertificate(folder.path, 'first');
const second = makeCertificate(folder.path, 'second');
const live = { cert: join(folder.path, 'live.crt'), key: join(folder.path, 'live.key') };
const trusted = [first, second].map(({ cert }) => readFileSync(cert, 'utf8'));

function install(from: typeof live): void {
  copyFileSync(from.cert, live.cert);
  copyFileSync(from.key, live.key);
}

let running: GatehouseProcess;
beforeAll(async () => {
  install(first);
  running = await startGatehouse(join(folder.path, 'data'), port, {
    GATEHOUSE_TLS_CERT: live.cert,
    GATEHOUSE_TLS_KEY: live.key,
  });
});
afterAll(async () => {
  await running.stop();
  await folder.remove();
});

/** Shared or alone, each connection checks the certificate as a browser does. */
const way = (agent: Agent | false) => ({
  host: '127.0.0.1',
  servername: 'localhost',
  port,
  ca: trusted,
  agent,
});

async function ask(
  path: string,
  agent: Agent | false = false,
): Promise<{ status: number; answer: IncomingMessage }> {
  const sent = request({ ...way(agent), path, headers: { host: `localhost:${port}` } }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  await text(answer);
  return { status: answer.statusCode ?? 0, answer };
}

async function served(): Promise<PeerCertificate> {
  const socket = connect({ host: '127.0.0.1', servername: 'localhost', port, ca: trusted });
  await once(socket, 'secureConnect');
  const certificate = socket.getPeerCertificate();
  socket.destroy();
  return certificate;
}

test('pages say that only HTTPS will do from now on, and the address is https', async () => {
  const { status, answer } = await ask('/set-up');
  expect(status).toBe(200);
  expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
  expect(running.said()).toContain(`https://localhost:${port}/set-up`);
});

test.each([
  ['TLS 1.1', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }],
  ['a cipher without forward secrecy', { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' }],
  ['a cipher of the old kind', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA' }],
] as const)('%s is refused', async (_, options) => {
  const socket = connect({ host: '127.0.0.1', servername: 'localhost', port, ca: trusted, ...options });
  await expect(once(socket, 'secureConnect')).rejects.toThrow(/alert|handshake|version|disconnected/i);
});

test('a renewed certificate is taken up under load by SIGHUP: nothing is dropped, nobody is asked twice', async () => {
  const before = (await served()).subject.CN;
  const kept = new Agent({ keepAlive: true, maxSockets: 3 });
  let over = false;
  const statuses: number[] = [];
  const visit = async (agent: Agent | false) => {
    while (!over) statuses.push((await ask('/set-up', agent)).status);
  };
  const visitors = [visit(kept), visit(kept), visit(kept), visit(false), visit(false)];
  // A form whose body is on its way while the certificate changes.
  const headers = { host: `localhost:${port}`, 'sec-fetch-site': 'same-origin', 'content-length': '9' };
  const slow = request({ ...way(false), path: '/set-up', method: 'POST' }, () => {});
  for (const [name, value] of Object.entries(headers)) slow.setHeader(name, value);
  slow.setHeader('content-type', 'application/x-www-form-urlencoded');
  slow.write('code=');
  const answered = once(slow, 'response');

  for (let round = 1; round <= 10; round += 1) {
    const next = round % 2 === 1 ? 'second' : 'first';
    install(next === 'second' ? second : first);
    running.child.kill('SIGHUP');
    await vi.waitFor(async () => expect((await served()).subject.CN).toBe(next), { timeout: 10_000 });
  }
  slow.end('abcd');
  const [answer] = (await answered) as [IncomingMessage];
  over = true;
  await Promise.all(visitors);
  kept.destroy();
  expect(before).toBe('first');
  expect(answer.statusCode).toBe(422);
  expect(statuses.length).toBeGreaterThan(20);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(running.child.exitCode).toBeNull();
});

test('a pair that does not fit ends the start, before anything is made', async () => {
  const data = join(folder.path, 'never');
  const files = { GATEHOUSE_TLS_CERT: first.cert, GATEHOUSE_TLS_KEY: second.key };
  await expect(startGatehouse(data, await freePort(), files)).rejects.toThrow(
    /is not the key of the certificate/,
  );
  await expect(startGatehouse(data, await freePort(), { GATEHOUSE_TLS_CERT: first.cert })).rejects.toThrow(
    /go together/,
  );
  await expect(
    startGatehouse(data, await freePort(), { ...files, GATEHOUSE_ORIGIN: 'http://gatehouse.example.test' }),
  ).rejects.toThrow(/must begin with https/);
  expect(() => readFileSync(join(data, 'keys/master.key'))).toThrow('ENOENT');
});
