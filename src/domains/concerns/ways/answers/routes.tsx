import { Invalid, TooMany } from '#platform/errors';
import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { unseen } from '../tell/routes.tsx';
import { codeForm, writeForm } from './forms.ts';
import type { Said } from './queries.ts';
import { readAnswers, writeAnswer } from './service.ts';
import { AnswersPage } from './views/answers-page.tsx';
import { CodePage } from './views/code-page.tsx';

/** The page again, with what is wrong; how long to wait, where it is too often. */
function errorsOf(reply: WebReply, error: unknown): FormState['errors'] {
  if (error instanceof Invalid) {
    reply.code(422);
    return error.fields;
  }
  if (!(error instanceof TooMany)) throw error;
  reply.code(429).header('retry-after', String(error.retryAfterSeconds));
  return [{ field: 'code', message: error.userMessage }];
}

function showConversation(
  request: WebRequest,
  reply: WebReply,
  said: readonly Said[],
  code: string,
  words?: string,
) {
  // A new page, a new message: its id is drawn with it.
  const id = request.server.services.ids.timeless();
  return reply.html(
    <AnswersPage context={request.page()} said={said} form={emptyForm({ code, id, words })} />,
  );
}

const showCode = (request: WebRequest, reply: WebReply, form: FormState) =>
  reply.html(<CodePage context={request.page()} form={form} />);

/** The answers to what was told without an account. The code travels in the form, each time: nobody is signed in. */
export function answerRoutes(app: WebApp): void {
  const { services } = app;
  app.get('/tell/answers', unseen(), (request, reply) => showCode(request, reply, emptyForm()));

  app.post('/tell/answers', unseen(), async (request, reply) => {
    const parsed = codeForm.parse(request.body);
    if (!parsed.ok) return showCode(request, reply.code(422), parsed.state);
    const { code } = parsed.value;
    try {
      return showConversation(
        request,
        reply,
        await readAnswers(services, { code, address: request.ip }),
        code,
      );
    } catch (error) {
      return showCode(request, reply, { ...parsed.state, errors: errorsOf(reply, error) });
    }
  });

  app.post('/tell/answers/write', unseen(), async (request, reply) => {
    const parsed = writeForm.parse(request.body);
    const holder = { code: parsed.state.values.code?.[0] ?? '', address: request.ip };
    try {
      if (!parsed.ok) {
        const said = await readAnswers(services, holder);
        reply.code(422);
        return reply.html(<AnswersPage context={request.page()} said={said} form={parsed.state} />);
      }
      const { id, words } = parsed.value;
      return showConversation(request, reply, await writeAnswer(services, holder, id, words), holder.code);
    } catch (error) {
      return showCode(request, reply, { ...parsed.state, errors: errorsOf(reply, error) });
    }
  });
}
