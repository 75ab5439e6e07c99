import { Button, ButtonGroup } from '../components/button.tsx';

/**
 * Waits hidden until the script shows it five minutes before the session ends. Whoever has no script is
 * covered by the drafts that the server keeps.
 */
export function SessionWarning({ seconds }: { readonly seconds: number | undefined }) {
  if (seconds === undefined) return null;
  return (
    <section className="gh-session" data-session-ends-in={seconds} aria-labelledby="session-title" hidden>
      <h2 className="gh-session__title" id="session-title">
        You will be signed out soon
      </h2>
      <p role="alert" data-session-message />
      <ButtonGroup>
        <form method="post" action="/session/keep" data-session-keep>
          <Button>Stay signed in</Button>
        </form>
        <form method="post" action="/sign-out">
          <Button classes="govuk-button--secondary">Sign out</Button>
        </form>
      </ButtonGroup>
    </section>
  );
}
