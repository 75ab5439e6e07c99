import { hashToken } from '#platform/crypto';
import { Forbidden } from '#platform/errors';
import { sessionCookie } from './cookies.ts';
import type { WebApp, WebRequest } from './types.ts';

/** Thrown where nobody is signed in; the error handler parks what was typed and sends to the sign-in page. */
export class SignInNeeded extends Forbidden {
  constructor() {
    super('nobody is signed in', 'Please sign in.');
  }
}

/** A token is 43 characters of base64url; anything else is not looked up. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export function personActor(request: WebRequest) {
  const { session } = request;
  if (!session?.live) throw new SignInNeeded();
  return {
    kind: 'person',
    personId: session.personId,
    secondFactor: session.secondFactor,
    request: request.id,
  } as const;
}

/** Finds who a request's cookie belongs to, and gives routes `asPerson`. */
export function sessions(app: WebApp): void {
  const { database, config } = app.services;
  app.decorateRequest('session', null);
  app.decorateRequest('me', null);
  app.decorateRequest('asPerson', function asPerson(this: WebRequest, act) {
    return database.withActor(personActor(this), (tx, me) => {
      this.me = me;
      return act(tx, me);
    });
  });
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.withoutSession) return;
    const token = request.cookies[sessionCookie(config)];
    if (token !== undefined && TOKEN.test(token))
      request.session = (await database.findSession(hashToken(token))) ?? null;
  });
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Assets, health checks and public ways in: nobody needs to be known, and no cookie is read or set. */
    withoutSession?: boolean;
    /** What somebody may do unseen: that a request was refused is written nowhere, a fault of ours without its number. */
    unlogged?: boolean;
  }
}
