import { hashToken } from '#platform/crypto';
import type { FoundSession } from '#platform/db';
import type { Park, WebRequest } from '#platform/http';
import { safePath } from '../safe-path.ts';
import { claimOf, endedToken } from '../web.ts';
import { parkForm } from './service.ts';

/** Only reports and cases are long enough to be worth keeping; everything else is quickly typed again. */
const KEPT = /^\/concerns\//;

/** A report is saved as it is written: who comes back to its page finds what was saved. */
const SAVED = /^\/concerns\/report\/[^/]+\/[^/]+$/;
const NO_PAGE = /\/(send|discard)$/;

/** Of the browser's own session, or of the one that was ended here by signing out in another tab. */
async function lateSession(request: WebRequest): Promise<FoundSession | undefined> {
  if (request.session !== null) return request.session;
  const token = endedToken(request);
  const found = token && (await request.server.services.database.findSession(hashToken(token)));
  return found || undefined;
}

/**
 * Called when nobody is signed in: keeps what was typed in a session that is over, and says where to sign in. Of one that ran
 * out it is its person's at once. One that somebody ended may be in other hands: what comes from there is given back to its
 * person at this very browser alone, so that nobody leaves anything with somebody else.
 */
export const park: Park = async (request, reply) => {
  const path = safePath(request.url);
  if (request.method === 'GET' || request.method === 'HEAD') {
    return path === undefined || path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`;
  }
  if (path === undefined || !KEPT.test(path)) return '/sign-in';
  const session = await lateSession(request);
  if (!session?.lapsed && !session?.ended) {
    const saved = SAVED.test(path) && !NO_PAGE.test(path);
    return saved ? `/sign-in?draft=1&next=${encodeURIComponent(path)}` : '/sign-in';
  }
  const claim = session.lapsed ? undefined : claimOf(request, reply);
  await parkForm(request.server.services, { personId: session.personId, path, body: request.body, claim });
  return '/sign-in?kept=1';
};
