import { localDate } from '#platform/clock';
import { emptyForm } from '#platform/forms';
import type { WebApp } from '#platform/http';
import { formRoutes, reads } from '../case/form/routes.tsx';
import { dayValues } from '../case/form/start.ts';
import { openForm } from '../case/form/view.ts';
import { referForm } from './forms.ts';
import { refer } from './service.ts';
import { ReferFields } from './views/fields.tsx';

/** Referrals of one case, each deed a form in the frame of the case's own. */
export function referralRoutes(app: WebApp): void {
  formRoutes(app, {
    path: 'referrals/new',
    place: '#referrals',
    read: reads(referForm, refer),
    open: (tx, me, asked) => openForm(tx, me, 'refer', asked),
    start: ({ now }) => emptyForm(dayValues('madeOn', localDate(now))),
    Fields: ReferFields,
  });
}
