import { NotFound } from '#platform/errors';
import type { WebApp } from '#platform/http';
import { isUuid } from '#platform/ids';
import { readStaffFile, readStaffRegister } from './service.ts';
import { StaffFilePage } from './views/file-page.tsx';
import { StaffRegisterPage } from './views/register-page.tsx';

/** Allegations and low-level concerns by adult, for the few who handle them. */
export function staffRegisterRoutes(app: WebApp): void {
  app.get('/staff-concerns', async (request, reply) => {
    const files = await request.asPerson(readStaffRegister);
    return reply.html(<StaffRegisterPage context={request.page()} files={files} />);
  });

  app.get<{ Params: { person: string } }>('/staff-concerns/:person', async (request, reply) => {
    const { person } = request.params;
    if (!isUuid(person)) throw new NotFound('not an id');
    const file = await request.asPerson((tx, me) => readStaffFile(tx, me, person));
    return reply.html(<StaffFilePage context={request.page()} file={file} />);
  });
}
