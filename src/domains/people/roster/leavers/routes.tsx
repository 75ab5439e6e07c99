import { Invalid } from '#platform/errors';
import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { LeaversPage } from '../views/leavers.tsx';
import { leaversForm } from './forms.ts';
import { decideLeavers, leaversOf, undoDecision } from './service.ts';

interface SchoolPath {
  Params: { school: string };
}

interface DecisionPath {
  Params: { school: string; decision: string };
}

async function page(
  request: WebRequest,
  reply: WebReply,
  schoolId: string,
  form?: FormState,
): Promise<WebReply> {
  const data = await request.asPerson((tx, me) => leaversOf(tx, me, schoolId));
  const { day, month, year } = data.today;
  const fresh = emptyForm({
    'last_day-day': `${day}`,
    'last_day-month': `${month}`,
    'last_day-year': `${year}`,
  });
  return reply.html(<LeaversPage context={request.page()} form={form ?? fresh} {...data} />);
}

/** Who was missing from the last roster: left, or to be kept. */
export function leaverRoutes(app: WebApp): void {
  app.get<SchoolPath>('/people/leavers/:school', (request, reply) =>
    page(request, reply, request.params.school),
  );

  app.post<SchoolPath>('/people/leavers/:school', async (request, reply) => {
    const schoolId = request.params.school;
    const parsed = leaversForm.parse(request.body);
    if (!parsed.ok) return page(request, reply.code(422), schoolId, parsed.state);
    try {
      await request.asPerson((tx, me) => decideLeavers(tx, me, schoolId, parsed.value));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return page(request, reply.code(422), schoolId, { ...parsed.state, errors: error.fields });
    }
    const left = parsed.value.decision === 'left';
    return reply.done(
      `/people/leavers/${schoolId}`,
      left ? 'Their leaving is noted.' : 'They stay on the roll.',
    );
  });
  app.post<DecisionPath>('/people/leavers/:school/:decision/undo', async (request, reply) => {
    const { school, decision } = request.params;
    await request.asPerson((tx, me) => undoDecision(tx, me, school, decision));
    return reply.done(`/people/leavers/${school}`, 'That decision is taken back.');
  });
}
