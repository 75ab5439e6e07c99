import { greetMailServer } from '#platform/mailer';
import { type Check, fail, ok, warn } from '../types.ts';

/** A greeting alone: it signs in nowhere and sends nothing. */
export const mail: Check = {
  name: 'mail-server',
  title: 'Mail server',
  run: async ({ config }) => {
    if (config.smtpUrl === undefined)
      return warn(
        'SMTP_URL is not set',
        'No mail leaves: people are told in Gatehouse only.',
        'Set SMTP_URL.',
      );
    const why = await greetMailServer(config.smtpUrl);
    if (why === undefined) return ok('answers');
    return fail(
      `does not answer: ${why}`,
      'Mail waits until it does.',
      'Check SMTP_URL, the server, and the way to it.',
    );
  },
};
