import { type PageContext, PlainPage } from '#platform/ui';

export function AccessibilityPage({ context }: { readonly context: PageContext }) {
  return (
    <PlainPage context={context} title="Accessibility" heading="Accessibility statement">
      <p>We want everybody to be able to use Gatehouse. On every page you should be able to</p>
      <ul>
        <li>do everything with a keyboard, with speech, or with a screen reader</li>
        <li>zoom to 400 % or use a small phone without scrolling sideways</li>
        <li>change colours, contrast and fonts in your browser</li>
        <li>work without JavaScript</li>
        <li>come back to a report that you began and go on where you were</li>
      </ul>
      <h2>How accessible it is</h2>
      <p>
        Built to the Web Content Accessibility Guidelines 2.2, level AA. Each page is tested by machine
        whenever Gatehouse changes. It has not yet been tested by people who use assistive technology every
        day, nor audited by somebody independent, so we do not claim that it fully meets them.
      </p>
      <h2>What we know is not good enough yet</h2>
      <ul>
        <li>Wide tables scroll sideways inside their frame on a phone.</li>
        <li>Suggestions while you type a name need JavaScript. Without it, press the search button.</li>
      </ul>
      <h2>Tell us what is in your way</h2>
      <p>
        Tell your school office or IT team, in whatever way suits you; every school can say here how. If you
        are not content with the answer, the Equality Advisory and Support Service can help:{' '}
        <a href="https://www.equalityadvisoryservice.com/" rel="noreferrer">
          equalityadvisoryservice.com
        </a>
        .
      </p>
    </PlainPage>
  );
}
