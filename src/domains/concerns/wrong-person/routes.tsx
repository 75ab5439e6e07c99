import { emptyForm } from '#platform/forms';
import type { WebApp } from '#platform/http';
import { formRoutes, reads } from '../case/form/routes.tsx';
import { wrongPersonForm } from './forms.ts';
import { openWrongPerson, putRight } from './service.ts';
import { WrongPersonFields } from './views/fields.tsx';

/** It was somebody else: one act on one person of a case. */
export function wrongPersonRoutes(app: WebApp): void {
  formRoutes(app, {
    path: 'people/:row/wrong-person',
    place: '#support',
    read: reads(wrongPersonForm, putRight),
    open: openWrongPerson,
    start: () => emptyForm({}),
    Fields: WrongPersonFields,
  });
}
