import { type Check, fail, ok } from '../types.ts';

const NEEDED = 24;

export const node: Check = {
  name: 'node',
  title: 'Node',
  run: () => {
    const { version } = process;
    if (Number(process.versions.node.split('.')[0]) === NEEDED) return ok(version);
    return fail(
      `${version}`,
      `Gatehouse is tested on Node ${NEEDED} alone.`,
      'Run “npm ci”, which brings the right one, and start by “npm start” or as the install guide says.',
    );
  },
};
