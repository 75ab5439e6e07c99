import { type Check, notSeen, ok, warn } from '../types.ts';

export const outbox: Check = {
  name: 'mail-waiting',
  title: 'Mail that waits',
  run: async ({ config, database, at }) => {
    if (database.state !== 'open') return notSeen;
    // Without a mail server they count as sent: see “Mail server”.
    if (config.smtpUrl === undefined) return ok('none is sent');
    const [row] = await database
      .ask(
        `select count(*)::int as n, count(*) filter (where failure = 'the person has no address')::int as nowhere
         from mail.outbox where sent_at is null and queued_at < $1`,
        [at.subtract({ minutes: 15 }).toString()],
      )
      .catch(() => []);
    const [n, nowhere] = [Number(row?.n ?? 0), Number(row?.nowhere ?? 0)];
    if (n === nowhere) return ok(n === 0 ? 'none' : `none but ${n} to people without an address`);
    return warn(
      `${n - nowhere} for more than a quarter of an hour`,
      'People were not told by mail. They see it in Gatehouse.',
      'See “Worker” and “Mail server”; mail is tried again by itself.',
    );
  },
};
