import type { Park } from '#platform/http';
import { safePath } from '../safe-path.ts';
import { parkForm } from './service.ts';

/** Only reports and cases are long enough to be worth keeping; everything else is quickly typed again. */
const KEPT = /^\/concerns\//;

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
  if (!session?.lapsed || path === undefined || !KEPT.test(path)) return '/sign-in';
  await parkForm(request.server.services, { personId: session.personId, path, body: request.body });
  return '/sign-in?kept=1';
};
