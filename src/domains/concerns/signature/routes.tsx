import { readValues } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import type { SignedAs } from './queries.ts';
import { OtherVersion, readToSign, sign } from './service.ts';
import { SignPage } from './views/sign.tsx';

interface ConcernPath {
  Params: { id: string };
}

/** A page that says what is signed, and one press that carries the version it showed. */
export function signatureRoutes(app: WebApp): void {
  const signing = (base: string, who: SignedAs) => {
    const show = async (request: WebRequest, reply: WebReply, id: string, changed: boolean) => {
      const data = await request.asPerson((tx, me) => readToSign(tx, me, id, who));
      const page = { context: request.page(), path: `${base}/${id}`, signedAs: who, changed };
      return reply.html(<SignPage {...page} {...data} />);
    };
    app.get<ConcernPath>(`${base}/:id/sign`, (request, reply) =>
      show(request, reply, request.params.id, false),
    );
    app.post<ConcernPath>(`${base}/:id/sign`, async (request, reply) => {
      const { id } = request.params;
      const shown = readValues(request.body).version?.[0] ?? '';
      try {
        await request.asPerson((tx, me) => sign(tx, me, id, who, shown));
      } catch (error) {
        if (!(error instanceof OtherVersion)) throw error;
        return show(request, reply.code(409), id, true);
      }
      return reply.done(`${base}/${id}`, 'Signed, with your name, your post and the time.');
    });
  };
  signing('/concerns/mine', 'witness');
  signing('/concerns', 'lead');
}
