import type { ReactNode } from 'react';
import type { FormState } from '#platform/forms';
import { Card, ExitThisPage, FormErrors, type PageContext, PlainPage } from '#platform/ui';
import { childline, emergency, type Help, helpForAdults, helpForPupils } from '../../help-now.ts';
import type { School } from '../../types.ts';

function Phone({ phone }: { readonly phone: string }) {
  return (
    <a className="gh-help__number" href={`tel:${phone.replaceAll(' ', '')}`}>
      {phone}
    </a>
  );
}

function HelpLine({ help }: { readonly help: Help }) {
  return (
    <li>
      <b>
        {help.phone === help.name ? (
          <Phone phone={help.phone} />
        ) : help.href === undefined ? (
          help.name
        ) : (
          <a href={help.href} rel="noreferrer">
            {help.name}
          </a>
        )}
      </b>{' '}
      {help.phone === undefined || help.phone === help.name ? null : <Phone phone={help.phone} />} {help.what}
    </li>
  );
}

/** On every page, whatever was answered (CT-safe-1). */
export function HelpNow({ adults = false }: { readonly adults?: boolean }) {
  return (
    <Card title="Help now" tone="help">
      <ul className="gh-tell__help">
        {(adults ? helpForAdults : helpForPupils).map((help) => (
          <HelpLine key={help.name} help={help} />
        ))}
      </ul>
      <p>
        <a href="/help">More places that help</a>
      </p>
    </Card>
  );
}

/** First on the page, once what somebody wrote or answered sounds like danger. It stops nobody from going on. */
export function EmergencyNow() {
  return (
    <Card title="You can get help right now" tone="urgent">
      <p>
        Call <Phone phone={emergency.phone ?? ''} /> if somebody is in danger. Or find a grown-up near you and
        tell them now.
      </p>
      <p>
        {childline.name}: <Phone phone={childline.phone ?? ''} />. You can still send this.
      </p>
    </Card>
  );
}

export interface TellFrameProps {
  readonly context: PageContext;
  readonly school?: Pick<School, 'name'> | undefined;
  readonly form?: FormState | undefined;
  readonly heading: ReactNode;
  readonly urgent?: boolean;
  readonly young?: boolean;
  readonly adults?: boolean;
  readonly children: ReactNode;
}

/** The page around everything public: its title says nothing, its way out is first. */
export function TellFrame(props: TellFrameProps) {
  const { context, school, form, heading, urgent, young, adults, children } = props;
  return (
    <PlainPage
      title="Tell someone"
      context={{ ...context, ...(school && { schoolName: school.name }) }}
      errors={form?.errors}
      aside={<ExitThisPage />}
    >
      <div className={young ? 'gh-tell gh-tell--ks1' : 'gh-tell'}>
        {form === undefined ? null : <FormErrors form={form} />}
        {urgent ? <EmergencyNow /> : null}
        <button
          type="button"
          className="govuk-button govuk-button--secondary gh-tell__read"
          data-read-aloud
          hidden
        >
          Read this to me
        </button>
        <div data-read>
          <h1 className="gh-question">{heading}</h1>
          {children}
        </div>
        <HelpNow adults={adults === true} />
      </div>
    </PlainPage>
  );
}
