import type { WebApp, WebReply } from '#platform/http';
import { certificatePaper } from './paper.ts';
import { exportCertificates, readCertificate, readCertificates } from './service.ts';
import { CertificatePage, CertificatesPage } from './views/certificates.tsx';

interface WithId {
  Params: { id: string };
}

const attach = (reply: WebReply, name: string, type: string, file: Buffer | string) =>
  reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(file);

/** What was destroyed: the register, each certificate, and both to take away. */
export function certificateRoutes(app: WebApp): void {
  app.get('/retention/certificates', async (request, reply) => {
    const certificates = await request.asPerson(readCertificates);
    return reply.html(<CertificatesPage context={request.page()} certificates={certificates} />);
  });

  app.get('/retention/certificates.csv', async (request, reply) => {
    const file = await request.asPerson(exportCertificates);
    return attach(reply, 'gatehouse-certificates.csv', 'text/csv; charset=utf-8', file);
  });

  app.get<WithId>('/retention/certificates/:id', async (request, reply) => {
    const certificate = await request.asPerson((tx) => readCertificate(tx, request.params.id));
    return reply.html(<CertificatePage context={request.page()} certificate={certificate} />);
  });

  app.get<WithId>('/retention/certificates/:id/file.pdf', async (request, reply) => {
    const { one, reader } = await request.asPerson(async (tx, me) => ({
      one: await readCertificate(tx, request.params.id),
      reader: me.id,
    }));
    const file = await certificatePaper(one, app.services.clock.now(), reader);
    return attach(reply, `gatehouse-certificate-${one.reference}.pdf`, 'application/pdf', file);
  });
}
