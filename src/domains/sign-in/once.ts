import { readValues } from '#platform/forms';
import { cookieOptions, sessionCookie, type WebReply, type WebRequest } from '#platform/http';
import { isUuid } from '#platform/ids';

/** For whoever comes back to a page that has shown its one-time code. */
export const CODE_SHOWN =
  'The code was shown already, and is kept nowhere. If nobody wrote it down, make a new one.';

const givenCookie = (request: WebRequest) => `${sessionCookie(request.server.services.config)}-given`;

const markOf = (request: WebRequest): string | undefined => {
  const once = readValues(request.body).once?.[0];
  return once !== undefined && isUuid(once) ? once : undefined;
};

/** A mark for one form that makes a code. */
export const newOnce = (request: WebRequest): string => request.server.services.ids.uuid();

/** True for a form that has made its code: a reload sends it again. */
export function wasGiven(request: WebRequest): boolean {
  const once = markOf(request);
  return once !== undefined && once === request.cookies[givenCookie(request)];
}

/** Remembers in the browser that this form has made its code. The mark opens nothing and names nobody. */
export function markGiven(reply: WebReply): WebReply {
  const { request } = reply;
  const once = markOf(request);
  if (once === undefined) return reply;
  return reply.setCookie(givenCookie(request), once, cookieOptions(request.server.services.config));
}
