import { WellbeingNote } from '#domains/people';
import type { WebApp } from '#platform/http';
import { loadToday } from './service.ts';
import { TodayPage } from './views/today.tsx';

export function todayRoutes(app: WebApp): void {
  app.get('/', async (request, reply) => {
    const today = await request.asPerson(loadToday);
    return reply.html(<TodayPage context={request.page()} today={today} beside={<WellbeingNote />} />);
  });
}
