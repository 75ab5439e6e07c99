/**
 * What a mail may say: that something waits, and a link (design rule 16). No name, no category, no school, so that
 * a mail read over a shoulder or forwarded by mistake tells nothing.
 */
export const mailTemplates = {
  waits: { subject: 'Gatehouse: something waits for you', line: 'Something in Gatehouse waits for you.' },
  urgent: {
    subject: 'Gatehouse: urgent, please open now',
    line: 'Something urgent in Gatehouse waits for you. Please open it now.',
  },
  reminder: { subject: 'Gatehouse: a reminder', line: 'Something that you took on in Gatehouse is due.' },
  update: {
    subject: 'Gatehouse: there is news for you',
    line: 'There is news about something that you did in Gatehouse.',
  },
  invitation: {
    subject: 'Gatehouse: set up your sign-in',
    line: 'You have been given an account in Gatehouse. Choose your password here within three days.',
  },
  security: {
    subject: 'Gatehouse: a sign-in was changed',
    line: 'The sign-in of somebody who reads cases was changed. Open Gatehouse to see whose, and by whom.',
  },
} as const satisfies Record<string, { subject: string; line: string }>;

export type MailTemplate = keyof typeof mailTemplates;

export function composeMail(template: MailTemplate, address: string): { subject: string; text: string } {
  const { subject, line } = mailTemplates[template];
  const text = `${line}\n\n${address}\n\nThis mail says no more on purpose. If you did not expect it, tell your IT team; do not reply.\n`;
  return { subject, text };
}

export function isMailTemplate(name: string): name is MailTemplate {
  return name in mailTemplates;
}
