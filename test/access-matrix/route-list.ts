import type { WebApp } from '#platform/http';

/** `GET /path` for every route of an app, read out of the tree that Fastify prints. HEAD goes with its GET. */
export function routesOf(app: WebApp): string[] {
  const above: string[] = [];
  const found: string[] = [];
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const at = line.indexOf('── ');
    if (at === -1) continue;
    const [, part = '', methods] = line.slice(at + 3).match(/^(.*?)(?: \(([A-Z, ]+)\))?$/) ?? [];
    const depth = (at - 1) / 4;
    above.length = depth;
    // The root is printed as the beginning of whatever hangs on it.
    above.push(part);
    const path = above.join('').replace('//', '/');
    for (const method of methods?.split(', ') ?? []) if (method !== 'HEAD') found.push(`${method} ${path}`);
  }
  return found.sort();
}
