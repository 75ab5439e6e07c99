import { createTransport } from 'nodemailer';
import type { Config } from '#platform/config';

export interface Outgoing {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The outbox row's id: a mail sent twice after a crash carries the same Message-ID, so it shows once. */
  readonly id: string;
}

export interface Mailer {
  send(mail: Outgoing): Promise<void>;
  close(): void;
}

/** Whether a mail goes anywhere: to a mail server, or in the demo to its outbox. Else nobody is promised one. */
export function mailLeaves(services: {
  readonly config: Pick<Config, 'smtpUrl'>;
  readonly demo: boolean;
}): boolean {
  return services.demo || services.config.smtpUrl !== undefined;
}

/** Without `SMTP_URL` mails stay in the outbox, which the demo shows; `doctor` says so elsewhere. */
export function createMailer(config: Config): Mailer {
  if (config.smtpUrl === undefined) return { send: async () => {}, close: () => {} };
  const transport = createTransport({ url: config.smtpUrl, disableFileAccess: true, disableUrlAccess: true });
  const domain = new URL(config.origin).hostname;
  return {
    send: async (mail) => {
      await transport.sendMail({
        from: config.mailFrom,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        messageId: `<${mail.id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
}

const GREETING_MS = 2_500;

/** Says hello to the mail server, signs in nowhere and sends nothing; gives why it did not answer. */
export async function greetMailServer(smtpUrl: string): Promise<string | undefined> {
  const url = new URL(smtpUrl);
  url.username = '';
  url.password = '';
  const transport = createTransport({
    url: url.toString(),
    connectionTimeout: GREETING_MS,
    greetingTimeout: GREETING_MS,
    dnsTimeout: GREETING_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.verify();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown';
  } finally {
    transport.close();
  }
}
