import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import fastifyStatic from '@fastify/static';
import fastify from 'fastify';
import { packageFile } from '#platform/files';
import { type Certificate, secureOptions } from '#platform/tls';
import { compressPages } from './compress.ts';
import { errorPages, type Park } from './errors.tsx';
import { strictHeaders } from './headers.ts';
import { health } from './health.ts';
import { idsInAddresses } from './ids.ts';
import { refuseInTheOpen } from './in-the-open.ts';
import { guardOrigin } from './origin.ts';
import { type PageSources, pages } from './pages.ts';
import { sessions } from './session.ts';
import type { Services, WebApp } from './types.ts';

export interface WebOptions extends PageSources {
  readonly services: Services;
  readonly park: Park;
  /** Serves HTTPS; without one, HTTP for a proxy in front. */
  readonly certificate?: Certificate | undefined;
}

/** A long report with everything filled in is some 100 kB; files never come this way. */
const BODY_LIMIT = 512 * 1024;

/** Names of the headers a request id could come from are not read: the id is ours. */
export async function createWebApp(options: WebOptions): Promise<WebApp> {
  const { services } = options;
  const { certificate } = options;
  const app = fastify({
    // Its type says which server it makes; what we use of it is the same for both.
    ...((certificate === undefined ? {} : { https: secureOptions(certificate) }) as object),
    genReqId: () => services.ids.uuid(),
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: services.config.trustedProxies.length > 0 ? [...services.config.trustedProxies] : false,
    routerOptions: { maxParamLength: 100 },
  });
  app.decorate('services', services);
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: BODY_LIMIT });
  await strictHeaders(app);
  pages(app, options);
  compressPages(app);
  guardOrigin(app);
  refuseInTheOpen(app);
  sessions(app);
  idsInAddresses(app);
  errorPages(app, options.park);
  await app.register(fastifyStatic, {
    root: packageFile('build/public/assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    decorateReply: false,
    index: false,
  });
  health(app);
  return app;
}
