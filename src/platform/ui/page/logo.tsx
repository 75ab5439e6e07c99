/**
 * Our mark: a gatehouse with two towers and its arch open. The same drawing is in assets/images. The words
 * beside it say the name, so it is hidden from screen readers.
 */
export function LogoMark() {
  return (
    <svg
      className="gh-logo__mark"
      viewBox="0 0 32 32"
      width="32"
      height="32"
      aria-hidden="true"
      focusable="false"
    >
      <path
        fill="currentColor"
        d="M2 5h3v3h2V5h3v6h3V9h2v2h2V9h2v2h3V5h3v3h2V5h3v23h-9v-7a5 5 0 0 0-10 0v7H2z"
      />
    </svg>
  );
}

export function Logo({ href }: { readonly href: string }) {
  return (
    <a className="gh-logo" href={href}>
      <LogoMark />
      <span>Gatehouse</span>
    </a>
  );
}
