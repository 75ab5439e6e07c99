import { formatDate, formatDaysFrom, type LocalDate, localDate } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  CheckboxesField,
  FilterLayout,
  type PageContext,
  type SelectedFilter,
  SelectField,
  Table,
  TableRegion,
  Tag,
} from '#platform/ui';
import { recipientIds, recipients } from '../../recipients.ts';
import { type RegisterRow, referralStates } from '../../types.ts';
import { stateWords } from '../../words.ts';
import { type RegisterFilter, registerPath } from '../filter.ts';
import { MOST_SHOWN, type Register } from '../service.ts';

const formOf = ({ recipient, state, late }: RegisterFilter): FormState => ({
  values: { recipient: [recipient ?? ''], state: [state ?? ''], late: late ? ['yes'] : [] },
  errors: [],
});

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

/** Counts are of all that I may see, whatever is filtered. */
function Options({ register: { filter, counts } }: { readonly register: Register }) {
  const form = formOf(filter);
  const of = (one: Partial<{ recipient: string; state: string }>) =>
    sum(
      counts
        .filter(
          (row) =>
            (one.recipient ?? row.recipient) === row.recipient && (one.state ?? row.state) === row.state,
        )
        .map(({ n }) => n),
    );
  return (
    <>
      <SelectField
        form={form}
        name="recipient"
        label="Referred to"
        items={[
          { value: '', text: `Anybody (${of({})})` },
          ...recipientIds
            .filter((recipient) => of({ recipient }) > 0 || recipient === filter.recipient)
            .map((recipient) => ({
              value: recipient,
              text: `${recipients[recipient].name} (${of({ recipient })})`,
            })),
        ]}
      />
      <SelectField
        form={form}
        name="state"
        label="State"
        items={[
          { value: '', text: 'Any' },
          ...referralStates.map((state) => ({
            value: state,
            text: `${stateWords[state]} (${of({ state })})`,
          })),
        ]}
      />
      <CheckboxesField
        form={form}
        name="late"
        label="Waiting"
        layout="small"
        items={[{ value: 'yes', text: `Late (${sum(counts.map(({ late }) => late))})` }]}
      />
    </>
  );
}

function chosen(filter: RegisterFilter): SelectedFilter[] {
  const { recipient, state, late } = filter;
  return [
    ...(recipient === null
      ? []
      : [{ text: recipients[recipient].name, href: registerPath({ ...filter, recipient: null }) }]),
    ...(state === null ? [] : [{ text: stateWords[state], href: registerPath({ ...filter, state: null }) }]),
    ...(late ? [{ text: 'Late', href: registerPath({ ...filter, late: false }) }] : []),
  ];
}

const head = ['Referred to', 'State', 'Concern', 'When', 'Reference', 'Next check'].map((text) => ({ text }));

function cells(row: RegisterRow, today: LocalDate) {
  const { recipient, state, late, nextCheck } = row;
  return [
    { text: recipients[recipient].name },
    {
      text: late ? (
        <>
          <Tag tone="attention">Late</Tag> <span className="gh-muted">{stateWords[state]}</span>
        </>
      ) : (
        <Tag tone={nextCheck === null ? 'quiet' : 'active'}>{stateWords[state]}</Tag>
      ),
    },
    {
      text: (
        <>
          <a className="govuk-link" href={`/concerns/${row.concernId}#referrals`}>
            {row.concern}
          </a>
          <div className="gh-muted">{row.school}</div>
        </>
      ),
    },
    { text: formatDate(row.madeOn ?? localDate(row.decidedAt)).replaceAll(' ', '\u00a0') },
    { text: row.reference ?? '–' },
    { text: nextCheck === null ? '–' : formatDaysFrom(today, nextCheck).replaceAll(' ', '\u00a0') },
  ];
}

export function RegisterPage({
  context,
  register,
}: {
  readonly context: PageContext;
  readonly register: Register;
}) {
  const { filter, rows, today } = register;
  return (
    <AppPage
      title="Referrals"
      context={context}
      heading="Referrals"
      detail="Every referral of the concerns that you may open, and every decision not to refer."
      actions={
        <a className="govuk-link" href={registerPath(filter, '/referrals.csv')}>
          Download as a spreadsheet (CSV)
        </a>
      }
    >
      <FilterLayout
        action="/referrals"
        selected={chosen(filter)}
        clearHref="/referrals"
        options={<Options register={register} />}
      >
        {rows.length === 0 ? (
          <p className="govuk-body">
            No referral here fits. A referral is recorded on the page of its concern.
          </p>
        ) : (
          <TableRegion label="Referrals">
            <Table
              cards
              caption="Referrals"
              captionClasses="govuk-visually-hidden"
              head={head}
              rows={rows.map((row) => cells(row, today))}
            />
          </TableRegion>
        )}
        {rows.length === MOST_SHOWN ? (
          <p className="govuk-body">
            What is late, and the latest: {MOST_SHOWN} in all. The spreadsheet has them all.
          </p>
        ) : null}
      </FilterLayout>
    </AppPage>
  );
}
