import { NotFound } from '#platform/errors';
import type { WebApp } from '#platform/http';
import { composeMail, findMail, findRecentMails, isMailTemplate, type OutboxMail } from '#platform/mailer';
import { UiGallery } from '#platform/ui';
import { MailPage, OutboxPage, type ShownMail } from './outbox-pages.tsx';

const postman = { kind: 'system', role: 'postman' } as const;

function shown(origin: string, mail: OutboxMail): ShownMail {
  if (!isMailTemplate(mail.template)) return { ...mail, subject: mail.template, lines: [] };
  const { subject, text } = composeMail(mail.template, `${origin}${mail.link}`);
  return { ...mail, subject, lines: text.split('\n').filter((line) => line !== '') };
}

/** What exists in the demo alone: its mails, and every component of the pages. */
export function demoOnlyRoutes(app: WebApp): void {
  const { config, database, demo } = app.services;
  if (!demo) return;

  app.get('/outbox', async (request, reply) => {
    const mails = await database.withActor(postman, findRecentMails);
    return reply.html(
      <OutboxPage context={request.page()} mails={mails.map((mail) => shown(config.origin, mail))} />,
    );
  });

  app.get<{ Params: { mail: string } }>('/outbox/:mail', async (request, reply) => {
    const { mail: id } = request.params;
    const mail = await database.withActor(postman, (tx) => findMail(tx, id));
    if (mail === undefined) throw new NotFound('no such mail');
    return reply.html(<MailPage context={request.page()} mail={shown(config.origin, mail)} />);
  });

  app.get('/dev/ui', (request, reply) => reply.html(<UiGallery context={request.page()} />));
}
