import { type Check, fail, ok, warn } from '../types.ts';

const NEEDED = 18;

export const database: Check = {
  name: 'database',
  title: 'Database',
  run: async ({ config, database: patient, isSetUp }) => {
    const own = config.databaseUrl === undefined;
    if (patient.state === 'none' || patient.state === 'stopped') {
      const says = patient.state === 'none' ? 'none was made yet' : 'the one that comes along is not running';
      const todo = 'Start Gatehouse (systemctl start gatehouse, or npm start), and run this again.';
      if (isSetUp) return fail(says, 'Gatehouse is not running on this data folder.', todo);
      return warn(says, 'The first start makes it.', todo);
    }
    if (patient.state === 'unreachable')
      return fail(
        `does not answer: ${patient.why}`,
        'Nothing can be read or reported.',
        own
          ? 'Look at database/server.log in the data folder.'
          : 'Check DATABASE_URL, the server, and the way to it.',
      );
    const [row] = await patient.ask(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major,
         (select rolsuper from pg_roles where rolname = current_user) as mighty, pg_size_pretty(pg_database_size(current_database())) as size`,
    );
    const says = `PostgreSQL ${row?.version}, ${own ? 'the one that comes along' : 'your own'}, ${row?.size}`;
    if (Number(row?.major) < NEEDED)
      return fail(says, `Gatehouse needs PostgreSQL ${NEEDED}.`, 'Upgrade the server.');
    if (row?.mighty === true)
      return warn(
        `${says}; DATABASE_URL signs in as a superuser`,
        'Row-level security does not hold a superuser back.',
        'Make a role that owns the database and may create roles, no more (docs/guides/install.md).',
      );
    return ok(says);
  },
};
