import { readValues } from '#platform/forms';
import type { WebApp } from '#platform/http';
import { placeOf, searchPeople } from './service.ts';

/** Suggestions while a name is typed. The name comes in a POST body and stands in no address (design rule 16). */
export function peopleSearchRoutes(app: WebApp): void {
  app.post<{ Params: { school: string } }>('/people/search/:school', async (request, reply) => {
    const { school } = request.params;
    const query = readValues(request.body).query?.[0];
    const found = await request.asPerson(async (tx, me) =>
      me.schoolIds.includes(school) && query !== undefined ? searchPeople(tx, school, query) : [],
    );
    return reply.header('cache-control', 'no-store').send({
      people: found.map((person) => ({ id: person.id, label: person.name, detail: placeOf(person) })),
    });
  });
}
