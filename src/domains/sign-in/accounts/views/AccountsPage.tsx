import { byWeight, roleNames } from '#domains/people';
import { AppPage, Button, type PageContext, SelectField, Table, TableRegion, Tag } from '#platform/ui';
import type { Adult } from '../queries.ts';
import type { SchoolAccounts } from '../service.ts';

export interface AccountsPageProps {
  readonly context: PageContext;
  readonly shown: SchoolAccounts;
}

/** Where an account stands, in a word or two. */
export function AccountState({ adult }: { readonly adult: Adult }) {
  if (adult.userName === null) return <Tag tone="quiet">No account</Tag>;
  if (adult.isDisabled) return <Tag tone="attention">Closed</Tag>;
  return adult.hasPassword ? <Tag tone="active">In use</Tag> : <Tag tone="attention">Code not used yet</Tag>;
}

function SchoolChoice({ shown }: AccountsPageProps) {
  if (shown.schools.length < 2) return null;
  return (
    <form method="get" action="/people/accounts">
      <SelectField
        form={{ values: { school: [shown.school.id] }, errors: [] }}
        name="school"
        label="School"
        items={shown.schools.map(({ id, name }) => ({ value: id, text: name }))}
      />
      <Button classes="govuk-button--secondary">Show</Button>
    </form>
  );
}

function AdultName({ adult }: { readonly adult: Adult }) {
  return (
    <>
      {adult.isKept ? <a href={`/people/accounts/${adult.personId}`}>{adult.name}</a> : adult.name}
      <span className="gh-account-name">{adult.userName}</span>
      {!adult.isKept && !adult.isMe && (
        <span className="gh-account-name">Has another post in the trust: ask its IT team.</span>
      )}
    </>
  );
}

const cells = (adult: Adult) => [
  { text: <AdultName adult={adult} /> },
  { text: <AccountState adult={adult} /> },
  {
    text: byWeight(adult.roles)
      .map((role) => roleNames[role])
      .join(', '),
  },
];

export function AccountsPage(props: AccountsPageProps) {
  const { context, shown } = props;
  const waiting = shown.adults.filter((adult) => adult.userName === null).length;
  return (
    <AppPage
      title="Accounts"
      context={context}
      heading="Accounts"
      detail={`${shown.school.name}: ${shown.adults.length} adults, ${waiting} without an account`}
    >
      <SchoolChoice {...props} />
      <TableRegion label="Adults and their accounts">
        <Table
          cards
          head={[{ text: 'Name' }, { text: 'Account' }, { text: 'Posts' }]}
          rows={shown.adults.map(cells)}
          firstCellIsHeader
        />
      </TableRegion>
    </AppPage>
  );
}
