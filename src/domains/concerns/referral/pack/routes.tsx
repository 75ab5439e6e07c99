import { Conflict } from '#platform/errors';
import { emptyForm } from '#platform/forms';
import type { WebApp } from '#platform/http';
import { formRoutes, reads } from '../../case/form/routes.tsx';
import { packForm } from './forms.ts';
import { packOf } from './packs.ts';
import { packPaper } from './paper.ts';
import { passCodeOf } from './pass-code.ts';
import { exportPack, makePack, openPack, readPack, readPacks, showCode } from './service.ts';
import { CodePage } from './views/code-page.tsx';
import { PackFields } from './views/fields.tsx';
import { PackPage } from './views/pack-page.tsx';
import { PacksPage } from './views/packs-page.tsx';

interface OfPack {
  Params: { id: string; pack: string };
}

/** Packs: chosen, filled in from the case, read through, and taken as a file that a pass-code opens. */
export function packRoutes(app: WebApp): void {
  const { masterKey, clock } = app.services;

  app.get<{ Params: { id: string } }>('/concerns/:id/referrals/packs', async (request, reply) => {
    const found = await request.asPerson((tx, me) => readPacks(tx, me, request.params.id));
    return reply.html(<PacksPage context={request.page()} {...found} />);
  });

  formRoutes(app, {
    path: 'referrals/packs/:row',
    rowIsWord: true,
    place: '#referrals',
    read: (body, row) => reads(packForm(row), makePack)(body),
    open: openPack,
    start: ({ recipient, facts }) =>
      emptyForm({
        subject: facts.subject?.id,
        ...Object.fromEntries(packOf(recipient).map(({ id, fill }) => [`field_${id}`, fill(facts)])),
      }),
    Fields: PackFields,
  });

  app.get<OfPack>('/concerns/:id/referrals/pack/:pack', async (request, reply) => {
    const { id, pack } = request.params;
    const found = await request.asPerson((tx, me) => readPack(tx, me, id, pack));
    return reply.html(<PackPage context={request.page()} found={found} />);
  });

  app.post<OfPack>('/concerns/:id/referrals/pack/:pack/code', async (request, reply) => {
    const { id, pack } = request.params;
    try {
      const found = await request.asPerson((tx, me) => showCode(tx, me, id, pack));
      return reply.html(
        <CodePage context={request.page()} found={found} code={passCodeOf(masterKey, pack)} />,
      );
    } catch (error) {
      if (error instanceof Conflict) return reply.done(`/concerns/${id}/referrals/packs`, error.userMessage);
      throw error;
    }
  });

  app.get<OfPack>('/concerns/:id/referrals/pack/:pack/file.pdf', async (request, reply) => {
    const { id, pack } = request.params;
    const { found, reader } = await request.asPerson(async (tx, me) => ({
      found: await exportPack(tx, me, id, pack),
      reader: me.id,
    }));
    const file = await packPaper(found, passCodeOf(masterKey, pack), clock.now(), reader);
    return reply
      .type('application/pdf')
      .header(
        'content-disposition',
        `attachment; filename="gatehouse-${found.concern.reference}-referral.pdf"`,
      )
      .header('cache-control', 'no-store')
      .send(file);
  });
}
