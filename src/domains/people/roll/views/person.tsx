import { formatDate } from '#platform/clock';
import {
  AppPage,
  Breadcrumbs,
  Card,
  Muted,
  type PageContext,
  SummaryList,
  Table,
  TableRegion,
  Tag,
} from '#platform/ui';
import { postName } from '../../post-names.ts';
import { yearName } from '../../search/service.ts';
import type { HeldClass, HeldEnrolment, HeldPost, PersonPageData, Relative } from '../types.ts';

const keyStages: Readonly<Record<string, string>> = {
  EYFS: 'Early years',
  KS1: 'Key stage 1',
  KS2: 'Key stage 2',
  KS3: 'Key stage 3',
  KS4: 'Key stage 4',
  KS5: 'Key stage 5',
};

const since = ({ from, lastDay }: Pick<HeldEnrolment, 'from' | 'lastDay'>): string =>
  lastDay === null ? `since ${formatDate(from)}` : `${formatDate(from)} to ${formatDate(lastDay)}`;

const placeOf = ({ ncYear, group }: HeldEnrolment): string =>
  [ncYear === null ? null : yearName(ncYear), group].filter(Boolean).join(', ') || 'No year group';

const changeLink = (href: string) => ({
  items: [{ href, text: 'Change', visuallyHiddenText: 'the e-mail address' }],
});

function Facts({ person, enrolments, keyStage, more, mayChangeEmail }: PersonPageData) {
  const now = enrolments.find(({ current }) => current);
  const year = now?.ncYear ?? null;
  const rows = [
    person.kind === 'pupil' && { key: 'Year group', value: year === null ? 'Not known' : yearName(year) },
    keyStage !== null && { key: 'Key stage', value: keyStages[keyStage] ?? keyStage },
    person.kind === 'pupil' && { key: 'Class', value: now?.group ?? 'Not known' },
    person.knownAs !== null &&
      more !== null && { key: 'Name on the register', value: `${person.givenName} ${person.familyName}` },
    more !== null &&
      person.birthDate !== null && {
        key: 'Birth date',
        value: `${formatDate(person.birthDate)}, age ${more.age}`,
      },
    ((more !== null && person.email !== null) || mayChangeEmail) && {
      key: 'E-mail',
      value: person.email ?? 'None: no mail reaches them',
      ...(mayChangeEmail ? { change: `/people/${person.id}/email` } : {}),
    },
  ].filter((row) => row !== false);
  if (rows.length === 0) return null;
  return (
    <Card>
      <SummaryList
        rows={rows.map(({ key, value, ...row }) => ({
          key: { text: key },
          value: { text: value },
          actions: 'change' in row && row.change !== undefined ? changeLink(row.change) : undefined,
        }))}
      />
    </Card>
  );
}

interface HeldProps {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
  /** Whether rows say when. */
  readonly dated: boolean;
}

function Held({ title, rows, dated }: HeldProps) {
  if (rows.length === 0) return null;
  const columns = dated ? ['What', 'Where', 'When'] : ['What', 'Where'];
  return (
    <Card title={title}>
      <TableRegion label={title}>
        <Table
          caption={title}
          captionClasses="govuk-visually-hidden"
          head={columns.map((text) => ({ text }))}
          rows={rows.map((cells) => cells.slice(0, columns.length).map((text) => ({ text })))}
        />
      </TableRegion>
    </Card>
  );
}

const enrolmentRows = (list: readonly HeldEnrolment[]) =>
  list.map((one) => [placeOf(one), one.schoolName, since(one)] as const);
const classRows = (list: readonly HeldClass[]) =>
  list.map(
    (one) =>
      [one.part === 'teacher' ? `${one.title}, teaches it` : one.title, one.schoolName, since(one)] as const,
  );
const postRows = (list: readonly HeldPost[]) =>
  list.map(
    (one) =>
      [
        postName(one.role, one.designation) + (one.asCover ? ' (cover)' : ''),
        one.schoolName,
        since(one),
      ] as const,
  );

const responsibility: Readonly<Record<Relative['parentalResponsibility'], string>> = {
  unknown: 'Not known: ask the office',
  yes: 'Yes',
  no: 'No',
};

function ContactTag({ contact }: Pick<Relative, 'contact'>) {
  if (contact === 'no_contact') return <Tag tone="attention">No contact allowed</Tag>;
  return contact === 'allowed' ? <>Allowed</> : <>Not known: ask the office</>;
}

function Family({ title, people }: { readonly title: string; readonly people: readonly Relative[] }) {
  if (people.length === 0) return null;
  return (
    <Card title={title}>
      <TableRegion label={title}>
        <Table
          caption={title}
          captionClasses="govuk-visually-hidden"
          head={[
            { text: 'Name' },
            { text: 'Relation' },
            { text: 'Parental responsibility' },
            { text: 'Contact' },
          ]}
          rows={people.map((one) => [
            {
              text: (
                <a className="govuk-link" href={`/people/${one.id}`}>
                  {one.name}
                </a>
              ),
            },
            { text: one.relation ?? 'Not known' },
            { text: responsibility[one.parentalResponsibility] },
            { text: <ContactTag contact={one.contact} /> },
          ])}
        />
      </TableRegion>
    </Card>
  );
}

export interface PersonPageProps extends PersonPageData {
  readonly context: PageContext;
}

/** What the school knows of one person. The title names nobody: it goes into the browser's history. */
export function PersonPage(props: PersonPageProps) {
  const { context, person, enrolments, classes, posts, more } = props;
  const pupil = person.kind === 'pupil';
  // Who sees name, class and year alone sees today alone.
  const dated = more !== null;
  return (
    <AppPage
      title={pupil ? 'A pupil' : 'A person'}
      context={context}
      before={
        <Breadcrumbs items={[{ text: 'People', href: '/people' }, { text: pupil ? 'Pupil' : 'Adult' }]} />
      }
      heading={`${person.knownAs ?? person.givenName} ${person.familyName}`}
      detail={
        more?.proposedLeaver === true ? <Tag tone="attention">Missing from the last roster</Tag> : undefined
      }
    >
      <Facts {...props} />
      {more !== null && pupil ? (
        more.adults.length > 0 ? (
          <Family title="Parents and carers" people={more.adults} />
        ) : (
          <Card title="Parents and carers">
            <Muted>None are known. Ask the office.</Muted>
          </Card>
        )
      ) : null}
      <Family title="Children" people={more?.children ?? []} />
      <Held title={dated ? 'Posts and duties over time' : 'Posts'} rows={postRows(posts)} dated={dated} />
      {dated ? <Held title="On roll over time" rows={enrolmentRows(enrolments)} dated /> : null}
      <Held title={dated ? 'Classes over time' : 'Classes'} rows={classRows(classes)} dated={dated} />
    </AppPage>
  );
}
