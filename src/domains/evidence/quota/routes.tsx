import { Invalid } from '#platform/errors';
import { emptyForm, type FormState, readValues } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { quotaForm } from './forms.ts';
import { listQuotas, readQuota, setQuota } from './service.ts';
import { QuotaPage, QuotasPage } from './views/quota.tsx';

interface SchoolPath {
  Params: { school: string };
}

async function show(request: WebRequest, reply: WebReply, schoolId: string, typed?: FormState) {
  const view = await request.asPerson((tx) => readQuota(tx, schoolId));
  if (typed !== undefined) reply.code(422);
  const form = typed ?? emptyForm({ limit: String(Math.floor(view.quota.limit / 1024 ** 3)) });
  const seen = typed?.values.seen?.[0] ?? String(view.seen);
  return reply.html(<QuotaPage context={request.page()} view={view} form={form} seen={seen} />);
}

/** How much each school keeps of files, and how much it may. */
export function quotaRoutes(app: WebApp): void {
  app.get('/settings/files', async (request, reply) =>
    reply.html(<QuotasPage context={request.page()} quotas={await request.asPerson(listQuotas)} />),
  );

  app.get<SchoolPath>('/settings/files/:school', (request, reply) =>
    show(request, reply, request.params.school),
  );

  app.post<SchoolPath>('/settings/files/:school', async (request, reply) => {
    const schoolId = request.params.school;
    const parsed = quotaForm.parse(request.body);
    if (!parsed.ok) return show(request, reply, schoolId, parsed.state);
    try {
      await request.asPerson((tx, me) => setQuota(tx, me, { schoolId, ...parsed.value }));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return show(request, reply, schoolId, { values: readValues(request.body), errors: error.fields });
    }
    return reply.done('/settings/files', 'The limit is set.');
  });
}
