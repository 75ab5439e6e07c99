import { restrictionWords } from '#domains/access';
import { formatDate, localDate } from '#platform/clock';
import { Card, DateField, InsetText, Muted, RadiosField, TextareaField, TextField } from '#platform/ui';
import type { FieldsOf } from '../../case/form/routes.tsx';
import { findingWords } from '../../case/words.ts';
import type { Finding } from '../../types.ts';
import type { ProposeView } from '../service.ts';
import type { Earlier } from '../types.ts';
import { deciderWords, stateNames } from '../words.ts';

function earlierLine({ finding, sanctions, cleared }: Earlier): string {
  if (cleared) return 'named wrongly, and cleared: it says nothing against them';
  const found = finding === null ? 'no finding about them' : findingWords[finding as Finding].toLowerCase();
  const taken = sanctions.map(({ called, state }) => `${called} (${stateNames[state].toLowerCase()})`);
  return [found, ...taken].join(' · ');
}

function History({ view }: { readonly view: ProposeView }) {
  return (
    <Card title={`What is known of ${view.party.name}`}>
      {view.earlier.length === 0 ? (
        <p className="govuk-body">No other case that you may open names them as alleged or involved.</p>
      ) : (
        <ul className="govuk-list govuk-list--spaced">
          {view.earlier.map((one) => (
            <li key={one.concernId}>
              <a className="govuk-link" href={`/concerns/${one.concernId}`}>
                {one.reference}
              </a>
              , {formatDate(localDate(one.reportedAt))}: {earlierLine(one)}
            </li>
          ))}
        </ul>
      )}
      {view.inForce.map((one) => (
        <p key={one.id} className="govuk-body">
          {restrictionWords(one)}.
        </p>
      ))}
      <Muted>Opening this is recorded. A sanction fits what they did, their age and what they need.</Muted>
    </Card>
  );
}

export function ProposeFields({ form, view }: FieldsOf<ProposeView>) {
  const { party, ladder, notAllowed } = view;
  return (
    <>
      <p className="govuk-body">
        For <b>{party.name}</b>.
      </p>
      {notAllowed === undefined ? null : <InsetText>{notAllowed}</InsetText>}
      <History view={view} />
      {ladder.length === 0 ? null : (
        <>
          <RadiosField
            form={form}
            name="step"
            label="Which step of the school’s ladder?"
            hint="From the mildest. Begin as low as will do."
            items={ladder.map(({ id, called, decider }) => ({
              value: id,
              text: called,
              hint: { text: `Decided by ${deciderWords[decider]}` },
            }))}
          />
          <TextField
            form={form}
            name="thing"
            label="Which device?"
            hint="Only where a device is withdrawn."
          />
          <TextareaField
            form={form}
            name="reason"
            label="Why this step?"
            hint="And why it is proportionate."
            rows={4}
          />
          <RadiosField
            form={form}
            name="when"
            label="Is it decided now?"
            items={[
              { value: 'now', text: 'Yes, I decide it' },
              { value: 'later', text: 'No, I propose it to whoever decides' },
            ]}
          />
          <TermFields form={form} />
        </>
      )}
    </>
  );
}

export function TermFields({ form }: Pick<FieldsOf<ProposeView>, 'form'>) {
  return (
    <>
      <DateField form={form} name="starts" label="From which day?" hint="Today: it holds at once." />
      <DateField
        form={form}
        name="ends"
        label="Its last day"
        hint="Needed where something is withdrawn: it is given back the day after."
      />
      <DateField form={form} name="appealBy" label="Until when can they appeal? (if they can)" />
    </>
  );
}
