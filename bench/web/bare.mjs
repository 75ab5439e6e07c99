/* The peers: a bare Fastify route with one `select 1` through a pool of the same size, and one that takes a file by form
   and throws it away. */
import multipart from '@fastify/multipart';
import fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL) });
const app = fastify();
await app.register(multipart, { limits: { fileSize: 2 ** 31 } });
app.get('/', async () => (await pool.query('select 1 as one')).rows[0]);
app.post('/sink', async (request) => {
  let bytes = 0;
  for await (const part of request.parts())
    if (part.type === 'file') for await (const piece of part.file) bytes += piece.length;
  return { bytes };
});
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
process.on('SIGTERM', () => process.exit(0));
