import type { LocalDate } from '#platform/clock';
import { Invalid } from '#platform/errors';
import { emptyForm, type Form, type FormState, optionalDay, readValues } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { isUuid } from '#platform/ids';
import { end, give, showEnding, showGive } from './change.ts';
import { endForm, giveForm, handOverForm, notesForm } from './forms.ts';
import { decideHandover, handOver, leaveNotes, showHandOver, showHandover } from './handover.ts';
import { loadBoard, loadHistory, loadTrust } from './service.ts';
import { BoardPage } from './views/board.tsx';
import { EndPage } from './views/end.tsx';
import { GivePage } from './views/give.tsx';
import { AskedHandoverPage, HandOverPage } from './views/hand-over.tsx';
import { HistoryPage } from './views/history.tsx';
import { boardPath } from './views/parts.tsx';
import { TrustPage } from './views/trust.tsx';

interface IdPath {
  Params: { id: string };
}

function asked(request: WebRequest, name: string): string {
  return readValues(request.query)[name]?.[0] ?? '';
}

interface AskedDay {
  readonly day: LocalDate | null;
  readonly form: FormState;
}

/** The day in the address; one that is none is said beside its boxes, and today is shown. */
function askedDay(request: WebRequest): AskedDay {
  const values = readValues(request.query);
  const read = optionalDay()(values, 'on');
  if ('value' in read) return { day: read.value, form: { values, errors: [] } };
  return { day: null, form: { values, errors: [{ field: 'on', message: read.problem }] } };
}

function boardRoutes(app: WebApp): void {
  app.get('/responsibilities', async (request, reply) => {
    const { day, form } = askedDay(request);
    const at = asked(request, 'at');
    const placeId = isUuid(at) ? at : null;
    const board = await request.asPerson((tx, me) => loadBoard(tx, me, { placeId, day }));
    return reply.html(<BoardPage context={request.page()} board={board} form={form} />);
  });

  app.get('/responsibilities/trust', async (request, reply) => {
    const board = await request.asPerson(loadTrust);
    return reply.html(<TrustPage context={request.page()} board={board} />);
  });

  app.get('/responsibilities/history', async (request, reply) => {
    const history = await request.asPerson((tx, me) => loadHistory(tx, me, asked(request, 'at')));
    return reply.html(<HistoryPage context={request.page()} history={history} />);
  });
}

/** Parses, acts and goes on; what cannot be taken is shown again with everything that was typed. */
async function submit<T>(
  request: WebRequest,
  reply: WebReply,
  form: Form<T>,
  show: (form: FormState) => Promise<WebReply>,
  act: (value: T) => Promise<WebReply>,
): Promise<WebReply> {
  const parsed = form.parse(request.body);
  if (!parsed.ok) {
    reply.code(422);
    return show(parsed.state);
  }
  try {
    return await act(parsed.value);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    reply.code(422);
    return show({ values: parsed.state.values, errors: error.fields });
  }
}

function giveRoutes(app: WebApp): void {
  const what = (request: WebRequest) => ({ placeId: asked(request, 'at'), kind: asked(request, 'kind') });
  const show = async (request: WebRequest, reply: WebReply, form: FormState) => {
    const choices = await request.asPerson((tx, me) => showGive(tx, me, what(request)));
    return reply.html(<GivePage context={request.page()} choices={choices} form={form} />);
  };
  app.get('/responsibilities/give', (request, reply) => show(request, reply, emptyForm()));
  app.post('/responsibilities/give', (request, reply) =>
    submit(
      request,
      reply,
      giveForm,
      (form) => show(request, reply, form),
      async (value) => {
        await request.asPerson((tx, me) => give(tx, me, { ...value, ...what(request) }));
        return reply.done(
          boardPath(what(request).placeId),
          'Given. It stands in the list from its first day.',
        );
      },
    ),
  );
}

function endRoutes(app: WebApp): void {
  const show = async (request: WebRequest, reply: WebReply, id: string, form: FormState) => {
    const ending = await request.asPerson((tx, me) => showEnding(tx, me, id));
    return reply.html(<EndPage context={request.page()} ending={ending} form={form} />);
  };
  app.get<IdPath>('/responsibilities/:id/end', (request, reply) =>
    show(request, reply, request.params.id, emptyForm()),
  );
  app.post<IdPath>('/responsibilities/:id/end', (request, reply) => {
    const { id } = request.params;
    return submit(
      request,
      reply,
      endForm,
      (form) => show(request, reply, id, form),
      async (value) => {
        await request.asPerson((tx, me) => end(tx, me, id, value));
        return reply.done('/responsibilities', 'Ended. Who held it until then stays in the record.');
      },
    );
  });
}

function handOverRoutes(app: WebApp): void {
  const show = async (request: WebRequest, reply: WebReply, id: string, form: FormState) => {
    const handing = await request.asPerson((tx, me) => showHandOver(tx, me, id));
    return reply.html(<HandOverPage context={request.page()} handing={handing} form={form} />);
  };
  app.get<IdPath>('/responsibilities/:id/hand-over', (request, reply) =>
    show(request, reply, request.params.id, emptyForm()),
  );
  app.post<IdPath>('/responsibilities/:id/notes', (request, reply) => {
    const { id } = request.params;
    return submit(
      request,
      reply,
      notesForm,
      (form) => show(request, reply, id, form),
      async (value) => {
        await request.asPerson((tx, me) => leaveNotes(tx, me, id, value));
        return reply.done('/responsibilities', 'Your notes are with your successor.');
      },
    );
  });
  app.post<IdPath>('/responsibilities/:id/hand-over', (request, reply) => {
    const { id } = request.params;
    return submit(
      request,
      reply,
      handOverForm,
      (form) => show(request, reply, id, form),
      async (value) => {
        const holds = await request.asPerson((tx, me) => handOver(tx, me, id, value));
        return reply.done(
          '/responsibilities',
          holds ? 'Handed over.' : 'Asked. It holds once it is agreed to.',
        );
      },
    );
  });
}

function decisionRoutes(app: WebApp): void {
  app.get<IdPath>('/responsibilities/handover/:id', async (request, reply) => {
    const handover = await request.asPerson((tx, me) => showHandover(tx, me, request.params.id));
    return reply.html(<AskedHandoverPage context={request.page()} handover={handover} />);
  });
  for (const [word, agreed, said] of [
    ['agree', true, 'Agreed. It passes on from its day.'],
    ['decline', false, 'It stays where it is.'],
  ] as const) {
    app.post<IdPath>(`/responsibilities/handover/:id/${word}`, async (request, reply) => {
      await request.asPerson((tx, me) => decideHandover(tx, me, request.params.id, agreed));
      return reply.done('/responsibilities', said);
    });
  }
}

/** Who is responsible for what: for everybody to read, for the Head and the trust's lead to change. */
export function responsibilityRoutes(app: WebApp): void {
  boardRoutes(app);
  giveRoutes(app);
  endRoutes(app);
  handOverRoutes(app);
  decisionRoutes(app);
}
