export { createWebApp } from './app.ts';
export { bannerCookie, cookieOptions, sessionCookie } from './cookies.ts';
export type { Park } from './errors.tsx';
export {
  createRegistry,
  measureCertificate,
  measureDatabase,
  measureJobs,
  measureRequests,
  serveMetrics,
} from './metrics.ts';
export { refusedForm } from './refused-form.ts';
export { keepCertificateFresh } from './secure.ts';
export type { Navigation, RoleLabel, Services, WebApp, WebReply, WebRequest } from './types.ts';
export { emptyAtStart, pieceRoute, type Upload, type UploadedFile, uploadRoute } from './uploads.ts';
