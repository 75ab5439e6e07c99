import type { Tx } from '#platform/db';
import { insertMails } from './queries.ts';
import type { MailTemplate } from './templates.ts';

export type { MailTemplate };

/** Queues mails in the caller's transaction: they leave when it commits, and not otherwise. `link` is a path of ours. */
export function queueMail(
  tx: Tx,
  personIds: readonly string[],
  mail: { readonly template: MailTemplate; readonly link: string },
): Promise<void> {
  return insertMails(
    tx,
    [...new Set(personIds)].map((personId) => ({ personId, ...mail })),
  );
}
