import type { WebApp } from '#platform/http';
import { accountRoutes } from './account/routes.tsx';
import { accountsRoutes } from './accounts/routes.tsx';
import { demoRoutes } from './demo/routes.ts';
import { dutiesRoutes } from './duties/routes.tsx';
import { enterRoutes } from './enter/routes.tsx';
import { recoveryRoutes } from './recovery/routes.tsx';
import { setUpRoutes } from './set-up/routes.tsx';

/** `setUpCode` opens /set-up while the database is empty; the process shows it on its console and nowhere else. */
export function signInRoutes(app: WebApp, setUpCode: string): void {
  setUpRoutes(app, setUpCode);
  enterRoutes(app);
  accountRoutes(app);
  accountsRoutes(app);
  recoveryRoutes(app);
  dutiesRoutes(app);
  demoRoutes(app);
}
