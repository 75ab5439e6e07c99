import type { ReactElement, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { FieldError } from '#platform/forms';
import { Alert } from '../components/alert.tsx';
import { SkipLink } from '../components/skip-link.tsx';
import type { PageBanner, PageContext } from './context.ts';

export interface PageProps {
  /** What the page is, without the product's name. It goes into histories: never a child's name. */
  readonly title: string;
  readonly context: PageContext;
  /** The form's errors, so that the title says "Error" before anything else is read out. */
  readonly errors?: readonly FieldError[] | undefined;
  readonly children: ReactNode;
}

interface DocumentProps extends PageProps {
  readonly bodyClass: string;
}

const iconOf = (context: PageContext) => context.assets.icon ?? '/assets/favicon.svg';

function Head({ title, context, errors }: PageProps) {
  const { css, js, font } = context.assets;
  return (
    <head>
      <meta charSet="utf-8" />
      <title>{`${errors?.length ? 'Error: ' : ''}${title} – Gatehouse`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="theme-color" content="#14323a" />
      <meta name="robots" content="noindex, nofollow" />
      <link rel="icon" href={iconOf(context)} type="image/svg+xml" />
      {font ? <link rel="preload" href={font} as="font" type="font/woff2" crossOrigin="anonymous" /> : null}
      <link rel="stylesheet" href={css} />
      <script type="module" src={js} />
    </head>
  );
}

/** The document around every page. Nothing in it is inline: the content security policy allows none. */
export function HtmlDocument(props: DocumentProps) {
  return (
    <html lang="en-GB" className="gh-html">
      <Head {...props} />
      <body className={props.bodyClass}>
        <SkipLink href="#main">Skip to the main content</SkipLink>
        {props.context.demo ? (
          <aside className="gh-demo" aria-label="Demonstration">
            Demonstration: every school, person and event here is made up. <a href="/outbox">Its mails</a>
          </aside>
        ) : null}
        {props.children}
      </body>
    </html>
  );
}

const bannerVariants = {
  success: 'success',
  info: 'information',
  warning: 'warning',
  error: 'error',
} as const satisfies Record<PageBanner['kind'], string>;

/** What came of what was just done, said once at the top of the next page. */
export function BannerLine({ banner }: { readonly banner: PageBanner | undefined }) {
  if (!banner) return null;
  return <Alert variant={bannerVariants[banner.kind]} title={banner.text} role="alert" />;
}

/** A page as it is sent. */
export function renderPage(page: ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}
