import { restrictionRoutes } from '#domains/access';
import { statementRoutes, todayRoutes } from '#domains/assurance';
import { backupRoutes } from '#domains/backups';
import {
  answerRoutes,
  caseRoutes,
  figuresRoutes,
  identityRoutes,
  ladderRoutes,
  noteGuard,
  paperRoutes,
  reportRoutes,
  routingRoutes,
  signatureRoutes,
  tellRoutes,
  waySettingsRoutes,
} from '#domains/concerns';
import { retentionRoutes } from '#domains/data-protection';
import { evidenceRoutes } from '#domains/evidence';
import {
  adultRoutes,
  calendarRoutes,
  peopleSearchRoutes,
  responsibilityRoutes,
  rollRoutes,
  rosterRoutes,
  settingChangeRoutes,
  supportRoutes,
  WellbeingNote,
} from '#domains/people';
import { referenceRoutes } from '#domains/policies';
import { findIsSetUp, newCode, park, signInRoutes, unknownNames } from '#domains/sign-in';
import {
  createRegistry,
  createWebApp,
  keepCertificateFresh,
  measureCertificate,
  measureDatabase,
  measureJobs,
  measureRequests,
  type Services,
  serveMetrics,
  type WebApp,
} from '#platform/http';
import { type Certificate, readCertificate } from '#platform/tls';
import { demoOnlyRoutes } from './demo/routes.tsx';
import { navigation, roleLabel } from './navigation.ts';
import { openPort } from './port.ts';
import type { Running } from './run.ts';

/** The web process's routes, without a port: what tests inject into. */
export async function createWeb(
  services: Services,
  setUpCode = newCode(services.ids),
  certificate?: Certificate,
): Promise<WebApp> {
  const app = await createWebApp({ services, navigation, roleLabel, park, certificate });
  signInRoutes(app, setUpCode);
  todayRoutes(app);
  supportRoutes(app);
  statementRoutes(app);
  demoOnlyRoutes(app);
  peopleSearchRoutes(app);
  rosterRoutes(app);
  adultRoutes(app);
  rollRoutes(app);
  responsibilityRoutes(app);
  reportRoutes(app, WellbeingNote());
  evidenceRoutes(app, noteGuard);
  paperRoutes(app);
  signatureRoutes(app);
  answerRoutes(app);
  tellRoutes(app);
  waySettingsRoutes(app);
  caseRoutes(app);
  identityRoutes(app);
  figuresRoutes(app);
  restrictionRoutes(app);
  routingRoutes(app);
  ladderRoutes(app);
  calendarRoutes(app);
  settingChangeRoutes(app);
  backupRoutes(app);
  referenceRoutes(app);
  retentionRoutes(app);
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
  const certificate = config.tls && readCertificate(config.tls);
  const app = await createWeb(services, setUpCode, certificate);
  const fresh = certificate && keepCertificateFresh(app, certificate);
  const registry = createRegistry();
  if (fresh) measureCertificate(fresh, registry);
  measureRequests(app, registry);
  measureDatabase(database, registry);
  measureJobs(services, registry);
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
    renew: () => fresh?.look(),
    stop: async () => {
      fresh?.stop();
      metrics.close();
      await app.close();
    },
  };
}
