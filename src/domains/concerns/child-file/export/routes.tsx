import { Invalid } from '#platform/errors';
import { emptyForm, type FormState, readValues } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { fileZip } from './file.ts';
import { exportForm } from './forms.ts';
import { exportChildFile, openExport } from './service.ts';
import { ExportPage } from './views/export-page.tsx';

type OfChild = { Params: { id: string } };

/** A copy of a child's file for whoever needs to know outside, in a zip that a pass-code opens. */
export function exportRoutes(app: WebApp): void {
  const { ids } = app.services;
  const newCode = () => [0, 1, 2, 3].map(() => ids.code(4)).join('-');

  async function show(request: WebRequest, reply: WebReply, id: string, form: FormState) {
    const facts = await request.asPerson((tx, me) => openExport(tx, me, id));
    return reply.html(<ExportPage context={request.page()} facts={facts} form={form} />);
  }

  app.get<OfChild>('/children/:id/export', (request, reply) =>
    show(request, reply, request.params.id, emptyForm({ passcode: newCode() })),
  );

  app.post<OfChild>('/children/:id/export', async (request, reply) => {
    const { id } = request.params;
    const refuse = ({ values, errors }: FormState) =>
      show(request, reply.code(422), id, {
        values: {
          ...values,
          passcode: errors.some(({ field }) => field === 'passcode') ? [newCode()] : (values.passcode ?? []),
        },
        errors,
      });
    const parsed = exportForm.parse(request.body);
    if (!parsed.ok) return refuse(parsed.state);
    const { value } = parsed;
    try {
      const { copy, reader } = await request.asPerson(async (tx, me) => ({
        copy: await exportChildFile(tx, me, id, value),
        reader: me.id,
      }));
      return reply
        .type('application/zip')
        .header('content-disposition', 'attachment; filename="gatehouse-child-file.zip"')
        .header('cache-control', 'no-store')
        .send(await fileZip(copy, value.passcode, reader));
    } catch (error) {
      if (error instanceof Invalid) return refuse({ values: readValues(request.body), errors: error.fields });
      throw error;
    }
  });
}
