import type { FormState } from '#platform/forms';
import {
  AppPage,
  Button,
  ButtonLink,
  Card,
  FormErrors,
  type PageContext,
  RadiosField,
  SummaryList,
  type SummaryRow,
  TextareaField,
  TextField,
} from '#platform/ui';
import type { RouteCard, RoutingOverview } from '../types.ts';
import { Names, OtherSchools, OtherSettings, Small, Warnings } from './parts.tsx';

export interface OverviewPageProps {
  readonly context: PageContext;
  readonly overview: RoutingOverview;
  readonly form: FormState;
}

function routeAddress(schoolId: string, { stream, kind }: Pick<RouteCard, 'stream' | 'kind'>): string {
  const query = new URLSearchParams({ stream, ...(kind === null ? {} : { kind }) });
  return `/settings/routing/${schoolId}/route?${query}`;
}

const order = ['Next in line', 'After that', 'Then'];

function rowsOf(card: RouteCard): SummaryRow[] {
  const also = card.urgent.filter((name) => !card.atOnce.includes(name));
  const row = (text: string, names: readonly string[]) => ({
    key: { text },
    value: { text: <Names names={names} none="Nobody" /> },
  });
  return [
    row('Told at once', card.atOnce),
    ...(also.length === 0 ? [] : [row('Also at once, if it is urgent', also)]),
    ...card.afterwards.map((names, index) => row(order[index] ?? 'Then', names)),
    ...(card.afterwards.length > 0 || card.empty
      ? []
      : [
          {
            key: { text: 'Next in line' },
            value: {
              text: 'Nobody. What is urgent is told to the same people again, until one acknowledges it.',
            },
          },
        ]),
  ];
}

function Route({ card, schoolId }: { readonly card: RouteCard; readonly schoolId: string }) {
  const change = card.editable ? (
    <a className="govuk-link" href={routeAddress(schoolId, card)}>
      Change<span className="govuk-visually-hidden"> who is told: {card.title}</span>
    </a>
  ) : null;
  return (
    <Card title={card.title} tone={card.empty ? 'urgent' : undefined} actions={change}>
      <Warnings warnings={card.warnings} />
      {card.few ? (
        <p className="govuk-body">
          <a className="govuk-link" href="/people/duties">
            Who holds which duty, and naming cover
            <span className="govuk-visually-hidden"> ({card.title})</span>
          </a>
        </p>
      ) : null}
      <SummaryList rows={rowsOf(card)} />
      {card.stream === 'adult' ? (
        <Small>
          Only the headteacher, and whoever covers for them, reads these. When the concern is about the
          headteacher, or there is none, it goes to the chair of governors and the trust.
        </Small>
      ) : null}
    </Card>
  );
}

function KindRoutes({ overview }: { readonly overview: RoutingOverview }) {
  const { school, kindCards } = overview;
  return (
    <section>
      <h2 className="govuk-heading-m">Kinds of concern with a route of their own</h2>
      {kindCards.length === 0 ? (
        <p className="govuk-body">None: every kind follows the route above.</p>
      ) : null}
      {kindCards.map((card) => (
        <Route key={card.kind} card={card} schoolId={school.id} />
      ))}
      <ButtonLink href={`/settings/routing/${school.id}/kind`} classes="govuk-button--secondary">
        Give one kind its own route
      </ButtonLink>
    </section>
  );
}

function SettingsForm({ overview, form }: Pick<OverviewPageProps, 'overview' | 'form'>) {
  return (
    <form method="post" action={`/settings/routing/${overview.school.id}`} noValidate>
      <TextField
        form={form}
        name="acknowledge_within"
        label="How long may an urgent concern wait before the next in line is told?"
        hint="5 to 240 minutes. Somebody stops the clock by pressing Acknowledge."
        inputmode="numeric"
        suffix={{ text: 'minutes' }}
        width={4}
      />
      <RadiosField
        form={form}
        name="record_of_truth"
        label="Where is the school’s official record of a concern?"
        hint="With MyConcern, a case cannot be closed here without its MyConcern reference."
        items={[
          { value: 'gatehouse', text: 'Gatehouse' },
          { value: 'myconcern', text: 'MyConcern' },
        ]}
      />
      <TextField
        form={form}
        name="phone"
        label="The school’s telephone number"
        hint="Shown where somebody has to ring."
        type="tel"
        width={20}
      />
      <TextareaField
        form={form}
        name="lado"
        label="How to reach the local authority’s designated officer (LADO)"
        hint="Name of the office, telephone number, hours. Shown with every concern about an adult."
        rows={3}
      />
      <Button>Save</Button>
    </form>
  );
}

export function OverviewPage({ context, overview, form }: OverviewPageProps) {
  const { school, cards, settings, severalSchools, warnings } = overview;
  const minutes = settings.acknowledgeWithinMinutes;
  return (
    <AppPage
      title="Who is told"
      context={context}
      errors={form.errors}
      before={<OtherSchools show={severalSchools} />}
      heading="Who is told"
      detail={`${school.name}, as things stand today`}
      actions={<OtherSettings school={school} />}
    >
      <FormErrors form={form} />
      <p className="govuk-body">
        Everybody “told at once” finds it on their Today the moment a concern is sent, at any hour, and gets
        an e-mail where Gatehouse can send one and has their address. The next in line are told when an urgent
        concern has not been acknowledged for {minutes} minutes while the school is open; if a child is in
        immediate danger they are told after {minutes * 2} minutes at the latest, even at night or in the
        holidays, and so on up the whole line.
      </p>
      <Warnings warnings={warnings} />
      {cards.map((card) => (
        <Route key={card.stream} card={card} schoolId={school.id} />
      ))}
      <KindRoutes overview={overview} />
      <h2 className="govuk-heading-m">Time limit, record and numbers</h2>
      <SettingsForm overview={overview} form={form} />
    </AppPage>
  );
}
