import type { ReactNode } from 'react';
import { placeOf, searchPeople } from '#domains/people';
import { Invalid, NotFound, Unavailable } from '#platform/errors';
import { emptyForm, type FormState, readValues, type Values } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { mailLeaves } from '#platform/mailer';
import { aboutMeRoutes } from './about-me/routes.tsx';
import { formOf } from './complete.ts';
import { additionForm, type StartAnswers, startForm } from './forms.ts';
import {
  loadCheck,
  loadDevice,
  loadMine,
  loadMyReport,
  loadStart,
  loadStep,
  type StepData,
} from './pages.ts';
import { problemsWithPeople } from './people.ts';
import {
  addToReport,
  discardDraft,
  draftPeople,
  keepImageAnswer,
  refusedAtStart,
  saveStep,
  sendReport,
  startDraft,
} from './service.ts';
import { isStep, type Step, stepAfter } from './steps.ts';
import { CheckPage } from './views/check.tsx';
import { DevicePage, ImageStep } from './views/image.tsx';
import { MyReportPage, MyReportsPage } from './views/mine.tsx';
import { StartPage, StartStep } from './views/start.tsx';
import { WhatStep } from './views/what.tsx';
import { WhoStep } from './views/who.tsx';
import { WordsStep } from './views/words.tsx';

interface DraftPath {
  Params: { draft: string };
}
interface StepPath {
  Params: { draft: string; step: string };
}

function stepOf(request: WebRequest & { params: StepPath['Params'] }): { draft: string; step: Step } {
  const { draft, step } = request.params;
  if (!isStep(step)) throw new NotFound('no such page of a report');
  return { draft, step };
}

const STEP = { config: { words: ['step'] } } as const;

const draftPath = (draft: string, page: string) => `/concerns/report/${draft}/${page}`;

/** Carried from "Change" on the check page, so that "Continue" leads back there. */
const isFromCheck = (request: WebRequest): boolean =>
  (request.query as { readonly from?: string }).from === 'check';

const samePage = (request: WebRequest, draft: string, step: Step) =>
  `${draftPath(draft, step)}${isFromCheck(request) ? '?from=check' : ''}`;

function stepPage(request: WebRequest, data: StepData, form: FormState) {
  const fromCheck = isFromCheck(request);
  const shared = { context: request.page(), draftId: data.draft.id, form, fromCheck };
  const pages: Record<Step, () => ReactNode> = {
    start: () => <StartStep {...shared} schools={data.schools} readers={data.readers} />,
    who: () => (
      <WhoStep
        {...shared}
        schoolId={data.searches ? data.draft.schoolId : undefined}
        people={data.people}
        found={data.found}
      />
    ),
    what: () => <WhatStep {...shared} />,
    image: () => <ImageStep {...shared} />,
    words: () => <WordsStep {...shared} />,
  };
  return <>{pages[data.step]()}</>;
}

function startRoutes(app: WebApp): void {
  const start = (request: WebRequest) =>
    request.asPerson((tx, me) => loadStart(tx, me, mailLeaves(app.services)));
  app.get('/concerns/report', async (request, reply) => {
    const data = await start(request);
    return reply.html(<StartPage context={request.page()} form={emptyForm()} {...data} />);
  });

  app.post('/concerns/report', async (request, reply) => {
    const posted = readValues(request.body);
    const parsed = startForm(app.services.clock.now()).parse(posted);
    if (!parsed.ok) {
      const data = await start(request);
      return reply.code(422).html(<StartPage context={request.page()} form={parsed.state} {...data} />);
    }
    const nobody = await request.asPerson((tx, me) => refusedAtStart(tx, me, parsed.value));
    if (nobody !== undefined) {
      const data = await start(request);
      const form = { ...parsed.state, errors: [{ field: 'about', message: nobody }] };
      return reply.code(422).html(<StartPage context={request.page()} form={form} {...data} />);
    }
    try {
      const id = await request.asPerson((tx, me) => startDraft(tx, me, posted));
      return reply.done(draftPath(id, 'who'));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const data = await start(request);
      const form = { ...parsed.state, errors: error.fields };
      return reply.code(422).html(<StartPage context={request.page()} form={form} {...data} />);
    }
  });
}

/** What "Continue" asks of a page beside its own form. */
async function problemsOf(request: WebRequest, data: StepData): Promise<FormState> {
  const parsed = formOf(data.step, request.server.services.clock.now()).parse(data.draft.fields);
  if (!parsed.ok) return parsed.state;
  if (data.step === 'start') {
    const answers = parsed.value as StartAnswers;
    const nobody = await request.asPerson((tx, me) => refusedAtStart(tx, me, answers));
    return nobody === undefined
      ? parsed.state
      : { ...parsed.state, errors: [{ field: 'about', message: nobody }] };
  }
  if (data.step === 'what') return { ...parsed.state, errors: data.problems };
  if (data.step !== 'who') return parsed.state;
  const people = await request.asPerson((tx) => draftPeople(tx, data.draft));
  return { ...parsed.state, errors: problemsWithPeople(data.draft.fields, people) };
}

function nextPage(draft: string, step: Step, fields: Values): string {
  const image = fields.indecent_image?.[0];
  if (step === 'image' && (image === 'yes' || image === 'not_sure')) return draftPath(draft, 'device');
  return draftPath(draft, stepAfter(step));
}

/** "Search" without a script: the same page with what was found. */
async function searchAgain(
  request: WebRequest,
  reply: WebReply,
  data: StepData,
  posted: Values,
): Promise<WebReply> {
  const words = posted.person_search?.[0] ?? '';
  const found = data.searches
    ? await request.asPerson((tx) => searchPeople(tx, data.draft.schoolId, words))
    : [];
  const listed = found.map((person) => ({ id: person.id, name: person.name, place: placeOf(person) }));
  const form = { values: { ...data.draft.fields, person_search: [words] }, errors: [] };
  return reply.html(stepPage(request, { ...data, found: listed }, form));
}

/** The Search button, or the Enter key after a name of which nobody was chosen yet. */
const looksUp = (posted: Values): boolean =>
  posted.search !== undefined ||
  (posted.do?.[0] === 'enter' && !posted.person_add?.[0] && (posted.person_search?.[0] ?? '').trim() !== '');

async function submitStep(
  request: WebRequest,
  reply: WebReply,
  draft: string,
  step: Step,
): Promise<WebReply> {
  const posted = readValues(request.body);
  const data = await request.asPerson(async (tx, me) => {
    const saved = await saveStep(tx, draft, step, posted);
    if (step === 'image') await keepImageAnswer(tx, saved);
    return loadStep(tx, me, draft, step, mailLeaves(request.server.services));
  });
  if (looksUp(posted)) return searchAgain(request, reply, data, posted);
  const pressed = posted.do?.[0] ?? 'continue';
  if (pressed === 'files') return reply.done(`/evidence/${draft}`);
  if (pressed === 'later')
    return reply.done('/', 'Your report is kept. Nobody else can see it until you send it.');
  if (pressed !== 'continue') return reply.done(samePage(request, draft, step));
  const form = await problemsOf(request, data);
  if (form.errors.length > 0) return reply.code(422).html(stepPage(request, data, form));
  const next = nextPage(draft, step, data.draft.fields);
  const device = next === draftPath(draft, 'device');
  return reply.done(isFromCheck(request) && !device ? draftPath(draft, 'check') : next);
}

function stepRoutes(app: WebApp): void {
  app.get<StepPath & { Querystring: { kept?: string } }>(
    '/concerns/report/:draft/:step',
    STEP,
    async (request, reply) => {
      const { draft, step } = stepOf(request);
      const data = await request.asPerson((tx, me) =>
        loadStep(tx, me, draft, step, mailLeaves(app.services), request.query.kept),
      );
      if (data.draft.sentConcernId !== null) return reply.done(`/concerns/mine/${data.draft.sentConcernId}`);
      return reply.html(stepPage(request, data, { values: data.draft.fields, errors: data.problems }));
    },
  );

  app.post<StepPath>('/concerns/report/:draft/:step', STEP, async (request, reply) => {
    const { draft, step } = stepOf(request);
    return submitStep(request, reply, draft, step);
  });

  app.post<StepPath>('/concerns/report/:draft/:step/save', STEP, async (request, reply) => {
    const { draft, step } = stepOf(request);
    await request.asPerson((tx) => saveStep(tx, draft, step, readValues(request.body)));
    return reply.code(204).send();
  });
}

/** What stopped it is said where Send was pressed; the draft is as it was. */
async function showCheckAgain(
  request: WebRequest,
  reply: WebReply,
  draft: string,
  message: string,
): Promise<WebReply> {
  const data = await request.asPerson((tx, me) => loadCheck(tx, me, draft));
  if (data.kind !== 'complete') return reply.done(draftPath(draft, 'check'));
  const form = { values: {}, errors: [{ field: 'send', message }] };
  return reply.code(422).html(<CheckPage context={request.page()} form={form} draftId={draft} {...data} />);
}

function sendRoutes(app: WebApp): void {
  app.get<DraftPath>('/concerns/report/:draft/device', async (request, reply) => {
    const { draft, ...device } = await request.asPerson((tx, me) => loadDevice(tx, me, request.params.draft));
    const about = draft.fields.about?.[0] ?? 'child';
    return reply.html(<DevicePage context={request.page()} draftId={draft.id} about={about} {...device} />);
  });

  app.get<DraftPath>('/concerns/report/:draft/check', async (request, reply) => {
    const { draft } = request.params;
    const data = await request.asPerson((tx, me) => loadCheck(tx, me, draft));
    if (data.kind === 'sent') return reply.done(`/concerns/mine/${data.concernId}`);
    if (data.kind === 'unfinished') return reply.done(draftPath(draft, data.step));
    return reply.html(<CheckPage context={request.page()} form={emptyForm()} draftId={draft} {...data} />);
  });

  app.post<DraftPath>('/concerns/report/:draft/send', async (request, reply) => {
    const { draft } = request.params;
    try {
      const id = await request.asPerson((tx, me) => sendReport(tx, me, draft));
      return reply.done(`/concerns/mine/${id}?sent=1`);
    } catch (error) {
      if (error instanceof Invalid) return reply.done(draftPath(draft, 'check'));
      if (!(error instanceof Unavailable)) throw error;
      return showCheckAgain(request, reply, draft, error.userMessage);
    }
  });

  app.post<DraftPath>('/concerns/report/:draft/discard', async (request, reply) => {
    const { draft } = request.params;
    await request.asPerson((tx) => discardDraft(tx, draft));
    return reply.done('/concerns/report', 'The draft is deleted.');
  });
}

function mineRoutes(app: WebApp, note: ReactNode): void {
  app.get('/concerns/mine', async (request, reply) => {
    const reports = await request.asPerson(loadMine);
    const earlierWithheld = request.me?.earlierWithheld ?? false;
    return reply.html(
      <MyReportsPage
        context={request.page()}
        reports={reports}
        earlierWithheld={earlierWithheld}
        note={note}
      />,
    );
  });

  app.get<{ Params: { id: string }; Querystring: { sent?: string } }>(
    '/concerns/mine/:id',
    async (request, reply) => {
      const justSent = request.query.sent === '1';
      const data = await request.asPerson((tx, me) => loadMyReport(tx, me, request.params.id, justSent));
      return reply.html(
        <MyReportPage
          context={request.page()}
          form={emptyForm()}
          justSent={justSent}
          note={note}
          {...data}
        />,
      );
    },
  );

  const showAgain = async (request: WebRequest, reply: WebReply, id: string, form: FormState) => {
    const data = await request.asPerson((tx, me) => loadMyReport(tx, me, id));
    const page = { context: request.page(), form, justSent: false, note };
    return reply.code(422).html(<MyReportPage {...page} {...data} />);
  };

  app.post<{ Params: { id: string } }>('/concerns/mine/:id/add', async (request, reply) => {
    const { id } = request.params;
    const parsed = additionForm.parse(request.body);
    if (!parsed.ok) return showAgain(request, reply, id, parsed.state);
    try {
      await request.asPerson(async (tx, me) => {
        await loadMyReport(tx, me, id);
        await addToReport(tx, me, id, parsed.value.addition);
      });
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return showAgain(request, reply, id, { ...parsed.state, errors: error.fields });
    }
    return reply.done(
      `/concerns/mine/${id}`,
      'Added. Those who were told of your report are told of this too.',
    );
  });
}

/**
 * The reporter's side. `note` stands beside their pages: where they find support themselves (CT-well).
 */
export function reportRoutes(app: WebApp, note: ReactNode): void {
  startRoutes(app);
  aboutMeRoutes(app);
  sendRoutes(app);
  stepRoutes(app);
  mineRoutes(app, note);
}
