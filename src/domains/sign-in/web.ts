import { TooMany } from '#platform/errors';
import type { FieldError, FormState } from '#platform/forms';
import { bannerCookie, cookieOptions, sessionCookie, type WebReply, type WebRequest } from '#platform/http';
import { remember } from './attempts/known-browser.ts';
import { STEP_MINUTES } from './enter/step.ts';
import type { Device } from './types.ts';

export function deviceOf(request: WebRequest): Device {
  const agent = request.headers['user-agent'];
  return {
    userAgent: typeof agent === 'string' ? agent : '',
    address: request.ip,
    known: request.cookies[browserCookie(request)],
    signedIn: request.session?.live ? request.session : undefined,
    claim: tokenIn(request, claimCookie(request)),
  };
}

export function queryText(request: WebRequest, name: string): string | undefined {
  const query: unknown = request.query;
  if (typeof query !== 'object' || query === null || !(name in query)) return undefined;
  const value: unknown = (query as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
}

export function pathId(request: WebRequest): string {
  const params: unknown = request.params;
  if (typeof params !== 'object' || params === null || !('id' in params)) return '';
  return typeof params.id === 'string' ? params.id : '';
}

const browserCookie = (request: WebRequest) => `${sessionCookie(request.server.services.config)}-browser`;
const KNOWN_DAYS = 180;

const stepCookie = (request: WebRequest) => `${sessionCookie(request.server.services.config)}-step`;

export function stepToken(request: WebRequest): string | undefined {
  return request.cookies[stepCookie(request)];
}

/** The step between password and code: gone with the browser, and after a quarter of an hour in any case. */
export function keepStep(reply: WebReply, token: string): void {
  const { request } = reply;
  const options = { ...cookieOptions(request.server.services.config), maxAge: STEP_MINUTES * 60 };
  reply.setCookie(stepCookie(request), token, options);
}

/** The new session's cookie; what led to it goes, and the browser is known for this account from now on. */
export function keepSession(reply: WebReply, token: string, userName: string): void {
  const { config, masterKey } = reply.request.server.services;
  const known = remember(masterKey, userName, reply.request.cookies[browserCookie(reply.request)]);
  const options = { ...cookieOptions(config), maxAge: KNOWN_DAYS * 24 * 3600 };
  reply.setCookie(browserCookie(reply.request), known, options);
  reply.clearCookie(stepCookie(reply.request), cookieOptions(config));
  reply.setCookie(sessionCookie(config), token, cookieOptions(config));
}

const claimCookie = (request: WebRequest) => `${sessionCookie(request.server.services.config)}-typed`;
const endedCookie = (request: WebRequest) => `${sessionCookie(request.server.services.config)}-ended`;
const A_DAY = 24 * 3600;

/** A token of ours is 43 characters of base64url; anything else is as good as none. */
function tokenIn(request: WebRequest, cookie: string): string | undefined {
  const token = request.cookies[cookie];
  return token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : undefined;
}

/** The session that was ended in this browser, for a page of it that is still open in another tab. */
export const endedToken = (request: WebRequest): string | undefined => tokenIn(request, endedCookie(request));

/** What gives back here, after signing in, what was typed here: the browser's, or a new one. */
export function claimOf(request: WebRequest, reply: WebReply): string {
  const { config, ids } = request.server.services;
  const claim = tokenIn(request, claimCookie(request)) ?? ids.token();
  reply.setCookie(claimCookie(request), claim, { ...cookieOptions(config), maxAge: A_DAY });
  return claim;
}

/** Everything but that the browser is known, and a session that is over: it opens nothing, and says of nobody that they were here. */
export function dropSession(reply: WebReply): void {
  const { config } = reply.request.server.services;
  const over = tokenIn(reply.request, sessionCookie(config));
  if (over !== undefined)
    reply.setCookie(endedCookie(reply.request), over, { ...cookieOptions(config), maxAge: A_DAY });
  for (const name of [sessionCookie(config), bannerCookie(config), stepCookie(reply.request)])
    reply.clearCookie(name, cookieOptions(config));
}

/** The form again, with what the service said against it. */
export function withErrors(state: FormState, errors: readonly FieldError[]): FormState {
  return { values: state.values, errors };
}

/** Too many tries: the same page says how long to wait. Everything else goes on to the error page. */
export function waitMessage(reply: WebReply, error: unknown): FieldError {
  if (!(error instanceof TooMany)) throw error;
  reply.code(429).header('retry-after', String(error.retryAfterSeconds));
  return { field: '', message: error.userMessage };
}
