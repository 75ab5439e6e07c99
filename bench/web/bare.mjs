/* The peers: a bare Fastify route with one `select 1` through a pool of the same size, and one that takes a file by form
   and writes it to the disk, plainly, as any program that keeps files does: no key, no hash, no waiting for the disk. */
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import multipart from '@fastify/multipart';
import fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL) });
const app = fastify();
await app.register(multipart, { limits: { fileSize: 2 ** 31 } });
app.get('/', async () => (await pool.query('select 1 as one')).rows[0]);
app.post('/sink', async (request) => {
  for await (const part of request.parts())
    if (part.type === 'file') await pipeline(part.file, createWriteStream(process.env.SINK));
  return {};
});
app.addHook('onClose', () => rm(process.env.SINK, { force: true }));
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
