interface FooterLink {
  readonly href: string;
  readonly text: string;
}

const help: FooterLink = { href: '/help', text: 'Where to get help' };
const wellbeing: FooterLink = { href: '/wellbeing', text: 'Looking after yourself' };
const privacy: FooterLink = { href: '/privacy', text: 'Privacy' };

/** Help is one press away from every page, signed in or not: rule 9. */
export function Footer({ signedIn }: { readonly signedIn: boolean }) {
  const links = signedIn ? [help, wellbeing, privacy] : [help, privacy];
  return (
    <footer className="gh-footer">
      <ul className="gh-footer__links">
        {links.map((link) => (
          <li key={link.href}>
            <a href={link.href}>{link.text}</a>
          </li>
        ))}
      </ul>
      <p>
        In danger now? Call <a href="tel:999">999</a>. Childline: <a href="tel:08001111">0800 1111</a>, any
        time, free.
      </p>
    </footer>
  );
}
