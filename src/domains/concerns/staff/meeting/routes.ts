import { NotFound } from '#platform/errors';
import type { WebApp } from '#platform/http';
import { readCase } from '../../case/page/service.ts';
import { meetingPaper } from './paper.ts';

/** What was judged and done about the adult of one case, on paper; made once it was weighed. */
export function meetingRoutes(app: WebApp): void {
  app.get<{ Params: { id: string } }>('/concerns/:id/staff/meeting.pdf', async (request, reply) => {
    const { view, latest } = await request.asPerson(async (tx, me) => {
      const found = await readCase(tx, me, request.params.id);
      const [assessment] = found.following.staff.assessments;
      if (assessment === undefined) throw new NotFound('nobody has weighed it');
      tx.record({
        chain: found.file.school.id,
        type: 'concern.exported/1',
        subject: found.file.concernId,
        data: { format: 'meeting' },
        content: [{ table: 'concern.staff_assessment', id: assessment.id }],
      });
      return { view: found, latest: assessment };
    });
    const file = await meetingPaper(view, latest, app.services.clock.now(), view.myId);
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="gatehouse-${view.file.reference}-meeting.pdf"`)
      .header('cache-control', 'no-store')
      .send(file);
  });
}
