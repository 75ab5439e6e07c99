import type { ReactNode } from 'react';

export interface TwoColumnsProps {
  readonly children: ReactNode;
  readonly side: ReactNode;
  /** What comes first where it is narrow, and stands above the side column where it is wide. */
  readonly first?: ReactNode;
  /** Names the side column, which is a landmark of its own. */
  readonly sideLabel?: string | undefined;
}

/** The work on the left, what helps with it on the right; one below the other where it is narrow. */
export function TwoColumns({ children, side, first, sideLabel }: TwoColumnsProps) {
  return (
    <div className="gh-two">
      {first ? <div className="gh-two__first">{first}</div> : null}
      <div className="gh-two__main">{children}</div>
      <aside className="gh-two__side" aria-label={sideLabel ?? 'Beside this'}>
        {side}
      </aside>
    </div>
  );
}

export interface PageTopProps {
  readonly heading: ReactNode;
  readonly detail?: ReactNode;
  readonly actions?: ReactNode;
}

/** The page's only first-rank heading, a line about it, and what one can do here. */
export function PageTop({ heading, detail, actions }: PageTopProps) {
  return (
    <div className="gh-top">
      <div>
        <h1 className="gh-top__heading">{heading}</h1>
        {detail ? <p className="gh-muted">{detail}</p> : null}
      </div>
      {actions ? <div className="gh-top__actions">{actions}</div> : null}
    </div>
  );
}

/** Lesser text: dates, places, who did it. */
export function Muted({ children }: { readonly children: ReactNode }) {
  return <p className="gh-muted">{children}</p>;
}

/** Text that only a screen reader says. */
export function VisuallyHidden({ children }: { readonly children: ReactNode }) {
  return <span className="govuk-visually-hidden">{children}</span>;
}
