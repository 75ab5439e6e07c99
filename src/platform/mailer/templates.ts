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
    line: 'The sign-in or a duty of somebody who reads cases was changed. Open Gatehouse to see whose.',
  },
  reset: {
    subject: 'Gatehouse: a new code for your sign-in',
    line: 'A one-time code was made for your sign-in. If you did not ask for it, tell your designated safeguarding lead at once.',
  },
  vouch: {
    subject: 'Gatehouse: is this really them?',
    line: 'One person alone gave a colleague a new sign-in, and it was used. Open Gatehouse and say whether it is really them.',
  },
  setting: {
    subject: 'Gatehouse: a setting was changed',
    line: 'A setting that decides who is told of something, and when, was changed. Open Gatehouse to see which.',
  },
  identity: {
    subject: 'Gatehouse: a sealed name was opened',
    line: 'Two colleagues agreed to open the name of somebody who told something in confidence.',
  },
  vouched: {
    subject: 'Gatehouse: somebody was vouched for',
    line: 'A case reader said that a colleague with a new sign-in is really them. If you doubt it, ask them both.',
  },
} as const satisfies Record<string, { subject: string; line: string }>;

export type MailTemplate = keyof typeof mailTemplates;

export function composeMail(template: MailTemplate, address: string): { subject: string; text: string } {
  const { subject, line } = mailTemplates[template];
  const text = `${line}\n\n${address}\n\nThis mail says no more on purpose. If you did not expect it, tell your designated safeguarding lead; do not reply.\n`;
  return { subject, text };
}

export function isMailTemplate(name: string): name is MailTemplate {
  return name in mailTemplates;
}
