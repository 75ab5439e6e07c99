import { request as open, type RequestOptions } from 'node:http';
import { request as secure } from 'node:https';
import type { Config } from '#platform/config';
import { reach } from '../reach.ts';
import { type Check, fail, ok, warn } from '../types.ts';

const LONGEST_MS = 2_500;

/** The status of /readyz, asked as a browser asks that came by the right address; or why there is none. */
function ask(config: Config): Promise<number | string> {
  const options: RequestOptions = {
    host: reach(config),
    port: config.port,
    path: '/readyz',
    headers: { host: new URL(config.origin).host },
    timeout: LONGEST_MS,
    agent: false,
  };
  return new Promise((resolve) => {
    const answered = (response: { statusCode?: number | undefined; resume(): unknown }) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    };
    // The certificate is looked at by itself.
    const sent =
      config.tls === undefined
        ? open(options, answered)
        : secure({ ...options, rejectUnauthorized: false }, answered);
    sent.on('timeout', () => sent.destroy(new Error('no answer')));
    sent.on('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    sent.end();
  });
}

export const web: Check = {
  name: 'web',
  title: 'Web server',
  run: async ({ config, isSetUp }) => {
    const where = `port ${config.port}`;
    if (config.port === 0) return ok('picks a free port at each start; not looked at');
    const answer = await ask(config);
    if (answer === 200) return ok(`answers at ${where}`);
    if (answer === 503)
      return fail(`answers at ${where}, but its database does not`, 'No page opens.', 'See “Database”.');
    if (typeof answer === 'number')
      return fail(
        `something else answers at ${where} (${answer})`,
        'Another program has the port, or Gatehouse runs with other settings.',
        'Choose another port with PORT, or run this with the settings that Gatehouse runs with.',
      );
    const says = `does not answer at ${where} (${answer})`;
    const todo =
      'Start Gatehouse; where only the worker runs on this machine, run this on the other one too.';
    if (isSetUp && config.databaseUrl === undefined) return fail(says, 'Nobody can open a page.', todo);
    return warn(says, 'Nobody can open a page of this machine.', todo);
  },
};
