export { createWebApp, type WebOptions } from './app.ts';
export { cookieOptions, sessionCookie } from './cookies.ts';
export type { Park } from './errors.tsx';
export { createRegistry, measureDatabase, measureRequests, serveMetrics } from './metrics.ts';
export { SignInNeeded } from './session.ts';
export type { Navigation, RoleLabel, Services, WebApp, WebReply, WebRequest } from './types.ts';
export { type Upload, uploadRoute } from './uploads.ts';
