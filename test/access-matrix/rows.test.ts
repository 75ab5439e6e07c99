import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { layScene } from './lay-scene.ts';
import { matrix } from './matrix.ts';
import { tryTable } from './run.ts';

const database = await testDatabase();
const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
const scene = await layScene({ owner });
/** The login that the processes have: whatever an actor may, they may through it alone. */
const app = new pg.Client({ connectionString: database.appUrl });

beforeAll(() => app.connect());
afterAll(async () => {
  await app.end();
  await owner.end();
});

/** Each actor on each row: seeing, changing, deleting, and every written try. */
describe('who sees and writes what', () => {
  test.each(Object.keys(matrix))('%s', async (table) => {
    const rows = matrix[table];
    if (rows === undefined) throw new Error('the matrix has this table');
    await app.query('begin');
    try {
      expect(await tryTable(app, scene, table, rows)).toEqual([]);
    } finally {
      await app.query('rollback');
    }
  });
});
