import type { ReactNode } from 'react';
import { Card, type PageContext, PlainPage } from '#platform/ui';

interface LineProps {
  readonly title: string;
  readonly children: ReactNode;
}

function Line({ title, children }: LineProps) {
  return (
    <Card title={title} headingLevel={3}>
      {children}
    </Card>
  );
}

const phone = (text: string, number: string) => (
  <a className="gh-help__number" href={`tel:${number}`}>
    {text}
  </a>
);

const outside = (text: string, href: string) => (
  <a href={href} rel="noreferrer">
    {text}
  </a>
);

function PeopleYouKnow() {
  return (
    <>
      <h2>Tell an adult you trust</h2>
      <ul>
        <li>somebody at home: a parent, a carer, a grandparent</li>
        <li>your teacher, or any other adult at school</li>
        <li>somebody else you feel safe with</li>
      </ul>
      <p>
        You can say: “Something happened online and I need help.” You can show them this page. If the first
        person does not help, tell another one. Keep telling until somebody does.
      </p>
    </>
  );
}

function PeopleOutside() {
  return (
    <>
      <h2>Talk to somebody who does not know you</h2>
      <Line title="Childline">
        <p>{phone('0800 1111', '08001111')}</p>
        <p>
          Free, day and night. It does not show on the phone bill. You can also chat at{' '}
          {outside('childline.org.uk', 'https://www.childline.org.uk')}.
        </p>
      </Line>
      <Line title="Somebody online is asking for things, or makes you feel unsafe">
        <p>Tell CEOP. They are police officers who help children. It was not your fault.</p>
        <p>{outside('Tell CEOP', 'https://www.ceop.police.uk/Safety-Centre/')}</p>
      </Line>
      <Line title="There is a picture of you that you do not want people to see">
        <p>Report Remove helps to take it down. You need not tell anybody at school first.</p>
        <p>{outside('Report Remove', 'https://www.childline.org.uk/remove/')}</p>
      </Line>
    </>
  );
}

/** For a child, signed in nowhere, in words of eight years and up. Nothing here asks, counts or remembers (rule 9). */
export function HelpPage({ context }: { readonly context: PageContext }) {
  return (
    <PlainPage
      context={context}
      title="Where to get help"
      heading="Something made you worried, sad or scared?"
      aside={
        <a href="https://www.bbc.co.uk/weather" rel="noreferrer">
          Leave this page <span aria-hidden="true">✕</span>
        </a>
      }
    >
      <div className="gh-help">
        <p>You did nothing wrong by looking here. You are not in trouble for telling.</p>
        <Card tone="urgent" title="In danger now?" headingLevel={2}>
          <p>Call {phone('999', '999')} and say “police”. It is free.</p>
        </Card>
        <PeopleYouKnow />
        <PeopleOutside />
        <h2>If you are an adult worried about a child</h2>
        <p>
          Call the NSPCC on {phone('0808 800 5000', '08088005000')}, or talk to the school’s safeguarding
          lead. Ask the office for them by that name.
        </p>
        <p className="gh-muted">
          We do not keep a note that you opened this page. Your browser may: use “private” or “clear history”
          if somebody else looks at your phone.
        </p>
      </div>
    </PlainPage>
  );
}
