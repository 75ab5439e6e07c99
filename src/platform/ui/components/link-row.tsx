import { VisuallyHidden } from './layout.tsx';

export interface RowLink {
  readonly href: string;
  readonly text: string;
  /** Tells the link from others of the same word, for whoever hears the page. */
  readonly about?: string;
}

/** Small acts side by side, each with room enough for a thumb. */
export function LinkRow({ links }: { readonly links: readonly RowLink[] }) {
  return (
    <span className="gh-link-row">
      {links.map(({ href, text, about }) => (
        <a key={href} className="govuk-link" href={href}>
          {text}
          {about === undefined ? null : <VisuallyHidden>: {about}</VisuallyHidden>}
        </a>
      ))}
    </span>
  );
}
