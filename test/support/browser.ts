import type { LightMyRequestResponse } from 'fastify';
import { hashToken } from '#platform/crypto';
import type { WebApp } from '#platform/http';
import { createWeb } from '../../src/apps/web.ts';
import type { World } from './world.ts';

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Somebody at a browser: keeps their cookie and sends the headers that a page of ours would. */
export interface Visitor {
  readonly cookie: string;
  get(path: string): Promise<LightMyRequestResponse>;
  post(path: string, fields?: Fields): Promise<LightMyRequestResponse>;
  /** The whole of a file of one byte, as our script sends it. */
  put(path: string): Promise<LightMyRequestResponse>;
}

export interface Browser {
  readonly app: WebApp;
  /** Somebody who is signed in already; the sign-in itself has tests of its own. */
  signedIn(personId: string, options?: { readonly secondFactor?: boolean }): Promise<Visitor>;
  readonly nobody: Visitor;
}

function encode(fields: Fields): string {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
  }
  return body.toString();
}

function visitor(app: WebApp, cookie: string): Visitor {
  const headers = { host: 'localhost:8080', ...(cookie === '' ? {} : { cookie }) };
  return {
    cookie,
    get: (path) => app.inject({ method: 'GET', url: path, headers }),
    post: (path, fields = {}) =>
      app.inject({
        method: 'POST',
        url: path,
        headers: {
          ...headers,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
        },
        payload: encode(fields),
      }),
    put: (path) =>
      app.inject({
        method: 'PUT',
        url: path,
        headers: {
          ...headers,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/octet-stream',
          'upload-offset': '0',
          'upload-length': '1',
        },
        payload: Buffer.from('x'),
      }),
  };
}

async function addSession(world: World, personId: string, secondFactor: boolean): Promise<string> {
  const token = world.services.ids.token();
  const now = world.clock.now();
  await world.owner.query(
    `insert into signin.session (id, token_hash, person_id, created_at, last_seen_at, ends_at, second_factor, user_agent, address_hint)
     values ($1, $2, $3, $4, $4, $5, $6, 'test browser', 'here')`,
    [
      world.services.ids.uuid(),
      hashToken(token),
      personId,
      now.toString(),
      now.add({ hours: 10 }).toString(),
      secondFactor,
    ],
  );
  return `gatehouse=${token}`;
}

export async function testBrowser(world: World): Promise<Browser> {
  const app = await createWeb(world.services);
  await app.ready();
  return {
    app,
    nobody: visitor(app, ''),
    signedIn: async (personId, options = {}) =>
      visitor(app, await addSession(world, personId, options.secondFactor ?? true)),
  };
}
