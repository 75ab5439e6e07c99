import { localDate, Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Invalid } from '#platform/errors';
import type { FormValue } from '#platform/forms';
import { type ActOn, perform } from '../case/act/perform.ts';
import type { referForm } from './forms.ts';
import { insertReferral } from './queries.ts';

/** A referral is recorded once it was made; nothing is sent from here. */
export const refer = (tx: Tx, me: Me, on: ActOn, input: FormValue<typeof referForm>) =>
  perform(tx, me, on, 'refer', async ({ file }) => {
    const today = localDate(tx.at);
    if (Temporal.PlainDate.compare(input.madeOn, today) > 0)
      throw new Invalid([{ field: 'madeOn', message: 'Enter today or an earlier day' }]);
    if (Temporal.PlainDate.compare(input.nextCheck, today) < 0)
      throw new Invalid([{ field: 'nextCheck', message: 'Enter today or a later day' }]);
    const row = await insertReferral(tx, file, { ...input, state: 'made', decidedBy: me.id });
    return { body: input.reason, details: { row } };
  });
