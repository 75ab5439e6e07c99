import { reportRoutes } from '#domains/concerns';
import { peopleSearchRoutes } from '#domains/people';
import {
  createRegistry,
  createWebApp,
  measureDatabase,
  measureRequests,
  type Services,
  serveMetrics,
  type WebApp,
} from '#platform/http';
import { navigation, roleLabel } from './navigation.ts';
import type { Running } from './run.ts';

/** The web process's routes, without a port: what tests inject into. */
export async function createWeb(services: Services): Promise<WebApp> {
  const app = await createWebApp({ services, navigation, roleLabel, park: async () => '/sign-in' });
  peopleSearchRoutes(app);
  reportRoutes(app, null);
  return app;
}

export async function startWeb(services: Services): Promise<Running> {
  const { config, database } = services;
  const app = await createWeb(services);
  const registry = createRegistry();
  measureRequests(app, registry);
  measureDatabase(database, registry);
  await app.listen({ host: config.host, port: config.port });
  const metrics = await serveMetrics(registry, config.metricsPort);
  return {
    stop: async () => {
      metrics.close();
      await app.close();
    },
  };
}
