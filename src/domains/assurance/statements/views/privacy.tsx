import { type PageContext, PlainPage } from '#platform/ui';

function Kept() {
  return (
    <>
      <h2>What is kept</h2>
      <ul>
        <li>Who is at the school, from its own roll: names, classes, birth dates, parents and carers.</li>
        <li>Concerns: what was said or seen, who was told, what was done, and what came of it.</li>
        <li>Who opened which record and when. Staff are told this; it protects children and staff alike.</li>
      </ul>
      <h2>What is not</h2>
      <ul>
        <li>Nothing about who opens the page with places to get help.</li>
        <li>No advertising, no tracking, nothing loaded from other companies.</li>
        <li>No child’s name or story in any e-mail, web address or log.</li>
      </ul>
    </>
  );
}

function Rights() {
  return (
    <>
      <h2>Who sees it</h2>
      <p>
        A concern is read by the safeguarding leads and the head of that school, and by the trust’s
        safeguarding lead. Whoever reported it sees their own report and the line that was written back to
        them. Nobody reads a concern about themself. People who look after the computers see none of it.
      </p>
      <h2>How long</h2>
      <p>
        A child protection record is as a rule kept until 25 years after the child’s date of birth, then
        looked at before anything is destroyed. Your school’s own retention schedule decides.
      </p>
      <h2>Your rights</h2>
      <p>
        You can ask the school what it holds about you and to put right what is wrong. Ask the office for the
        data protection officer. If you are not content, tell the Information Commissioner’s Office at{' '}
        <a href="https://ico.org.uk/make-a-complaint/" rel="noreferrer">
          ico.org.uk
        </a>
        .
      </p>
      <h2>Cookies</h2>
      <p>
        One that keeps you signed in, gone when you sign out, and one that carries a short message from one
        page to the next for a minute. No others.
      </p>
    </>
  );
}

/** In plain words, for staff, parents and older pupils. The school's own notice says who its data protection officer is. */
export function PrivacyPage({ context }: { readonly context: PageContext }) {
  return (
    <PlainPage context={context} title="Privacy" heading="Privacy">
      <p>
        Your school uses Gatehouse to keep children safe online. The school decides what is kept here and is
        answerable for it. It runs on the school’s or trust’s own machine; nobody else gets a copy.
      </p>
      <Kept />
      <Rights />
      <p>
        <a href="/accessibility">Accessibility statement</a>
      </p>
    </PlainPage>
  );
}
