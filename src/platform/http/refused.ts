import { Forbidden, NotFound } from '#platform/errors';
import { isUuid } from '#platform/ids';
import { personActor, SignInNeeded } from './session.ts';
import type { WebRequest } from './types.ts';

/** So many refusals of one person in so many minutes are events; one more says that there were others. */
const MOST = 30;
const WINDOW_MINUTES = 10;

interface Window {
  readonly ends: number;
  count: number;
}

/** In this process alone: it keeps the chain from being flooded, and bars nobody from anything. */
const windows = new Map<string, Window>();

function countOf(personId: string, now: number): number {
  for (const [id, { ends }] of windows) if (ends <= now) windows.delete(id);
  const window = windows.get(personId) ?? { ends: now + WINDOW_MINUTES * 60_000, count: 0 };
  windows.set(personId, window);
  window.count += 1;
  return window.count;
}

/** Ids in the address, never anything else of it. */
function idsOf(request: WebRequest): string[] {
  const params = Object.values((request.params ?? {}) as Readonly<Record<string, unknown>>);
  return params.filter((value): value is string => typeof value === 'string' && isUuid(value));
}

const isRefusal = (error: unknown): boolean =>
  (error instanceof NotFound || error instanceof Forbidden) && !(error instanceof SignInNeeded);

/**
 * Design rule 3: that somebody signed in was refused is an event of its own, in a transaction of its own, since the one
 * that was refused leaves none. What is not there and what may not be seen are the same to it, as to them.
 */
export async function recordRefusal(request: WebRequest, error: unknown, status: number): Promise<void> {
  const route = request.routeOptions.url;
  const { services } = request.server;
  if (!request.session?.live || route === undefined || !isRefusal(error)) return;
  const count = countOf(request.session.personId, services.clock.now().epochMilliseconds);
  if (count > MOST + 1) return;
  const data = { method: request.method, route, status, ids: idsOf(request), more: count > MOST };
  try {
    await services.database.withActor(personActor(request), async (tx, me) => {
      tx.record({ chain: me.trustId, type: 'access.refused/1', subject: me.id, data });
    });
  } catch (cause) {
    // Whoever may not act at all can write no event either; the answer is the refusal all the same.
    if (cause instanceof Forbidden) return;
    services.log.error({ request: request.id, route }, 'a refusal could not be recorded');
  }
}
