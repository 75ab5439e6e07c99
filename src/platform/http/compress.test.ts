import { gunzipSync } from 'node:zlib';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { compressPages } from './compress.ts';

const page = `<!doctype html><title>Today</title>${'<p>What waits for me – most urgent first</p>'.repeat(100)}`;
const app = fastify();
compressPages(app);
app.get('/page', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
app.get('/short', (_request, reply) => reply.type('text/html; charset=utf-8').send('<p>Short</p>'));
app.get('/file', (_request, reply) => reply.type('application/pdf').send(page));

const get = (url: string, encodings?: string) =>
  app.inject({ url, headers: encodings === undefined ? {} : { 'accept-encoding': encodings } });

test.each(['gzip, deflate, br', 'GZIP', 'br;q=1, gzip;q=0.5'])(
  'to a browser that takes %s a page goes packed, and whole',
  async (accept) => {
    const response = await get('/page', accept);
    expect(response.headers['content-encoding']).toBe('gzip');
    expect(Number(response.headers['content-length'])).toBe(response.rawPayload.length);
    expect(response.rawPayload.length).toBeLessThan(page.length / 5);
    expect(gunzipSync(response.rawPayload).toString()).toBe(page);
  },
);

test.each(['gzip;q=0', 'br, gzip;q=0.0, deflate', 'br'])('nor where %s refuses it', async (accept) => {
  expect((await get('/page', accept)).body).toBe(page);
});

test('to whoever takes nothing packed it goes as it is, and a cache between is told', async () => {
  const response = await get('/page', 'identity');
  expect(response.body).toBe(page);
  expect(response.headers['content-encoding']).toBeUndefined();
  expect(response.headers.vary).toBe('accept-encoding');
  expect((await get('/page')).body).toBe(page);
});

test.each(['/short', '/file'])('%s is left alone', async (url) => {
  const response = await get(url, 'gzip');
  expect(response.headers['content-encoding']).toBeUndefined();
});
