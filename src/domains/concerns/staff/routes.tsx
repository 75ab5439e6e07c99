import { localDate } from '#platform/clock';
import { emptyForm } from '#platform/forms';
import type { WebApp } from '#platform/http';
import { formRoutes, reads } from '../case/form/routes.tsx';
import { dayValues } from '../case/form/start.ts';
import { assessForm, childForm, measureForm, NOT_LISTED, outcomeForm, tellForm } from './forms.ts';
import { assess, decideMeasure, nameChildRecord, recordOutcome, recordTelling } from './service.ts';
import { openStaff } from './view.ts';
import { AssessFields } from './views/assess.tsx';
import { ChildFields, MeasureFields, OutcomeFields, TellFields } from './views/fields.tsx';

const place = '#staff';

/** What is judged and done about the adult of a case. */
export function staffRoutes(app: WebApp): void {
  formRoutes(app, {
    path: 'staff/weigh',
    place,
    read: reads(assessForm, assess),
    open: (tx, me, asked) => openStaff(tx, me, 'staff_assess', asked),
    start: ({ staff: { subjects } }) => emptyForm({ subject: subjects[0]?.id ?? NOT_LISTED }),
    Fields: AssessFields,
  });
  formRoutes(app, {
    path: 'staff/outcome',
    place,
    read: reads(outcomeForm, recordOutcome),
    open: (tx, me, asked) => openStaff(tx, me, 'staff_outcome', asked),
    start: () => emptyForm(),
    Fields: OutcomeFields,
  });
  formRoutes(app, {
    path: 'staff/told',
    place,
    read: reads(tellForm, recordTelling),
    open: (tx, me, asked) => openStaff(tx, me, 'staff_tell', asked),
    start: ({ now }) => emptyForm(dayValues('happenedOn', localDate(now))),
    Fields: TellFields,
  });
  formRoutes(app, {
    path: 'staff/work',
    place,
    read: reads(measureForm, decideMeasure),
    open: (tx, me, asked) => openStaff(tx, me, 'staff_measure', asked),
    start: ({ now }) => emptyForm(dayValues('fromOn', localDate(now))),
    Fields: MeasureFields,
  });
  formRoutes(app, {
    path: 'staff/child',
    place,
    read: reads(childForm, nameChildRecord),
    open: (tx, me, asked) => openStaff(tx, me, 'staff_child', asked),
    start: () => emptyForm(),
    Fields: ChildFields,
  });
}
