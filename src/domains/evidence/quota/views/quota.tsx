import { formatInstant } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  ButtonGroup,
  Card,
  FormErrors,
  type PageContext,
  ProgressBar,
  Table,
  TableRegion,
  Tag,
  TextareaField,
  TextField,
  WarningText,
} from '#platform/ui';
import { sizeWords } from '../../words.ts';
import { stateOf } from '../policy.ts';
import type { QuotaView } from '../service.ts';
import type { Quota, QuotaChange } from '../types.ts';

const percent = ({ held, limit }: Quota) => `${limit === 0 ? 100 : Math.floor((held / limit) * 100)} %`;

function State({ quota }: { readonly quota: Quota }) {
  const state = stateOf(quota);
  if (state === 'full') return <Tag tone="urgent">Full</Tag>;
  return state === 'nearly' ? <Tag tone="attention">Nearly full</Tag> : null;
}

function row(quota: Quota) {
  const { schoolId, school, files, held, limit } = quota;
  return [
    { text: school },
    { text: files.toLocaleString('en-GB'), format: 'numeric' as const },
    {
      text: (
        <>
          {sizeWords(held)} of {sizeWords(limit)} ({percent(quota)}) <State quota={quota} />
        </>
      ),
    },
    {
      text: (
        <a className="govuk-link" href={`/settings/files/${schoolId}`}>
          Change the limit<span className="govuk-visually-hidden"> of {school}</span>
        </a>
      ),
    },
  ];
}

export interface QuotasPageProps {
  readonly context: PageContext;
  readonly quotas: readonly Quota[];
}

export function QuotasPage({ context, quotas }: QuotasPageProps) {
  return (
    <AppPage
      title="Room for files"
      context={context}
      heading="Room for files"
      detail="Screenshots, photos, videos and other files that are kept with concerns."
    >
      <Card title={quotas.length === 1 ? 'Your school' : 'Your schools'}>
        <TableRegion label="Room for files">
          <Table
            cards
            caption="Room for files"
            captionClasses="govuk-visually-hidden"
            firstCellIsHeader
            head={[
              { text: 'School' },
              { text: 'Files', format: 'numeric' },
              { text: 'Kept' },
              { text: 'Limit' },
            ]}
            rows={quotas.map(row)}
          />
        </TableRegion>
      </Card>
      <p className="govuk-body">
        Where a school has no room left, its reports still arrive, but without files. You are warned on Today
        above 80 %. Nothing that is kept is ever deleted to make room.
      </p>
    </AppPage>
  );
}

function Warned({ quota }: { readonly quota: Quota }) {
  const state = stateOf(quota);
  if (state === 'room') return null;
  return (
    <WarningText>
      {state === 'full'
        ? 'There is no room left: nobody at this school can add a file. Reports still arrive without.'
        : 'More than 80 % is used. Set a higher limit before it is full, if the disk has room for it.'}
    </WarningText>
  );
}

function Changes({ changes }: { readonly changes: readonly QuotaChange[] }) {
  if (changes.length === 0) return null;
  return (
    <Card title="Earlier changes">
      <TableRegion label="Earlier changes">
        <Table
          cards
          caption="Earlier changes"
          captionClasses="govuk-visually-hidden"
          head={[{ text: 'When' }, { text: 'Limit' }, { text: 'Who' }, { text: 'Why' }]}
          rows={changes.map(({ at, limit, by, reason }) => [
            { text: formatInstant(at) },
            { text: sizeWords(limit) },
            { text: by ?? 'Somebody elsewhere' },
            { text: <span className="gh-kept">{reason}</span> },
          ])}
        />
      </TableRegion>
    </Card>
  );
}

export interface QuotaPageProps {
  readonly context: PageContext;
  readonly view: QuotaView;
  readonly form: FormState;
  /** The version that this page showed. */
  readonly seen: string;
}

export function QuotaPage({ context, view, form, seen }: QuotaPageProps) {
  const { quota, changes } = view;
  const { schoolId, school, held, limit, files } = quota;
  return (
    <AppPage
      title="Change the limit of files"
      context={context}
      errors={form.errors}
      before={
        <>
          <BackLink href="/settings/files">Room for files</BackLink>
          <FormErrors form={form} />
        </>
      }
      heading="Room for files"
      detail={school}
      narrow
    >
      <Warned quota={quota} />
      <ProgressBar
        label={files === 1 ? '1 file' : `${files.toLocaleString('en-GB')} files`}
        value={held}
        max={limit}
        text={`${sizeWords(held)} of ${sizeWords(limit)} (${percent(quota)})`}
      />
      <form method="post" action={`/settings/files/${schoolId}`} noValidate>
        <input type="hidden" name="seen" value={seen} />
        <TextField
          form={form}
          name="limit"
          label="How much may the school keep?"
          hint="The disk of the server must have room for it: ask whoever runs Gatehouse."
          inputmode="numeric"
          suffix={{ text: 'GB' }}
          width={5}
        />
        <TextareaField
          form={form}
          name="reason"
          label="Why?"
          hint="Kept, with your name and the time."
          rows={2}
        />
        <ButtonGroup>
          <Button>Set the limit</Button>
          <a className="govuk-link" href="/settings/files">
            Cancel
          </a>
        </ButtonGroup>
      </form>
      <Changes changes={changes} />
    </AppPage>
  );
}
