import { join } from 'node:path';
import type { Me, Tx } from '#platform/db';
import { Invalid } from '#platform/errors';
import { emptyForm, type FormState, readValues } from '#platform/forms';
import { refusedForm, uploadRoute, type WebApp, type WebReply, type WebRequest } from '#platform/http';
import { permitWorkingCopy } from '#platform/storage';
import { columnsForm, columnsOf, endForm } from './forms.ts';
import { bring, chooseChildren, chooseColumns, end, readHistoryList, readImport, take } from './service.ts';
import { HistoriesPage } from './views/histories-page.tsx';
import { ImportPage } from './views/import-page.tsx';

const MAX_BYTES = 20 * 1024 * 1024;

interface WithId {
  Params: { id: string };
}

async function showList(request: WebRequest, reply: WebReply, form: FormState): Promise<WebReply> {
  const histories = await request.asPerson(readHistoryList);
  return reply.html(<HistoriesPage context={request.page()} histories={histories} form={form} />);
}

async function showOne(request: WebRequest, reply: WebReply, id: string, form: FormState): Promise<WebReply> {
  const one = await request.asPerson((tx, me) => readImport(tx, me, id));
  return reply.html(<ImportPage context={request.page()} one={one} form={form} />);
}

function uploads(app: WebApp): void {
  uploadRoute(app, {
    path: '/histories',
    field: 'file',
    maxBytes: MAX_BYTES,
    allow: async (request) => {
      await request.asPerson(readHistoryList);
      const path = join(app.services.config.dataDir, 'tmp', `upload-${app.services.ids.uuid()}`);
      return permitWorkingCopy({ path, maxBytes: MAX_BYTES });
    },
    take: async (request, reply, { fields, file, errors }) => {
      if (file === undefined) return showList(request, reply.code(422), { values: fields, errors });
      const brought = {
        path: file.path,
        fileName: file.name,
        schoolId: fields.school?.[0] ?? '',
        source: fields.source?.[0]?.trim().slice(0, 100) ?? '',
      };
      try {
        const id = await request.asPerson((tx, me) => bring(tx, me, brought));
        return reply.done(`/histories/${id}`, 'Read. Nothing of it is in any child’s file yet.');
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        return showList(request, reply.code(422), { values: fields, errors: error.fields });
      }
    },
  });
}

/** Histories from another system: upload, say what is what, look, take in all at once, keep or undo. */
export function historyRoutes(app: WebApp): void {
  app.get('/histories', (request, reply) => showList(request, reply, emptyForm()));
  uploads(app);
  app.get<WithId>('/histories/:id', (request, reply) =>
    showOne(request, reply, request.params.id, emptyForm()),
  );

  async function perform(
    request: WebRequest,
    reply: WebReply,
    id: string,
    act: (tx: Tx, me: Me) => Promise<void>,
    done: string,
  ): Promise<WebReply> {
    try {
      await request.asPerson(act);
    } catch (error) {
      const { status, form } = refusedForm(error, request.body);
      return showOne(request, reply.code(status), id, form);
    }
    return reply.done(`/histories/${id}`, done);
  }

  app.post<WithId>('/histories/:id/columns', async (request, reply) => {
    const { id } = request.params;
    const { found } = await request.asPerson((tx, me) => readImport(tx, me, id));
    const parsed = columnsForm(found.headers).parse(request.body);
    if (!parsed.ok) return showOne(request, reply.code(422), id, parsed.state);
    const columns = columnsOf(parsed.value);
    return perform(
      request,
      reply,
      id,
      (tx, me) => chooseColumns(tx, me, id, columns),
      'Read by these columns.',
    );
  });
  app.post<WithId>('/histories/:id/children', (request, reply) => {
    const { id } = request.params;
    const values = readValues(request.body);
    return perform(request, reply, id, (tx, me) => chooseChildren(tx, me, id, values), 'Kept.');
  });
  app.post<WithId>('/histories/:id/take', (request, reply) => {
    const { id } = request.params;
    const done = 'Taken in. Look at some of the children’s files, then keep it or undo it.';
    return perform(request, reply, id, (tx, me) => take(tx, me, id), done);
  });
  app.post<WithId>('/histories/:id/end', async (request, reply) => {
    const { id } = request.params;
    const parsed = endForm.parse(request.body);
    if (!parsed.ok) return showOne(request, reply.code(422), id, parsed.state);
    const { goal } = parsed.value;
    return perform(request, reply, id, (tx, me) => end(tx, me, id, goal), 'Done.');
  });
}
