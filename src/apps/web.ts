import { statementRoutes, todayRoutes } from '#domains/assurance';
import { backupRoutes } from '#domains/backups';
import { caseRoutes, paperRoutes, reportRoutes, routingRoutes } from '#domains/concerns';
import {
  adultRoutes,
  calendarRoutes,
  peopleSearchRoutes,
  rollRoutes,
  rosterRoutes,
  supportRoutes,
  WellbeingNote,
} from '#domains/people';
import { findIsSetUp, newCode, park, signInRoutes, unknownNames } from '#domains/sign-in';
import {
  createRegistry,
  createWebApp,
  measureDatabase,
  measureRequests,
  type Services,
  serveMetrics,
  type WebApp,
} from '#platform/http';
import { demoOnlyRoutes } from './demo/routes.tsx';
import { navigation, roleLabel } from './navigation.ts';
import { openPort } from './port.ts';
import type { Running } from './run.ts';

/** The web process's routes, without a port: what tests inject into. */
export async function createWeb(services: Services, setUpCode = newCode(services.ids)): Promise<WebApp> {
  const app = await createWebApp({ services, navigation, roleLabel, park });
  signInRoutes(app, setUpCode);
  todayRoutes(app);
  supportRoutes(app);
  statementRoutes(app);
  demoOnlyRoutes(app);
  peopleSearchRoutes(app);
  rosterRoutes(app);
  adultRoutes(app);
  rollRoutes(app);
  reportRoutes(app, WellbeingNote());
  paperRoutes(app);
  caseRoutes(app);
  routingRoutes(app);
  calendarRoutes(app);
  backupRoutes(app);
  return app;
}

/** The console is what only the person who installs Gatehouse can read: it opens the set-up page, once. */
async function announceSetUp(services: Services, setUpCode: string): Promise<void> {
  if (await findIsSetUp(services)) return;
  process.stdout.write(
    `\n  Gatehouse is empty. Set it up at ${services.config.origin}/set-up with this code:\n\n      ${setUpCode}\n\n`,
  );
}

export async function startWeb(services: Services): Promise<Running> {
  const { config, database } = services;
  const setUpCode = newCode(services.ids);
  const app = await createWeb(services, setUpCode);
  const registry = createRegistry();
  measureRequests(app, registry);
  measureDatabase(database, registry);
  registry.registerMetric(unknownNames);
  await openPort('PORT', config.port, () => app.listen({ host: config.host, port: config.port }));
  const metrics = await openPort('METRICS_PORT', config.metricsPort, () =>
    serveMetrics(registry, config.metricsPort),
  ).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  // Only now: a code for a page that never opens would be noise.
  await announceSetUp(services, setUpCode);
  return {
    stop: async () => {
      metrics.close();
      await app.close();
    },
  };
}
