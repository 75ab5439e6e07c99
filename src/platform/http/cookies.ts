import type { CookieSerializeOptions } from '@fastify/cookie';
import type { Config } from '#platform/config';

const secure = (config: Config) => config.origin.startsWith('https:');

/** `__Host-` ties the cookie to this origin; browsers take it over HTTPS only. */
export const sessionCookie = (config: Config): string => (secure(config) ? '__Host-gatehouse' : 'gatehouse');
export const bannerCookie = (config: Config): string => `${sessionCookie(config)}-banner`;

/** Lax, since a mail's link must find its reader signed in; unsafe methods are guarded by their origin. */
export function cookieOptions(config: Config): CookieSerializeOptions {
  return { path: '/', httpOnly: true, secure: secure(config), sameSite: 'lax' };
}
