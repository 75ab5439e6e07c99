import { localDate } from '#platform/clock';
import { emptyForm } from '#platform/forms';
import type { WebApp } from '#platform/http';
import { formRoutes, reads } from '../case/form/routes.tsx';
import { dayValues } from '../case/form/start.ts';
import { checkInForm, endForm, planForm } from './forms.ts';
import { checkIn, endPlan, openPlan, openSupport, planSupport } from './service.ts';
import { CheckInFields, EndFields, PlanFields } from './views/fields.tsx';

const place = '#support';
const WEEK = { days: 7 };

/** Support for somebody of a case: planned, looked after, ended. */
export function supportPlanRoutes(app: WebApp): void {
  formRoutes(app, {
    path: 'people/:row/support',
    place,
    read: reads(planForm, planSupport),
    open: openPlan,
    start: ({ myId, now }) => emptyForm({ owner: myId, ...dayValues('checkIn', localDate(now).add(WEEK)) }),
    Fields: PlanFields,
  });
  formRoutes(app, {
    path: 'supports/:row/check-in',
    place,
    read: reads(checkInForm, checkIn),
    open: openSupport('support_check_in'),
    start: ({ now }) => emptyForm(dayValues('next', localDate(now).add(WEEK))),
    Fields: CheckInFields,
  });
  formRoutes(app, {
    path: 'supports/:row/end',
    place,
    read: reads(endForm, endPlan),
    open: openSupport('support_end'),
    start: () => emptyForm({}),
    Fields: EndFields,
  });
}
