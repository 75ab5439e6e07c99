import { vaultOf } from '#domains/evidence';
import type { Me, Tx } from '#platform/db';
import { emptyForm, type Form, type FormState } from '#platform/forms';
import { refusedForm, type WebApp, type WebReply, type WebRequest } from '#platform/http';
import { acceptForm, receiptForm, refuseForm, sendForm, withdrawForm } from './forms.ts';
import {
  accept,
  noteReceipt,
  openPacking,
  readTransfer,
  readTransfers,
  refuse,
  send,
  withdraw,
} from './service.ts';
import { PackingPage } from './views/packing-page.tsx';
import { TransferPage } from './views/transfer-page.tsx';
import { TransfersPage } from './views/transfers-page.tsx';

interface WithId {
  Params: { id: string };
}

type Show = (request: WebRequest, reply: WebReply, id: string, form: FormState) => Promise<unknown>;

const showPacking: Show = async (request, reply, id, form) => {
  const packing = await request.asPerson((tx, me) => openPacking(tx, me, id));
  return reply.html(<PackingPage context={request.page()} packing={packing} form={form} />);
};

const showTransfer: Show = async (request, reply, id, form) => {
  const one = await request.asPerson((tx, me) => readTransfer(tx, me, id));
  return reply.html(<TransferPage context={request.page()} one={one} form={form} />);
};

/** What was refused is shown with what was typed, beside how it stands now. */
function refused(show: Show, request: WebRequest, reply: WebReply, id: string, error: unknown) {
  const { status, form } = refusedForm(error, request.body);
  return show(request, reply.code(status), id, form);
}

function packingRoutes(app: WebApp): void {
  app.get<WithId>('/children/:id/transfer', (request, reply) =>
    showPacking(request, reply, request.params.id, emptyForm()),
  );

  app.post<WithId>('/children/:id/transfer', async (request, reply) => {
    const { id } = request.params;
    const parsed = sendForm.parse(request.body);
    if (!parsed.ok) return showPacking(request, reply.code(422), id, parsed.state);
    try {
      const sent = await request.asPerson((tx, me) => send(tx, me, id, parsed.value));
      return reply.done(`/transfers/${sent}`, 'Sent. You are reminded until there is a receipt.');
    } catch (error) {
      return refused(showPacking, request, reply, id, error);
    }
  });
}

/** A child's file moves to another school of the trust, or outside it. */
export function transferRoutes(app: WebApp): void {
  const vault = vaultOf(app.services);
  packingRoutes(app);

  app.get('/transfers', async (request, reply) => {
    const transfers = await request.asPerson(readTransfers);
    return reply.html(<TransfersPage context={request.page()} transfers={transfers} />);
  });

  app.get<WithId>('/transfers/:id', (request, reply) =>
    showTransfer(request, reply, request.params.id, emptyForm()),
  );

  function deed<T>(
    path: string,
    form: Form<T>,
    act: (tx: Tx, me: Me, id: string, value: T) => Promise<void>,
    done: string,
  ): void {
    app.post<WithId>(`/transfers/:id/${path}`, async (request, reply) => {
      const { id } = request.params;
      const parsed = form.parse(request.body);
      if (!parsed.ok) return showTransfer(request, reply.code(422), id, parsed.state);
      try {
        await request.asPerson((tx, me) => act(tx, me, id, parsed.value));
      } catch (error) {
        return refused(showTransfer, request, reply, id, error);
      }
      return reply.done(`/transfers/${id}`, done);
    });
  }
  deed(
    'accept',
    acceptForm,
    (tx, _, id, value) => accept(tx, vault, id, value),
    'Signed for. It lies with your school now.',
  );
  deed(
    'refuse',
    refuseForm,
    (tx, _, id, { refusal }) => refuse(tx, id, refusal),
    'Refused. It stays where it was.',
  );
  deed('withdraw', withdrawForm, (tx, _, id, { withdrawal }) => withdraw(tx, id, withdrawal), 'Taken back.');
  deed('receipt', receiptForm, (tx, _, id, value) => noteReceipt(tx, id, value), 'The receipt is kept.');
}
