import type { ReactNode } from 'react';
import { Count } from '../components/count.tsx';
import { PageTop } from '../components/layout.tsx';
import { SideNavigation } from '../components/side-navigation.tsx';
import type { PageContext } from './context.ts';
import { BannerLine, HtmlDocument, type PageProps } from './document.tsx';
import { Footer } from './footer.tsx';
import { Logo } from './logo.tsx';
import { SessionWarning } from './session-warning.tsx';

export interface AppPageProps extends PageProps {
  readonly heading?: ReactNode;
  /** A line under the heading. */
  readonly detail?: ReactNode;
  /** Buttons beside the heading. */
  readonly actions?: ReactNode;
  /** What stands above the heading: breadcrumbs, a back link, an identity bar. */
  readonly before?: ReactNode;
  /** One question a page: narrow column, large type. */
  readonly narrow?: boolean | undefined;
}

function navItems(context: PageContext) {
  return context.nav.map(({ current, ...item }) => ({ ...item, active: current }));
}

function Account({ context }: { readonly context: PageContext }) {
  const { user } = context;
  return (
    <div className="gh-account">
      {user ? (
        <p className="gh-account__who">
          <b>{user.name}</b>
          <span>{user.roleLabel}</span>
        </p>
      ) : null}
      <form method="post" action="/sign-out">
        <button type="submit" className="gh-account__out">
          Sign out
        </button>
      </form>
    </div>
  );
}

/** The menu twice: beside the page where there is room, folded into the header where there is none. */
function Side({ context }: { readonly context: PageContext }) {
  return (
    <header className="gh-side">
      <Logo href="/" />
      {context.schoolName ? <p className="gh-side__school">{context.schoolName}</p> : null}
      <div className="gh-side__wide">
        <SideNavigation label="Main" items={navItems(context)} />
        <Account context={context} />
      </div>
      <details className="gh-side__menu">
        <summary>
          Menu <Count value={context.nav.reduce((sum, item) => sum + (item.count ?? 0), 0)} />
        </summary>
        {context.schoolName ? <p className="gh-side__school">{context.schoolName}</p> : null}
        <SideNavigation label="Main" items={navItems(context)} />
        <Account context={context} />
      </details>
    </header>
  );
}

/** A page for who is signed in. */
export function AppPage(props: AppPageProps) {
  const { context, heading, detail, actions } = props;
  return (
    <HtmlDocument {...props} bodyClass="gh-body gh-body--app">
      <Side context={context} />
      <div className="gh-page">
        <main className={props.narrow ? 'gh-main gh-main--narrow' : 'gh-main'} id="main">
          <BannerLine banner={context.banner} />
          {props.before}
          {heading ? <PageTop heading={heading} detail={detail} actions={actions} /> : null}
          {props.children}
        </main>
        <Footer signedIn />
      </div>
      <SessionWarning seconds={context.sessionEndsInSeconds} />
    </HtmlDocument>
  );
}
