import { TooMany } from '#platform/errors';
import type { FieldError, FormState } from '#platform/forms';
import { cookieOptions, sessionCookie, type WebReply, type WebRequest } from '#platform/http';
import { STEP_MINUTES } from './enter/step.ts';
import type { Device } from './types.ts';

export function deviceOf(request: WebRequest): Device {
  const agent = request.headers['user-agent'];
  return { userAgent: typeof agent === 'string' ? agent : '', address: request.ip };
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

/** The new session's cookie; what led to it goes. */
export function keepSession(reply: WebReply, token: string): void {
  const { config } = reply.request.server.services;
  reply.clearCookie(stepCookie(reply.request), cookieOptions(config));
  reply.setCookie(sessionCookie(config), token, cookieOptions(config));
}

export function dropSession(reply: WebReply): void {
  const { config } = reply.request.server.services;
  reply.clearCookie(sessionCookie(config), cookieOptions(config));
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
