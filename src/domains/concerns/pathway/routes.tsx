import { localDate } from '#platform/clock';
import { emptyForm } from '#platform/forms';
import type { WebApp } from '#platform/http';
import { formRoutes, reads } from '../case/form/routes.tsx';
import { dayValues } from '../case/form/start.ts';
import { answerForm, notNeededForm, openForm, unprefixed } from './forms.ts';
import { answerStep, notNeeded, openPathway } from './service.ts';
import { type AnswerView, openAnswer, openNew, openNotNeeded, readChecklist } from './view.ts';
import { ChecklistPage } from './views/checklist-page.tsx';
import { AnswerFields, NewPathwayFields, NotNeededFields } from './views/fields.tsx';

const place = '#pathways';

/** What was answered until now, to be changed; a log begins a new line. */
function startOf({ step, pathway, now }: AnswerView) {
  const last = pathway.given.findLast((one) => one.step === step.id);
  return emptyForm({
    choice: last?.answer ?? undefined,
    reason: last?.reason ?? undefined,
    ...dayValues('on', localDate(now)),
  });
}

const readAnswer = reads(answerForm, answerStep);

/** The pathways of one case: the checklist, a save a step. */
export function pathwayRoutes(app: WebApp): void {
  formRoutes(app, {
    path: 'pathways/new',
    place,
    read: reads(openForm, openPathway),
    open: openNew,
    start: () => emptyForm(),
    Fields: NewPathwayFields,
  });
  app.get<{ Params: { id: string; row: string } }>('/concerns/:id/pathways/:row', async (request, reply) => {
    const { id, row } = request.params;
    const view = await request.asPerson((tx, me) => readChecklist(tx, me, id, row));
    return reply.html(<ChecklistPage context={request.page()} view={view} />);
  });
  formRoutes(app, {
    path: 'pathways/:row/answer',
    place,
    read: (body) => readAnswer(unprefixed(body)),
    open: openAnswer,
    start: startOf,
    Fields: AnswerFields,
  });
  formRoutes(app, {
    path: 'pathways/:row/not-needed',
    place,
    read: reads(notNeededForm, notNeeded),
    open: openNotNeeded,
    start: () => emptyForm(),
    Fields: NotNeededFields,
  });
}
