import { Readable } from 'node:stream';
import { sealedZip } from '#platform/archive';
import { Invalid } from '#platform/errors';
import { type Form, type Parsed, readValues } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { answerForFile } from '../guard/service.ts';
import type { Parts } from '../routes.ts';
import { canBeShown, ourName } from '../words.ts';
import { downloadForm, lockForm, policeForm, revealForm } from './forms.ts';
import {
  type OpenedFile,
  openCopy,
  openDownload,
  openPoliceCopy,
  openShown,
  readItem,
  readText,
  revealItem,
  takeItemOut,
} from './service.ts';
import { ItemPage, type ItemPageProps, type Sent } from './views/item.tsx';

interface ItemPath {
  Params: { item: string };
}

/** Nothing that is in a file runs, loads anything, or is taken for another kind of file, whatever opens it. */
const SANDBOX = "default-src 'none'; sandbox";

/** The sealed copy: the file under a name of ours, and its hash beside it. */
function sendSealed(app: WebApp, reply: WebReply, file: OpenedFile, passcode: string): WebReply {
  const { name, read, sums } = file;
  async function* hash() {
    yield Buffer.from(sums());
  }
  const entries = [
    { name, read },
    { name: 'sha256.txt', read: hash },
  ];
  return reply
    .type('application/zip')
    .header('content-disposition', `attachment; filename="${name.replace(/\.\w+$/, '')}.zip"`)
    .header('cache-control', 'no-store')
    .send(sealedZip({ entries, passcode, at: app.services.clock.now() }));
}

/** Ten groups of four would be better still; three are what people copy without a mistake. */
const passcodeOf = ({ services }: WebApp): string => [0, 1, 2, 3].map(() => services.ids.code(4)).join('-');

function contentRoute(app: WebApp, { vault }: Parts): void {
  app.get<ItemPath>('/evidence/items/:item/content', async (request, reply) => {
    const { item, read } = await request.asPerson((tx) => openShown(tx, vault, request.params.item));
    const disposition = canBeShown(item) ? 'inline' : 'attachment';
    return reply
      .type(canBeShown(item) ? item.mediaType : 'application/octet-stream')
      .header('content-disposition', `${disposition}; filename="${ourName(item)}"`)
      .header('content-security-policy', SANDBOX)
      .header('content-length', item.bytes)
      .header('cache-control', 'no-store')
      .send(Readable.from(read()));
  });
}

export function itemRoutes(app: WebApp, parts: Parts): void {
  const { vault, noteGuard } = parts;
  const show = async (request: WebRequest, reply: WebReply, id: string, sent?: ItemPageProps['sent']) => {
    const page = await request.asPerson(async (tx, me) => {
      const view = await readItem(tx, me, id);
      return { view, text: await readText(tx, vault, view) };
    });
    return reply.html(<ItemPage context={request.page()} {...page} sent={sent} passcode={passcodeOf(app)} />);
  };
  /** A form on the item's page: what is wrong with it is said on that page. */
  const post = <T,>(
    which: Sent,
    form: Form<T>,
    act: (request: WebRequest, reply: WebReply, id: string, value: T) => Promise<WebReply>,
  ) =>
    app.post<ItemPath>(`/evidence/items/:item/${which}`, async (request, reply) => {
      const id = request.params.item;
      const parsed: Parsed<T> = form.parse(request.body);
      if (!parsed.ok) return show(request, reply.code(422), id, { which, form: parsed.state });
      return act(request, reply, id, parsed.value);
    });

  app.get<ItemPath>('/evidence/items/:item', (request, reply) => show(request, reply, request.params.item));
  contentRoute(app, parts);

  post('reveal', revealForm, async (request, reply, id, { reason }) => {
    await request.asPerson((tx) => revealItem(tx, vault, id, reason));
    return reply.done(`/evidence/items/${id}`);
  });
  post('download', downloadForm, async (request, reply, id, { reason, passcode }) => {
    const opened = await request.asPerson((tx) => openDownload(tx, vault, id, reason));
    return sendSealed(app, reply, opened, passcode);
  });
  post('copy', downloadForm, async (request, reply, id, { reason, passcode }) => {
    try {
      const copy = await request.asPerson((tx) => openCopy(tx, vault, id, reason));
      return sendSealed(app, reply, copy, passcode);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const form = { values: readValues(request.body), errors: error.fields };
      return show(request, reply.code(422), id, { which: 'copy', form });
    }
  });
  post('police-copy', policeForm, async (request, reply, id, { reference, passcode }) => {
    const opened = await request.asPerson((tx) => openPoliceCopy(tx, vault, id, reference));
    return sendSealed(app, reply, opened, passcode);
  });
  post('lock', lockForm, async (request, reply, id, { answer }) => {
    await request.asPerson(async (tx, me) => {
      const { item } = await readItem(tx, me, id);
      await answerForFile(tx, vault, item.folderId, answer);
      await noteGuard(tx, item.folderId, true);
    });
    return reply.done(`/evidence/items/${id}`, 'Locked away. Do not look for it elsewhere; ring the Police.');
  });
  app.post<ItemPath>('/evidence/items/:item/take-out', async (request, reply) => {
    const folderId = await request.asPerson((tx) => takeItemOut(tx, vault, request.params.item));
    return reply.done(`/evidence/${folderId}`, 'The file is taken out and destroyed.');
  });
}
