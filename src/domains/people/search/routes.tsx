import { readValues } from '#platform/forms';
import type { WebApp } from '#platform/http';
import { type FoundByName, placeOf, searchByName } from './service.ts';

const nobody: FoundByName = { people: [], more: false };

/** Suggestions while a name is typed. The name comes in a POST body and stands in no address (design rule 16). */
export function peopleSearchRoutes(app: WebApp): void {
  app.post<{ Params: { school: string } }>('/people/search/:school', async (request, reply) => {
    const { school } = request.params;
    const query = readValues(request.body).query?.[0];
    const found = await request.asPerson(async (tx, me) =>
      me.schoolIds.includes(school) && query !== undefined ? searchByName(tx, school, query) : nobody,
    );
    return reply.header('cache-control', 'no-store').send({
      ...(found.more ? { more: true } : {}),
      people: found.people.map((person) => ({ id: person.id, label: person.name, detail: placeOf(person) })),
    });
  });
}
