import { localDate } from '#platform/clock';
import { emptyForm } from '#platform/forms';
import type { WebApp } from '#platform/http';
import { formRoutes, reads } from '../case/form/routes.tsx';
import { dayValues } from '../case/form/start.ts';
import { openForm } from '../case/form/view.ts';
import { notReferForm, referForm, seenForm, stepForm } from './forms.ts';
import { isRecipient } from './recipients.ts';
import { hear, notRefer, refer, seePoliceReason } from './service.ts';
import { openReferral } from './view.ts';
import { NotReferFields, ReferFields, SeenFields, StepFields } from './views/fields.tsx';

const place = '#referrals';

/** Whom the link to a form names. */
const recipientOf = (to: string | undefined) => (to !== undefined && isRecipient(to) ? to : undefined);

/** Referrals of one case, each deed a form in the frame of the case's own. */
export function referralRoutes(app: WebApp): void {
  formRoutes(app, {
    path: 'referrals/new',
    place,
    read: reads(referForm, refer),
    open: (tx, me, asked) => openForm(tx, me, 'refer', asked),
    start: ({ now }, { to }) =>
      emptyForm({ ...dayValues('madeOn', localDate(now)), recipient: recipientOf(to) }),
    Fields: ReferFields,
  });
  formRoutes(app, {
    path: 'referrals/not',
    place,
    read: reads(notReferForm, notRefer),
    open: (tx, me, asked) => openForm(tx, me, 'not_refer', asked),
    start: (_, { to }) => emptyForm({ recipient: recipientOf(to) }),
    Fields: NotReferFields,
  });
  formRoutes(app, {
    path: 'referrals/:row/heard',
    place,
    read: reads(stepForm, hear),
    open: (tx, me, asked) => openReferral(tx, me, 'referral_step', asked),
    start: ({ now, referral }) =>
      emptyForm({ ...dayValues('happenedOn', localDate(now)), reference: referral.reference ?? undefined }),
    Fields: StepFields,
  });
  formRoutes(app, {
    path: 'referrals/:row/seen',
    place,
    read: reads(seenForm, seePoliceReason),
    open: (tx, me, asked) => openReferral(tx, me, 'police_reason_seen', asked),
    start: () => emptyForm(),
    Fields: SeenFields,
  });
}
