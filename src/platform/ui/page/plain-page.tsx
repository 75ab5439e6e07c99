import type { ReactNode } from 'react';
import { BannerLine, HtmlDocument, type PageProps } from './document.tsx';
import { Footer } from './footer.tsx';
import { Logo } from './logo.tsx';

export interface PlainPageProps extends PageProps {
  readonly heading?: ReactNode;
  /** Stands at the far end of the header: a saved time, a way to leave the page at once. */
  readonly aside?: ReactNode;
}

/** A page for who is not signed in: sign-in, set-up, errors, pupils' and parents' pages. */
export function PlainPage(props: PlainPageProps) {
  const { context } = props;
  return (
    <HtmlDocument {...props} bodyClass="gh-body gh-body--plain">
      <header className="gh-bar">
        <Logo href="/" />
        {context.schoolName ? <span className="gh-bar__school">{context.schoolName}</span> : null}
        {props.aside ? <span className="gh-bar__aside">{props.aside}</span> : null}
      </header>
      <main className="gh-main gh-main--narrow" id="main">
        <BannerLine banner={context.banner} />
        {props.heading ? <h1 className="gh-question">{props.heading}</h1> : null}
        {props.children}
      </main>
      <Footer signedIn={context.user !== undefined} />
    </HtmlDocument>
  );
}
