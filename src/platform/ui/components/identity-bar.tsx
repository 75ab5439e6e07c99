import type { ReactNode } from 'react';

export interface IdentityFact {
  readonly title: ReactNode;
  readonly detail?: ReactNode;
}

export interface IdentityBarProps {
  /** Who or what the page is about, for who cannot see where the bar stands: "About this concern". */
  readonly label: string;
  readonly facts: readonly IdentityFact[];
  readonly actions?: ReactNode;
}

/** Keeps in sight whom a case is about, and the facts that change how it is handled. */
export function IdentityBar({ label, facts, actions }: IdentityBarProps) {
  return (
    <section className="moj-identity-bar" aria-label={label}>
      <ul className="moj-identity-bar__details">
        {facts.map((fact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
          <li key={index} className="moj-identity-bar__fact">
            <span className="moj-identity-bar__title">{fact.title}</span>
            {fact.detail ? <span className="moj-identity-bar__detail">{fact.detail}</span> : null}
          </li>
        ))}
      </ul>
      {actions ? <div className="moj-identity-bar__actions">{actions}</div> : null}
    </section>
  );
}
