import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Unavailable } from '#platform/errors';
import { emptyForm, type FormState } from '#platform/forms';
import {
  emptyAtStart,
  type Upload,
  uploadRoute,
  type WebApp,
  type WebReply,
  type WebRequest,
} from '#platform/http';
import { permitWorkingCopy } from '#platform/storage';
import { columnRoutes, unreadable } from '../columns/routes.tsx';
import { mostWouldLeave } from '../doubts.ts';
import { approveWaiting, noteRefused } from '../inbox/service.ts';
import { ImportPage } from '../views/import.tsx';
import { ImportStartPage } from '../views/start.tsx';
import { sureForm } from './forms.ts';
import {
  beginImport,
  confirmImport,
  discardImport,
  importSchools,
  isInterrupted,
  openImport,
  overviewOfImports,
} from './service.ts';
import type { ImportFormat } from './types.ts';
import { type RunWork, runImport } from './work.ts';

const MAX_BYTES = 50 * 1024 * 1024;
const REFRESH_SECONDS = '2';

interface ImportPath {
  Params: { id: string };
}

/** The file waits here, readable by its owner alone, until the import is decided. */
const folderOf = (app: WebApp): string => join(app.services.config.dataDir, 'tmp');
const fileOf = (app: WebApp, id: string): string => join(folderOf(app), `roster-${id}`);

async function startPage(request: WebRequest, reply: WebReply, form: FormState): Promise<WebReply> {
  const overview = await request.asPerson(overviewOfImports);
  return reply.html(<ImportStartPage context={request.page()} form={form} {...overview} />);
}

/** Work that goes on after its request was answered; the process waits for it when it is told to stop. */
function background(app: WebApp): RunWork {
  const running = new Set<Promise<void>>();
  app.addHook('onClose', async () => {
    await Promise.allSettled(running);
  });
  return (kind, work) => {
    const done = runImport(kind, { ...work, path: fileOf(app, work.found.id), log: app.services.log });
    running.add(done);
    void done.finally(() => running.delete(done));
  };
}

const formats: readonly ImportFormat[] = ['oneroster', 'pupils', 'staff'];
const formatOf = ({ fields }: Upload): ImportFormat =>
  formats.find((format) => format === fields.format?.[0]) ?? 'oneroster';

async function take(app: WebApp, start: RunWork, request: WebRequest, reply: WebReply, upload: Upload) {
  const schoolId = upload.fields.school?.[0] ?? '';
  const format = formatOf(upload);
  const schools = await request.asPerson(importSchools);
  const errors = [
    ...(schools.some(({ id }) => id === schoolId)
      ? []
      : [{ field: 'school', message: 'Choose which school the roster is for.' }]),
    ...upload.errors,
  ];
  const { file } = upload;
  if (file === undefined || errors.length > 0) {
    reply.code(422);
    if (file !== undefined)
      errors.push({ field: 'file', message: 'Choose the file again: a browser does not keep it.' });
    return startPage(request, reply, { values: upload.fields, errors });
  }
  // A list that cannot be read at all goes the way of every reading, which keeps what is wrong with it.
  const status =
    format !== 'oneroster' && (await unreadable(file.path, file.name)) === undefined ? 'columns' : 'reading';
  const id = await request.asPerson((tx, me) =>
    beginImport(tx, me, schoolId, { fileName: file.name, format, status }),
  );
  await rename(file.path, fileOf(app, id));
  if (status === 'columns') return reply.done(`/people/import/${id}/columns`);
  const found = await request.asPerson((tx, me) => openImport(tx, me, id));
  start('preview', { asPerson: (act) => request.asPerson(act), found });
  return reply.done(`/people/import/${id}`);
}

async function requireFile(app: WebApp, id: string): Promise<string> {
  const path = fileOf(app, id);
  await stat(path).catch((cause: Error) => {
    throw new Unavailable(
      'the file of an import is gone',
      'The uploaded file is no longer here. Upload it again.',
      { cause },
    );
  });
  return path;
}

/** Upload, follow, decide. */
export function importRoutes(app: WebApp): void {
  const start = background(app);
  columnRoutes(app, { start, fileOf: (id) => requireFile(app, id) });
  app.get('/people/import', (request, reply) =>
    startPage(request, reply, emptyForm({ format: 'oneroster' })),
  );

  emptyAtStart(app, folderOf(app));
  uploadRoute(app, {
    path: '/people/import',
    field: 'file',
    maxBytes: MAX_BYTES,
    allow: async (request) => {
      await request.asPerson(importSchools);
      const path = join(folderOf(app), `upload-${app.services.ids.uuid()}`);
      return permitWorkingCopy({ path, maxBytes: MAX_BYTES });
    },
    take: (request, reply, upload) => take(app, start, request, reply, upload),
  });

  app.get<ImportPath>('/people/import/:id', async (request, reply) => {
    const found = await request.asPerson((tx, me) => openImport(tx, me, request.params.id));
    if (found.status === 'columns') return reply.done(`/people/import/${found.id}/columns`);
    const interrupted = isInterrupted(found, app.services.clock.now());
    const working = ['reading', 'applying', 'approved'].includes(found.status) && !interrupted;
    if (working) reply.header('refresh', REFRESH_SECONDS);
    return reply.html(<ImportPage context={request.page()} found={found} interrupted={interrupted} />);
  });

  app.post<ImportPath>('/people/import/:id/apply', async (request, reply) => {
    const id = request.params.id;
    const seen = await request.asPerson((tx, me) => openImport(tx, me, id));
    const sure = sureForm.parse(request.body);
    if (mostWouldLeave(seen) && !sure.ok)
      return reply
        .code(422)
        .html(<ImportPage context={request.page()} found={seen} interrupted={false} form={sure.state} />);
    if (await request.asPerson((tx, me) => approveWaiting(tx, me, id)))
      return reply.done(`/people/import/${id}`);
    const found = await request.asPerson(async (tx, me) => {
      const confirmed = await confirmImport(tx, me, id);
      // Last: whoever may not see the import learns nothing of its file, and without the file nothing is taken up.
      if (confirmed !== undefined) await requireFile(app, id);
      return confirmed;
    });
    if (found !== undefined) start('apply', { asPerson: (act) => request.asPerson(act), found });
    return reply.done(`/people/import/${id}`);
  });

  app.post<ImportPath>('/people/import/inbox/:id/noted', async (request, reply) => {
    await request.asPerson((tx, me) => noteRefused(tx, me, request.params.id));
    return reply.done('/people/import');
  });

  app.post<ImportPath>('/people/import/:id/discard', async (request, reply) => {
    const id = request.params.id;
    await request.asPerson((tx, me) => discardImport(tx, me, id));
    await rm(fileOf(app, id), { force: true });
    return reply.done('/people/import', 'The roster was not applied. Nothing was changed.');
  });
}
