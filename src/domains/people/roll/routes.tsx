import { emptyForm } from '#platform/forms';
import type { WebApp } from '#platform/http';
import { isUuid } from '#platform/ids';
import { nameForm, readFilter } from './forms.ts';
import { findByName, openPerson, openRoll } from './service.ts';
import { FoundPage } from './views/found.tsx';
import { PersonPage } from './views/person.tsx';
import { RollPage } from './views/roll.tsx';

/** The people of my schools. A name is searched by POST and its answer has no address of its own. */
export function rollRoutes(app: WebApp): void {
  app.get('/people', async (request, reply) => {
    const roll = await request.asPerson((tx, me) => openRoll(tx, me, readFilter(request.query)));
    return reply.html(<RollPage context={request.page()} roll={roll} form={emptyForm()} />);
  });

  app.post('/people', async (request, reply) => {
    const parsed = nameForm.parse(request.body);
    if (!parsed.ok) {
      const schoolId = parsed.state.values.school?.[0] ?? '';
      const asked = { schoolId: isUuid(schoolId) ? schoolId : null, classId: null, ncYear: null, page: 1 };
      const roll = await request.asPerson((tx, me) => openRoll(tx, me, asked));
      return reply.code(422).html(<RollPage context={request.page()} roll={roll} form={parsed.state} />);
    }
    const { school, name } = parsed.value;
    const found = await request.asPerson((tx, me) => findByName(tx, me, school, name));
    return reply.html(<FoundPage context={request.page()} found={found} form={parsed.state} />);
  });

  app.get<{ Params: { id: string } }>('/people/:id', async (request, reply) => {
    const { id } = request.params;
    const data = await request.asPerson((tx, me) => openPerson(tx, me, id));
    return reply.html(<PersonPage context={request.page()} {...data} />);
  });
}
