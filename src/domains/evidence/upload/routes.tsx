import { rm } from 'node:fs/promises';
import { emptyForm, type FormState } from '#platform/forms';
import {
  pieceRoute,
  type UploadedFile,
  uploadRoute,
  type WebApp,
  type WebReply,
  type WebRequest,
} from '#platform/http';
import type { Parts } from '../routes.ts';
import { scanWith } from './scan.ts';
import { giveUpUpload, keepFile, MOST_BYTES, permitFor, readUpload } from './service.ts';
import { UploadPage } from './views/upload.tsx';

const idOf = (request: WebRequest): string => (request.params as { upload: string }).upload;
const KEPT = 'The file is kept, sealed. To add another, answer the question again.';

/** The file itself: by form, or in pieces that go on after a break. */
export function uploadRoutes(app: WebApp, { vault }: Parts): void {
  const keeping = { vault, scan: scanWith(app.services.config.clamav) };
  const allow = (request: WebRequest) => request.asPerson((tx) => permitFor(tx, vault, idOf(request)));
  const keep = async (request: WebRequest, file: UploadedFile) => {
    const id = idOf(request);
    const permit = await allow(request);
    const folder = await keepFile(keeping, (act) => request.asPerson(act), id, permit, file).catch(
      async (error) => {
        await rm(permit.path, { force: true });
        throw error;
      },
    );
    return `/evidence/${folder.id}`;
  };
  const show = async (request: WebRequest, reply: WebReply, form: FormState) => {
    const id = idOf(request);
    const { folder, full } = await request.asPerson((tx) => readUpload(tx, id));
    return reply.html(
      <UploadPage context={request.page()} uploadId={id} folderId={folder.id} form={form} full={full} />,
    );
  };
  const path = '/evidence/uploads/:upload';

  app.get(path, (request, reply) => show(request, reply, emptyForm()));

  uploadRoute(app, {
    path,
    field: 'file',
    maxBytes: MOST_BYTES,
    allow,
    take: async (request, reply, { file, errors }) => {
      if (file === undefined) return show(request, reply.code(422), { values: {}, errors });
      return reply.done(await keep(request, file), KEPT);
    },
  });

  pieceRoute(app, { path: `${path}/pieces`, maxBytes: MOST_BYTES, allow, take: keep });

  app.post(`${path}/give-up`, async (request, reply) => {
    const folder = await request.asPerson((tx) => giveUpUpload(tx, vault, idOf(request)));
    return reply.done(`/evidence/${folder.id}`, 'No file was added.');
  });
}
