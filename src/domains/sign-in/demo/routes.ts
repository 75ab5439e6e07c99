import { byWeight, roleNames } from '#domains/people';
import { NotFound } from '#platform/errors';
import { defineForm, idChoice, optionalText } from '#platform/forms';
import type { WebApp, WebRequest } from '#platform/http';
import { asSignIn } from '../door.ts';
import { lockAccount } from '../queries.ts';
import { safePath } from '../safe-path.ts';
import { openSession } from '../sessions/service.ts';
import { deviceOf, keepSession } from '../web.ts';
import { type DemoPerson, demoAccounts } from './queries.ts';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

const isDemo = (request: WebRequest) =>
  request.server.services.demo && LOOPBACK.test(request.headers.host ?? '');

const order = Object.keys(roleNames);
const rank = (person: DemoPerson) => order.indexOf(byWeight(person.roles)[0] ?? '');

/** Whom one may be in the demo, on this machine alone; nobody anywhere else. */
export async function demoPeople(request: WebRequest): Promise<readonly DemoPerson[]> {
  if (!isDemo(request)) return [];
  const people = await asSignIn(request.server.services, demoAccounts);
  return people.sort((a, b) => a.schoolName.localeCompare(b.schoolName) || rank(a) - rank(b));
}

const personForm = defineForm({ personId: idChoice('Choose a person.'), next: optionalText({ max: 500 }) });

/** One press signs in, with everything that the second step would give. Outside the demo there is no such route. */
export function demoRoutes(app: WebApp): void {
  if (!app.services.demo) return;
  app.post('/demo/sign-in', async (request, reply) => {
    const parsed = personForm.parse(request.body);
    if (!isDemo(request) || !parsed.ok) throw new NotFound('not a demo sign-in');
    const entered = await asSignIn(app.services, async (tx) => {
      const account = await lockAccount(tx, parsed.value.personId);
      if (account === undefined || !account.isActive) throw new NotFound('nobody of the demo');
      return { token: await openSession(tx, account, true, deviceOf(request)), userName: account.userName };
    });
    keepSession(reply, entered.token, entered.userName);
    return reply.done(safePath(parsed.value.next ?? undefined) ?? '/');
  });
}
