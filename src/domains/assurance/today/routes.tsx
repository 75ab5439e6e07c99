import { WellbeingNote } from '#domains/people';
import type { WebApp } from '#platform/http';
import { mailLeaves } from '#platform/mailer';
import { loadToday } from './service.ts';
import { TodayPage } from './views/today.tsx';

export function todayRoutes(app: WebApp): void {
  app.get('/', async (request, reply) => {
    const { config, demo } = app.services;
    const settings = {
      mailLeaves: mailLeaves(app.services),
      backsUp: demo || config.backupDir !== undefined,
    };
    const today = await request.asPerson((tx, me) => loadToday(tx, me, settings));
    return reply.html(<TodayPage context={request.page()} today={today} beside={<WellbeingNote />} />);
  });
}
