import type { ReactNode } from 'react';
import { formatInstant, formatTime } from '#platform/clock';
import { emptyForm, type FormState } from '#platform/forms';
import { canLoseDetails } from '#platform/pictures';
import {
  AppPage,
  Breadcrumbs,
  Button,
  Card,
  Details,
  FormErrors,
  InsetText,
  Muted,
  type PageContext,
  RadiosField,
  SummaryList,
  Table,
  TableRegion,
  Tag,
  TextareaField,
  TextField,
  TwoColumns,
} from '#platform/ui';
import type { Item } from '../../types.ts';
import {
  canBeShown,
  custodyWords,
  flagWords,
  guardQuestion,
  isShownAsText,
  kindOfFile,
  ourName,
  shownAsPicture,
  shownAsSound,
  shownAsVideo,
  sizeWords,
} from '../../words.ts';
import type { ItemView } from '../service.ts';

/** Which form on the page was sent, for its errors and its words. */
export type Sent = 'reveal' | 'download' | 'copy' | 'police-copy' | 'lock';

export interface ItemPageProps {
  readonly context: PageContext;
  readonly view: ItemView;
  readonly sent?: { readonly which: Sent; readonly form: FormState } | undefined;
  /** What a text says that is open. */
  readonly text?: string | undefined;
  /** A pass-code to take or to replace, new each time. */
  readonly passcode: string;
}

function Shown({ item, text }: { readonly item: Item; readonly text: string | undefined }) {
  const source = `/evidence/items/${item.id}/content`;
  if (shownAsPicture.test(item.mediaType))
    return <img className="gh-evidence" src={source} alt="The evidence, as it was sent" />;
  if (shownAsVideo.test(item.mediaType))
    // biome-ignore lint/a11y/useMediaCaption: evidence as it was sent has no captions
    return <video className="gh-evidence" src={source} controls preload="metadata" />;
  if (text !== undefined)
    return (
      <pre className="gh-evidence-text" dir="auto">
        {text}
      </pre>
    );
  if (shownAsSound.test(item.mediaType))
    // biome-ignore lint/a11y/useMediaCaption: evidence as it was sent has no captions
    return <audio src={source} controls preload="metadata" />;
  return null;
}

function Reveal({ view, form, text }: Omit<CopyProps, 'passcode'> & { readonly text: string | undefined }) {
  const { item, openUntil } = view;
  if (openUntil !== null)
    return (
      <Card title={`Open for you until ${formatTime(openUntil)}`}>
        <Shown item={item} text={text} />
      </Card>
    );
  return (
    <Card title="Hidden">
      <div className="gh-hidden-evidence" aria-hidden="true" />
      <form method="post" action={`/evidence/items/${item.id}/reveal`} noValidate>
        <TextareaField
          form={form}
          name="reason"
          label="Why do you need to see it?"
          hint="Kept with the file, with your name and the time. It opens for ten minutes, for you alone."
          rows={2}
        />
        <Button>Show it</Button>
      </form>
    </Card>
  );
}

interface CopyProps {
  readonly view: ItemView;
  readonly form: FormState;
  readonly passcode: string;
}

function PasscodeField({ form, passcode }: Omit<CopyProps, 'view'>) {
  const shown =
    form.values.passcode === undefined ? { ...form, values: { ...form.values, passcode: [passcode] } } : form;
  return (
    <TextField
      form={shown}
      name="passcode"
      label="Pass-code"
      hint="Write it down now, and tell it by telephone: never in the same message as the file."
      width={20}
      autocomplete="off"
      spellcheck={false}
    />
  );
}

function Download({ view, form, passcode }: CopyProps) {
  return (
    <Details summary="Download a sealed copy" open={form.errors.length > 0}>
      <form method="post" action={`/evidence/items/${view.item.id}/download`} noValidate>
        <TextareaField form={form} name="reason" label="Why, and for whom?" rows={2} />
        <PasscodeField form={form} passcode={passcode} />
        <Button classes="govuk-button--secondary">Download (zip, AES-256)</Button>
      </form>
    </Details>
  );
}

/** What a file tells of where and by whom it was made is for whoever works the case, not for whoever is sent it. */
function WithoutDetails({ view, form, passcode }: CopyProps) {
  const { item } = view;
  if (!canLoseDetails(item.mediaType)) {
    if (!item.flags.some((flag) => flag !== 'name_differs')) return null;
    return (
      <InsetText>
        It may hold hidden details, such as who made it and where. Gatehouse can take them out of JPEG, PNG
        and WebP pictures only. Of this file, pass on a print if the details must not go with it.
      </InsetText>
    );
  }
  return (
    <Details summary="Download a copy without hidden details" open={form.errors.length > 0}>
      <p className="govuk-body">
        The same picture without place, author, device, dates and comments. What the picture itself shows
        stays; its colours may look a little different. The original is not touched.
      </p>
      <form method="post" action={`/evidence/items/${item.id}/copy`} noValidate>
        <TextareaField form={form} name="reason" label="Why, and for whom?" rows={2} />
        <PasscodeField form={form} passcode={passcode} />
        <Button classes="govuk-button--secondary">Download the copy (zip, AES-256)</Button>
      </form>
    </Details>
  );
}

function PoliceCopy({ view, form, passcode }: CopyProps) {
  return (
    <Card title="Only for the Police: a sealed copy">
      <form method="post" action={`/evidence/items/${view.item.id}/police-copy`} noValidate>
        <TextField form={form} name="reference" label="The Police’s reference" width={20} />
        <PasscodeField form={form} passcode={passcode} />
        <Button classes="govuk-button--warning">Download the sealed copy</Button>
      </form>
    </Card>
  );
}

function LockAway({ view, form }: Omit<CopyProps, 'passcode'>) {
  return (
    <Details summary="It could show a child nude, part-nude or sexual" open={form.errors.length > 0}>
      <form method="post" action={`/evidence/items/${view.item.id}/lock`} noValidate>
        <RadiosField
          form={form}
          name="answer"
          label={guardQuestion}
          hint="All files of this concern are locked away from everybody, you too. Nothing is deleted, and nobody can add a file."
          items={[
            { value: 'yes', text: 'Yes' },
            { value: 'not_sure', text: 'Not sure' },
          ]}
        />
        <Button classes="govuk-button--warning">Lock everything away</Button>
      </form>
    </Details>
  );
}

/** What a backup holds beside this machine cannot be taken out of it. */
function LockedAway({ view }: { readonly view: ItemView }) {
  const opened = view.custody.filter(({ act }) => act === 'revealed');
  const copies = view.custody.filter(({ act }) => act === 'downloaded' || act === 'copied');
  return (
    <InsetText>
      <p className="govuk-body">
        Locked away since {view.item.quarantinedAt === null ? '' : formatInstant(view.item.quarantinedAt)}.
        Nobody can open it, nothing was deleted, and it is kept whatever the retention rules say.
      </p>
      <p className="govuk-body">
        {opened.length === 0
          ? 'Nobody had opened it before.'
          : `Opened before by: ${[...new Set(opened.map(({ personName }) => personName ?? 'somebody elsewhere'))].join(', ')}.`}{' '}
        {copies.length === 0
          ? ''
          : `Sealed copies were taken by: ${copies.map(({ personName, at }) => `${personName ?? 'somebody elsewhere'}, ${formatInstant(at)}`).join('; ')}. Tell the Police of them. `}
        {view.backups.length === 0 ? 'No backup holds it.' : null}
      </p>
      {view.backups.length === 0 ? null : (
        <Details summary={`Backups that hold it too, sealed: ${view.backups.length}`}>
          <ul className="govuk-list">
            {view.backups.map(({ name, beganAt }) => (
              <li key={name}>
                {name} <Muted>{formatInstant(beganAt)}</Muted>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </InsetText>
  );
}

function Facts({ item }: { readonly item: Item }) {
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['Kind', kindOfFile(item.mediaType)],
    ['Size', sizeWords(item.bytes)],
    ['Added', `${formatInstant(item.addedAt)}${item.addedByName === null ? '' : ` by ${item.addedByName}`}`],
    [
      'Viruses',
      { clean: 'Checked: none found', not_checked: 'Not checked', found: 'Found: it does not open' }[
        item.virus
      ],
    ],
    ...item.flags.map((flag): [string, ReactNode] => ['Note', flagWords[flag]]),
    [
      'SHA-256',
      <code key="hash" className="gh-hash">
        {item.sha256}
      </code>,
    ],
  ];
  return (
    <Card title="What it is">
      <SummaryList rows={rows.map(([key, value]) => ({ key: { text: key }, value: { text: value } }))} />
    </Card>
  );
}

function Custody({ view }: { readonly view: ItemView }) {
  return (
    <Card title="Everything that happened to it">
      <TableRegion label="Everything that happened to it">
        <Table
          cards
          caption="Custody"
          captionClasses="govuk-visually-hidden"
          head={[{ text: 'When' }, { text: 'What' }, { text: 'Who' }, { text: 'Why' }]}
          rows={view.custody
            .toReversed()
            .map((entry) => [
              { text: formatInstant(entry.at) },
              { text: custodyWords[entry.act] },
              { text: entry.personName ?? (entry.personId === null ? 'Gatehouse' : 'Somebody elsewhere') },
              { text: <span className="gh-kept">{entry.reason}</span> },
            ])}
        />
      </TableRegion>
    </Card>
  );
}

/** One file: never shown by itself, opened with a reason, and everything that ever happened to it. */
export function ItemPage({ context, view, sent, text, passcode }: ItemPageProps) {
  const { item, folder } = view;
  const form = (which: Sent): FormState => (sent?.which === which ? sent.form : emptyForm());
  const shared = { view, passcode };
  const locked = item.quarantinedAt !== null;
  const shown = canBeShown(item) || isShownAsText(item);
  const opens = !locked && item.virus !== 'found';
  return (
    <AppPage
      title="Evidence"
      context={context}
      errors={sent?.form.errors}
      before={
        <>
          <Breadcrumbs
            items={[
              { text: 'Concern', href: `/concerns/${item.concernId}` },
              { text: 'Files', href: `/evidence/${folder.id}` },
              { text: ourName(item) },
            ]}
          />
          {sent === undefined ? null : <FormErrors form={sent.form} />}
        </>
      }
      heading={item.called}
      detail={locked ? <Tag tone="urgent">Locked away</Tag> : undefined}
    >
      <TwoColumns side={<Facts item={item} />} sideLabel="What it is">
        {locked ? <LockedAway view={view} /> : null}
        {opens && shown ? <Reveal view={view} form={form('reveal')} text={text} /> : null}
        {opens && !shown ? <InsetText>A file of this kind is not shown here: download it.</InsetText> : null}
        {opens ? <Download {...shared} form={form('download')} /> : null}
        {opens ? <WithoutDetails {...shared} form={form('copy')} /> : null}
        {locked ? null : <LockAway view={view} form={form('lock')} />}
        {locked && folder.lead ? <PoliceCopy {...shared} form={form('police-copy')} /> : null}
        <Custody view={view} />
      </TwoColumns>
    </AppPage>
  );
}
