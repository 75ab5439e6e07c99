import { NotFound } from '#platform/errors';
import type { WebApp, WebRequest } from '#platform/http';
import { isUuid } from '#platform/ids';
import { meetingPaper } from './paper.ts';
import { readMeeting } from './service.ts';
import { MeetingPage } from './views/meeting-page.tsx';

function askedSchool(request: WebRequest): string | undefined {
  const { school } = request.query as { readonly school?: unknown };
  if (school === undefined) return undefined;
  if (typeof school !== 'string' || !isUuid(school)) throw new NotFound('not an id');
  return school;
}

/** The list that a safeguarding team goes through every week. */
export function weeklyMeetingRoutes(app: WebApp): void {
  app.get('/meeting', async (request, reply) => {
    const school = askedSchool(request);
    const meeting = await request.asPerson((tx, me) => readMeeting(tx, me, school, 'page'));
    return reply.html(<MeetingPage context={request.page()} meeting={meeting} />);
  });

  app.get('/meeting.pdf', async (request, reply) => {
    const school = askedSchool(request);
    const { meeting, reader } = await request.asPerson(async (tx, me) => ({
      meeting: await readMeeting(tx, me, school, 'pdf'),
      reader: me.id,
    }));
    return reply
      .type('application/pdf')
      .header('content-disposition', 'attachment; filename="gatehouse-meeting.pdf"')
      .header('cache-control', 'no-store')
      .send(await meetingPaper(meeting, reader));
  });
}
