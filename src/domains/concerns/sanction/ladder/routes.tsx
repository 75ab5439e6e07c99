import { Invalid, NotFound } from '#platform/errors';
import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import type { Step } from '../types.ts';
import { moveForm, stepForm } from './forms.ts';
import { addStep, findLadders, moveStep, openLadder, openStep, retireStep, rewordStep } from './service.ts';
import { LadderPage } from './views/ladder-page.tsx';
import { StepPage } from './views/step-page.tsx';

interface SchoolPath {
  Params: { school: string };
}
interface StepPath {
  Params: { school: string; step: string };
}

const at = (school: string) => `/settings/sanctions/${school}`;

const asTyped = ({ called, decider, withdraws, neutral }: Step): FormState =>
  emptyForm({ called, decider, withdraws: withdraws ?? '', neutral: neutral ? 'yes' : 'no' });

async function showStep(request: WebRequest, reply: WebReply, school: string, id: string, form?: FormState) {
  const { step } = await request.asPerson((tx, me) => openStep(tx, me, school, id));
  const props = { step, title: step.called, forAdults: step.forAdults, form: form ?? asTyped(step) };
  return reply.html(<StepPage context={request.page()} back={at(school)} {...props} />);
}

interface NewPath {
  Params: { school: string; ladder: string };
}

async function showNew(
  request: WebRequest,
  reply: WebReply,
  { school, ladder }: NewPath['Params'],
  form: FormState,
) {
  const forAdults = isForAdults(ladder);
  await request.asPerson((tx, me) => openLadder(tx, me, school, forAdults));
  const props = { title: `A new step for ${ladder}`, forAdults, form };
  return reply.html(<StepPage context={request.page()} back={at(school)} {...props} />);
}

function isForAdults(ladder: string): boolean {
  if (ladder !== 'children' && ladder !== 'adults') throw new NotFound('no such ladder');
  return ladder === 'adults';
}

function newRoutes(app: WebApp): void {
  const path = '/settings/sanctions/:school/new/:ladder';
  const config = { words: ['ladder'] };
  app.get<NewPath>(path, { config }, (request, reply) =>
    showNew(request, reply, request.params, emptyForm()),
  );

  app.post<NewPath>(path, { config }, async (request, reply) => {
    const { school, ladder } = request.params;
    const forAdults = isForAdults(ladder);
    const parsed = stepForm(forAdults).parse(request.body);
    if (!parsed.ok) return showNew(request, reply.code(422), request.params, parsed.state);
    try {
      await request.asPerson((tx, me) => addStep(tx, me, school, { ...parsed.value, forAdults }));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return showNew(request, reply.code(422), request.params, { ...parsed.state, errors: error.fields });
    }
    return reply.done(at(school), 'The step was added at the end of its ladder.');
  });
}

function stepRoutes(app: WebApp): void {
  app.get<StepPath>('/settings/sanctions/:school/:step', (request, reply) =>
    showStep(request, reply, request.params.school, request.params.step),
  );

  app.post<StepPath>('/settings/sanctions/:school/:step/reword', async (request, reply) => {
    const { school, step: id } = request.params;
    const { step } = await request.asPerson((tx, me) => openStep(tx, me, school, id));
    const parsed = stepForm(step.forAdults).parse(request.body);
    if (!parsed.ok) return showStep(request, reply.code(422), school, id, parsed.state);
    try {
      await request.asPerson((tx, me) => rewordStep(tx, me, school, id, parsed.value));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return showStep(request, reply.code(422), school, id, { ...parsed.state, errors: error.fields });
    }
    return reply.done(at(school), 'Saved. Sanctions decided before keep the words they were decided in.');
  });

  app.post<StepPath>('/settings/sanctions/:school/:step/retire', async (request, reply) => {
    const { school, step } = request.params;
    await request.asPerson((tx, me) => retireStep(tx, me, school, step));
    return reply.done(at(school), 'Retired. It can be chosen no more, and stays on what was decided.');
  });

  app.post<StepPath>('/settings/sanctions/:school/:step/move', async (request, reply) => {
    const { school, step } = request.params;
    const parsed = moveForm.parse(request.body);
    if (!parsed.ok) return showStep(request, reply.code(422), school, step);
    await request.asPerson((tx, me) => moveStep(tx, me, school, step, parsed.value.to));
    return reply.done(at(school), 'Moved.');
  });
}

/** What may follow at a school, from the mildest: read by its leads, changed by its Head. */
export function ladderRoutes(app: WebApp): void {
  app.get<SchoolPath>('/settings/sanctions/:school', async (request, reply) => {
    const ladders = await request.asPerson((tx, me) => findLadders(tx, me, request.params.school));
    return reply.html(<LadderPage context={request.page()} ladders={ladders} />);
  });
  newRoutes(app);
  stepRoutes(app);
}
