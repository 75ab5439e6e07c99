import type { ReactElement } from 'react';
import { type Instant, localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { emptyForm, type Form } from '#platform/forms';
import type { WebApp } from '#platform/http';
import type { Done } from '../case/act/perform.ts';
import { type FieldsOf, formRoutes, type RowOn, reads } from '../case/form/routes.tsx';
import { dayValues } from '../case/form/start.ts';
import type { FormView } from '../case/form/view.ts';
import { openAnswer } from './appeal.ts';
import { proposeForm, sanctionForms } from './forms.ts';
import { openSanction, type SanctionView } from './one.ts';
import * as service from './service.ts';
import type { SanctionDeed } from './states.ts';
import * as deed from './views/deed-fields.tsx';
import { ProposeFields } from './views/propose-fields.tsx';

const place = '#sanctions';
const today = (name: string, now: Instant) => dayValues(name, localDate(now));

/** Days in which somebody may appeal, where nothing else is said. */
const APPEAL_DAYS = 10;

const startToday = ({ now }: FormView) =>
  emptyForm({
    ...today('starts', now),
    ...dayValues('appealBy', localDate(now).add({ days: APPEAL_DAYS })),
    ...today('toldOn', now),
    ...today('appealedOn', now),
  });

function deedRoutes<T>(
  app: WebApp,
  path: string,
  id: SanctionDeed,
  form: Form<T>,
  act: (tx: Tx, me: Me, on: RowOn, input: T) => Promise<Done>,
  Fields: (props: FieldsOf<SanctionView>) => ReactElement | null,
): void {
  formRoutes<SanctionView>(app, {
    path: `sanctions/:row/${path}`,
    place,
    read: reads(form, act),
    open: openSanction(id),
    start: startToday,
    Fields,
  });
}

/** Sanctions of one case: proposed for somebody, and each deed with one of them. */
export function sanctionRoutes(app: WebApp): void {
  formRoutes(app, {
    path: 'people/:row/sanction',
    place,
    read: reads(proposeForm, service.propose),
    open: service.openPropose,
    start: startToday,
    Fields: ProposeFields,
  });
  const f = sanctionForms;
  deedRoutes(app, 'decide', 'sanction_decide', f.sanction_decide, service.decideSanction, deed.DecideFields);
  deedRoutes(app, 'drop', 'sanction_drop', f.sanction_drop, service.dropSanction, deed.WhyFields);
  deedRoutes(app, 'tell', 'sanction_tell', f.sanction_tell, service.tell, deed.TellFields);
  deedRoutes(app, 'appeal', 'sanction_appeal', f.sanction_appeal, service.appeal, deed.AppealFields);
  formRoutes(app, {
    path: 'sanctions/:row/answer',
    place,
    read: reads(f.sanction_answer, service.answerAppeal),
    open: openAnswer,
    start: startToday,
    Fields: deed.AnswerFields,
  });
  deedRoutes(app, 'serve', 'sanction_serve', f.sanction_serve, service.serve, deed.ServeFields);
  deedRoutes(app, 'reverse', 'sanction_reverse', f.sanction_reverse, service.reverse, deed.WhyFields);
}
