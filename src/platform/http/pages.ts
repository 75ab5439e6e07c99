import { readFileSync } from 'node:fs';
import { packageFile } from '#platform/files';
import { type PageContext, renderPage } from '#platform/ui';
import { bannerCookie, cookieOptions } from './cookies.ts';
import type { Navigation, RoleLabel, WebApp, WebReply, WebRequest } from './types.ts';

export interface PageSources {
  readonly navigation: Navigation;
  readonly roleLabel: RoleLabel;
}

type Assets = PageContext['assets'];

function readAssets(): Assets {
  return JSON.parse(readFileSync(packageFile('build/public/assets/manifest.json'), 'utf8')) as Assets;
}

/** Banners say what was done, never to whom, and live for one page. */
const BANNER_SECONDS = 60;

export function pages(app: WebApp, sources: PageSources): void {
  const { config, demo } = app.services;
  const assets = readAssets();
  const banner = bannerCookie(config);

  app.decorateRequest('page', function page(this: WebRequest): PageContext {
    const { me, session } = this;
    const path = this.url.split('?', 1)[0] ?? '/';
    const text = this.routeOptions.config.withoutSession ? undefined : this.cookies[banner];
    return {
      assets,
      demo,
      nav: me ? sources.navigation(me, path) : [],
      ...(me ? { user: { name: `${me.givenName} ${me.familyName}`, roleLabel: sources.roleLabel(me) } } : {}),
      ...(session?.live ? { sessionEndsInSeconds: session.endsInSeconds } : {}),
      ...(text === undefined ? {} : { banner: { kind: 'success', text } as const }),
    };
  });

  app.decorateReply('html', function html(this: WebReply, element) {
    const { withoutSession } = this.request.routeOptions.config;
    if (!withoutSession && this.request.cookies[banner] !== undefined)
      this.clearCookie(banner, cookieOptions(config));
    return this.type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(renderPage(element));
  });

  app.decorateReply('done', function done(this: WebReply, path, text) {
    if (text !== undefined)
      this.setCookie(banner, text, { ...cookieOptions(config), maxAge: BANNER_SECONDS });
    return this.redirect(path, 303);
  });
}
