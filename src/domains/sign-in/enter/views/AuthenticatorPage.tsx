import type { FormState } from '#platform/forms';
import { Button, Details, FormErrors, type PageContext, PlainPage, TextField } from '#platform/ui';
import type { Enrolment, QrPicture } from '../../credentials/authenticator.ts';

export interface AuthenticatorPageProps {
  readonly context: PageContext;
  readonly form: FormState;
  readonly enrolment: Enrolment;
}

/** Drawn as an element: the content security policy lets no picture come from a data: address. */
function Qr({ qr }: { readonly qr: QrPicture }) {
  return (
    <svg
      className="gh-qr"
      viewBox={`0 0 ${qr.size} ${qr.size}`}
      width="220"
      height="220"
      role="img"
      aria-label="Picture to scan with your authenticator app"
      shapeRendering="crispEdges"
    >
      <rect width={qr.size} height={qr.size} fill="#fff" />
      <path d={qr.path} fill="#000" />
    </svg>
  );
}

export function AuthenticatorPage({ context, form, enrolment }: AuthenticatorPageProps) {
  return (
    <PlainPage
      title="Set up your authenticator"
      context={context}
      errors={form.errors}
      heading="Set up your authenticator"
    >
      <FormErrors form={form} />
      <p>
        Whoever reads concerns about children proves who they are twice: with a password, and with a code from
        their phone. You do this once.
      </p>
      <ol className="govuk-list govuk-list--number">
        <li>Install an authenticator app on your phone, if you have none. Your IT team can say which.</li>
        <li>In the app, choose to add an account, and point the camera at this picture.</li>
        <li>Type the six digits that the app then shows.</li>
      </ol>
      <Qr qr={enrolment.qr} />
      <Details summary="I cannot scan the picture">
        <p>Type this key into the app. It is an account that changes with time, of six digits.</p>
        <p>
          <code className="gh-code">{enrolment.typed}</code>
        </p>
      </Details>
      <form method="post" action="/sign-in/authenticator" noValidate>
        <TextField
          form={form}
          name="code"
          label="Six digits"
          inputmode="numeric"
          autocomplete="one-time-code"
          width={5}
        />
        <Button>Go on</Button>
      </form>
    </PlainPage>
  );
}
