import type { Readable } from 'node:stream';
import { NotFound } from '#platform/errors';
import { emptyForm } from '#platform/forms';
import type { WebApp, WebReply } from '#platform/http';
import { isUuid } from '#platform/ids';
import { blankForm } from './blank-form.ts';
import { filledForm, ownForm } from './filled-form.ts';
import { handOverForm } from './forms.ts';
import { handOverZip } from './hand-over-file.ts';
import {
  exportForm,
  exportHandOver,
  exportOwnReport,
  findDesk,
  giveReason,
  openHandOver,
} from './service.ts';
import { HandOverPage } from './views/hand-over-page.tsx';

interface WithId {
  Params: { id: string };
}

/** Never shown in the browser, never kept by it. The name is the reference: nothing of a child. */
function attach(reply: WebReply, name: string, type: string, file: Buffer | Readable): WebReply {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(file);
}

const pdf = (reply: WebReply, name: string, file: Buffer) =>
  attach(reply, `${name}.pdf`, 'application/pdf', file);

function formRoutes(app: WebApp): void {
  const { clock } = app.services;
  app.get<{ Querystring: { school?: unknown } }>('/concerns/form.pdf', async (request, reply) => {
    const { school } = request.query;
    if (school !== undefined && !(typeof school === 'string' && isUuid(school)))
      throw new NotFound('not an id');
    const { desk, reader } = await request.asPerson(async (tx, me) => ({
      desk: await findDesk(tx, me, school),
      reader: me.id,
    }));
    return pdf(reply, 'gatehouse-blank-form', await blankForm(desk, clock.now(), reader));
  });

  app.get<WithId>('/concerns/:id/form.pdf', async (request, reply) => {
    const id = request.params.id;
    const { record, reader } = await request.asPerson(async (tx, me) => ({
      record: await exportForm(tx, me, id),
      reader: me.id,
    }));
    const file = await filledForm(record, clock.now(), reader);
    return pdf(reply, `gatehouse-${record.concern.reference}`, file);
  });

  app.get<WithId>('/concerns/mine/:id/form.pdf', async (request, reply) => {
    const id = request.params.id;
    const { report, reader } = await request.asPerson(async (tx, me) => ({
      report: await exportOwnReport(tx, me, id),
      reader: me.id,
    }));
    const file = await ownForm(report, clock.now(), reader);
    return pdf(reply, `gatehouse-${report.concern.reference}`, file);
  });
}

function handOverRoutes(app: WebApp): void {
  app.get<WithId>('/concerns/:id/hand-over', async (request, reply) => {
    const id = request.params.id;
    const facts = await request.asPerson((tx, me) => openHandOver(tx, me, id));
    return reply.html(<HandOverPage context={request.page()} facts={facts} form={emptyForm()} />);
  });

  app.post<WithId>('/concerns/:id/hand-over', async (request, reply) => {
    const id = request.params.id;
    const parsed = handOverForm.parse(request.body);
    if (!parsed.ok) {
      const facts = await request.asPerson((tx, me) => openHandOver(tx, me, id));
      reply.code(422);
      return reply.html(<HandOverPage context={request.page()} facts={facts} form={parsed.state} />);
    }
    await request.asPerson((tx, me) => giveReason(tx, me, id, parsed.value));
    return reply.done(`/concerns/${id}/hand-over`, 'Your reason is kept. The file is ready to download.');
  });

  app.get<WithId>('/concerns/:id/hand-over.zip', async (request, reply) => {
    const id = request.params.id;
    const { record, reader } = await request.asPerson(async (tx, me) => ({
      record: await exportHandOver(tx, me, id),
      reader: me.id,
    }));
    if (record === undefined) return reply.done(`/concerns/${id}/hand-over`);
    const file = await handOverZip(record, app.services.clock.now(), reader);
    return attach(reply, `gatehouse-${record.concern.reference}.zip`, 'application/zip', file);
  });
}

/** The concern on paper: blank, filled, the reporter's own, and the file for MyConcern. */
export function paperRoutes(app: WebApp): void {
  formRoutes(app);
  handOverRoutes(app);
}
