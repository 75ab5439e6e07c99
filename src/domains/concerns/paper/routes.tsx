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

/** Streamed, never shown in the browser, never kept by it. The name is the reference: nothing of a child. */
function attach(reply: WebReply, name: string, type: string, file: Readable): WebReply {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(file);
}

const pdf = (reply: WebReply, name: string, file: Readable) =>
  attach(reply, `${name}.pdf`, 'application/pdf', file);

function formRoutes(app: WebApp): void {
  const { clock } = app.services;
  app.get<{ Querystring: { school?: unknown } }>('/concerns/form.pdf', async (request, reply) => {
    const { school } = request.query;
    if (school !== undefined && !(typeof school === 'string' && isUuid(school)))
      throw new NotFound('not an id');
    const desk = await request.asPerson((tx, me) => findDesk(tx, me, school));
    return pdf(reply, 'gatehouse-blank-form', blankForm(desk, clock.now()));
  });

  app.get<WithId>('/concerns/:id/form.pdf', async (request, reply) => {
    const id = request.params.id;
    const record = await request.asPerson((tx, me) => exportForm(tx, me, id));
    return pdf(reply, `gatehouse-${record.concern.reference}`, filledForm(record, clock.now()));
  });

  app.get<WithId>('/concerns/mine/:id/form.pdf', async (request, reply) => {
    const id = request.params.id;
    const report = await request.asPerson((tx, me) => exportOwnReport(tx, me, id));
    return pdf(reply, `gatehouse-${report.concern.reference}`, ownForm(report, clock.now()));
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
    const record = await request.asPerson((tx, me) => exportHandOver(tx, me, id));
    if (record === undefined) return reply.done(`/concerns/${id}/hand-over`, 'Say why first.');
    const file = handOverZip(record, app.services.clock.now());
    return attach(reply, `gatehouse-${record.concern.reference}.zip`, 'application/zip', file);
  });
}

/** The concern on paper: blank, filled, the reporter's own, and the file for MyConcern. */
export function paperRoutes(app: WebApp): void {
  formRoutes(app);
  handOverRoutes(app);
}
