import { localDate } from '#platform/clock';
import { emptyForm } from '#platform/forms';
import type { WebApp } from '#platform/http';
import { formRoutes, reads } from '../case/form/routes.tsx';
import { dayValues } from '../case/form/start.ts';
import { duties } from './duties.ts';
import { dutyForm } from './forms.ts';
import { openDuty, recordDuty } from './service.ts';
import { DutyFields } from './views/fields.tsx';

/** Personal duties of law, recorded a person. */
export function dutyRoutes(app: WebApp): void {
  formRoutes(app, {
    path: 'duties/:row',
    rowIsWord: true,
    place: '#duties',
    read: reads(dutyForm, recordDuty),
    open: openDuty,
    start: ({ now, file, duty }) =>
      emptyForm({
        ...dayValues('toldOn', localDate(now)),
        person: file.reporterId ?? undefined,
        toldWhom: duties[duty].toWhom,
      }),
    Fields: DutyFields,
  });
}
