/* The peer: a bare Fastify route with one `select 1` through a pool of the same size. */
import fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL) });
const app = fastify();
app.get('/', async () => (await pool.query('select 1 as one')).rows[0]);
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
process.on('SIGTERM', () => process.exit(0));
