import { Invalid } from '#platform/errors';
import { readValues } from '#platform/forms';
import type { WebApp } from '#platform/http';
import { mailLeaves } from '#platform/mailer';
import { loadStart } from '../pages.ts';
import { StartPage } from '../views/start.tsx';
import { startAboutMe } from './service.ts';

/** One press for whoever would rather tell of something they did themself: nobody has to name themself. */
export function aboutMeRoutes(app: WebApp): void {
  app.post('/concerns/report/about-me', async (request, reply) => {
    const values = readValues(request.body);
    try {
      const id = await request.asPerson((tx, me) => startAboutMe(tx, me, values.school?.[0] ?? ''));
      return reply.done(
        `/concerns/report/${id}/who`,
        'Thank you. You are named already; add who else was part of it.',
      );
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const data = await request.asPerson((tx, me) => loadStart(tx, me, mailLeaves(app.services)));
      const form = { values, errors: error.fields };
      return reply.code(422).html(<StartPage context={request.page()} form={form} {...data} />);
    }
  });
}
