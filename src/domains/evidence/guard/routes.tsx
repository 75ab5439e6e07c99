import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { findItems } from '../queries.ts';
import type { Parts } from '../routes.ts';
import { guardForm, reasonForm } from './forms.ts';
import { answerForFile, requireFolder, settleGuard } from './service.ts';
import { FolderPage } from './views/folder.tsx';

interface FolderPath {
  Params: { folder: string };
}

/** The question before every file, and what is there already. */
export function guardRoutes(app: WebApp, { vault, noteGuard }: Parts): void {
  const checked = app.services.config.clamav !== undefined;
  const show = async (request: WebRequest, reply: WebReply, id: string, form: FormState) => {
    const data = await request.asPerson(async (tx) => {
      const folder = await requireFolder(tx, id);
      return { folder, items: await findItems(tx, folder.id) };
    });
    return reply.html(<FolderPage context={request.page()} form={form} checked={checked} {...data} />);
  };

  app.get<FolderPath>('/evidence/:folder', (request, reply) =>
    show(request, reply, request.params.folder, emptyForm()),
  );

  app.post<FolderPath>('/evidence/:folder', async (request, reply) => {
    const id = request.params.folder;
    const parsed = guardForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), id, parsed.state);
    const { uploadId } = await request.asPerson(async (tx) => {
      const answered = await answerForFile(tx, vault, id, parsed.value.answer);
      if (answered.inForce !== 'no') await noteGuard(tx, id, true);
      return answered;
    });
    return reply.done(uploadId === undefined ? `/evidence/${id}` : `/evidence/uploads/${uploadId}`);
  });

  app.post<FolderPath>('/evidence/:folder/settle', async (request, reply) => {
    const id = request.params.folder;
    const parsed = reasonForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), id, parsed.state);
    await request.asPerson(async (tx) => {
      await settleGuard(tx, id, parsed.value.reason);
      await noteGuard(tx, id, false);
    });
    return reply.done(`/evidence/${id}`, 'The answer is No now. Files can be added and open again.');
  });
}
