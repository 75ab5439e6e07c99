import type { Park } from '#platform/http';
import { safePath } from '../safe-path.ts';
import { parkForm } from './service.ts';

/** Only reports and cases are long enough to be worth keeping; everything else is quickly typed again. */
const KEPT = /^\/concerns\//;

/** A report is saved as it is written: who comes back to its page finds what was saved. */
const SAVED = /^\/concerns\/report\/[^/]+\/[^/]+$/;
const NO_PAGE = /\/(send|discard)$/;

/**
 * Called when nobody is signed in: keeps what was typed in a session that has just run out, and says where to sign in.
 * One that somebody ended is over: whoever still holds its cookie leaves nothing with its person.
 */
export const park: Park = async (request) => {
  const path = safePath(request.url);
  if (request.method === 'GET' || request.method === 'HEAD') {
    return path === undefined || path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`;
  }
  const { session } = request;
  if (path === undefined || !KEPT.test(path)) return '/sign-in';
  if (!session?.lapsed) {
    const saved = SAVED.test(path) && !NO_PAGE.test(path);
    return saved ? `/sign-in?draft=1&next=${encodeURIComponent(path)}` : '/sign-in';
  }
  await parkForm(request.server.services, { personId: session.personId, path, body: request.body });
  return '/sign-in?kept=1';
};
