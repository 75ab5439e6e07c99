import { formatInstant } from '#platform/clock';
import type { OutboxMail } from '#platform/mailer';
import { BackLink, Card, type PageContext, PlainPage, WorkList } from '#platform/ui';

export interface ShownMail extends OutboxMail {
  readonly subject: string;
  readonly lines: readonly string[];
}

export function OutboxPage({
  context,
  mails,
}: {
  readonly context: PageContext;
  readonly mails: readonly ShownMail[];
}) {
  return (
    <PlainPage context={context} title="Outbox" heading="Mails of the demo">
      <p className="gh-muted">
        They leave no further than this page. Each says that something waits, with a link, and nothing that
        tells.
      </p>
      <Card>
        <WorkList
          empty="No mail has left yet."
          items={mails.map((mail) => ({
            title: <a href={`/outbox/${mail.id}`}>{mail.subject}</a>,
            detail: `To ${mail.to ?? 'nobody: no address is held'}`,
            when: formatInstant(mail.queuedAt),
          }))}
        />
      </Card>
    </PlainPage>
  );
}

export function MailPage({ context, mail }: { readonly context: PageContext; readonly mail: ShownMail }) {
  return (
    <PlainPage context={context} title="A mail" heading={mail.subject}>
      <BackLink href="/outbox">Mails of the demo</BackLink>
      <p className="gh-muted">
        To {mail.to ?? 'nobody: no address is held'} · {formatInstant(mail.queuedAt)} ·{' '}
        {mail.sentAt === null ? 'waits to leave' : 'left'}
      </p>
      <Card>
        {mail.lines.map((line) => (
          <p key={line}>{line.startsWith('http') ? <a href={mail.link}>{line}</a> : line}</p>
        ))}
      </Card>
    </PlainPage>
  );
}
