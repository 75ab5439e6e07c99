import { NotFound } from '#platform/errors';
import { isUuid } from '#platform/ids';
import type { WebApp } from './types.ts';

/** Whatever stands for a parameter in an address is an id; anything else is an address that does not exist. */
export function idsInAddresses(app: WebApp): void {
  app.addHook('onRequest', async (request) => {
    const words = request.routeOptions.config.words ?? [];
    for (const [name, value] of Object.entries(request.params as Readonly<Record<string, string>>)) {
      if (name !== '*' && !words.includes(name) && !isUuid(value)) throw new NotFound(`${name} is not an id`);
    }
  });
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Parameters of the address that are words, not ids. */
    words?: readonly string[];
  }
}
