import { Invalid } from '#platform/errors';
import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { passOnForm } from './forms.ts';
import { passOn, showHands, showLeftBehind } from './service.ts';
import type { PassedOn } from './types.ts';
import { HandsPage, LeftBehindPage } from './views/pass-on.tsx';

interface PersonPath {
  Params: { person: string };
}

async function show(
  request: WebRequest,
  reply: WebReply,
  person: string,
  form: FormState,
): Promise<WebReply> {
  const hands = await request.asPerson((tx, me) => showHands(tx, me, person));
  return reply.html(<HandsPage context={request.page()} hands={hands} form={form} />);
}

const casesIn = (n: number) => (n === 1 ? '1 case' : `${n} cases`);

function said({ moved, changed }: PassedOn): string {
  const done = moved === 0 ? 'Nothing was passed on.' : `${casesIn(moved)} passed on.`;
  return changed === 0
    ? done
    : `${done} ${casesIn(changed)} could not be: somebody has changed it meanwhile, or it waits to be acknowledged.`;
}

/** What somebody who leaves, or has left, leaves behind. */
export function passOnRoutes(app: WebApp): void {
  app.get('/concerns/pass-on', async (request, reply) => {
    const found = await request.asPerson(showLeftBehind);
    return reply.html(<LeftBehindPage context={request.page()} found={found} />);
  });

  app.get<PersonPath>('/concerns/pass-on/:person', (request, reply) =>
    show(request, reply, request.params.person, emptyForm()),
  );

  app.post<PersonPath>('/concerns/pass-on/:person', async (request, reply) => {
    const { person } = request.params;
    const parsed = passOnForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), person, parsed.state);
    try {
      const done = await request.asPerson((tx, me) => passOn(tx, me, person, parsed.value));
      return reply.done(`/concerns/pass-on/${person}`, said(done));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return show(request, reply.code(422), person, { values: parsed.state.values, errors: error.fields });
    }
  });
}
