import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { readTable } from '../../csv/index.ts';
import { RosterRefused } from '../../oneroster/index.ts';
import type { RunWork } from '../imports/work.ts';
import { ColumnsPage } from '../views/columns.tsx';
import { columnsForm, mappingOf } from './forms.ts';
import { type ListImport, openList, setColumns, suggested } from './service.ts';

interface ImportPath {
  Params: { id: string };
}

interface Files {
  /** Where the file of an import waits; throws where it is gone. */
  readonly fileOf: (id: string) => Promise<string>;
  readonly start: RunWork;
}

async function page(request: WebRequest, reply: WebReply, list: ListImport, path: string, form?: FormState) {
  const table = await readTable(path, { label: list.found.fileName });
  const chosen = form ?? emptyForm(suggested(list, table.headers));
  return reply.html(<ColumnsPage context={request.page()} {...list} table={table} form={chosen} />);
}

/** Which column of a list says what. */
export function columnRoutes(app: WebApp, { fileOf, start }: Files): void {
  app.get<ImportPath>('/people/import/:id/columns', async (request, reply) => {
    const { id } = request.params;
    const list = await request.asPerson((tx, me) => openList(tx, me, id));
    if (list.found.status !== 'columns') return reply.done(`/people/import/${id}`);
    return page(request, reply, list, await fileOf(id));
  });

  app.post<ImportPath>('/people/import/:id/columns', async (request, reply) => {
    const { id } = request.params;
    const list = await request.asPerson((tx, me) => openList(tx, me, id));
    if (list.found.status !== 'columns') return reply.done(`/people/import/${id}`);
    const path = await fileOf(id);
    const { headers } = await readTable(path, { label: list.found.fileName });
    const parsed = columnsForm(list.kind, headers).parse(request.body);
    if (!parsed.ok) return page(request, reply.code(422), list, path, parsed.state);
    const mapping = mappingOf(parsed.value);
    const begun = await request.asPerson((tx, me) => setColumns(tx, me, id, mapping));
    if (begun)
      start('preview', { asPerson: (act) => request.asPerson(act), found: { ...list.found, mapping } });
    return reply.done(`/people/import/${id}`);
  });
}

/** Whether a file can be shown for its columns at all; else the faults that say why not. */
export async function unreadable(path: string, label: string): Promise<RosterRefused | undefined> {
  try {
    await readTable(path, { label });
    return undefined;
  } catch (error) {
    if (error instanceof RosterRefused) return error;
    throw error;
  }
}
