import type { WebApp } from '#platform/http';
import { demoRoutes } from './demo/routes.ts';
import { enterRoutes } from './enter/routes.tsx';
import { setUpRoutes } from './set-up/routes.tsx';

/** `setUpCode` opens /set-up while the database is empty; the process shows it on its console and nowhere else. */
export function signInRoutes(app: WebApp, setUpCode: string): void {
  setUpRoutes(app, setUpCode);
  enterRoutes(app);
  demoRoutes(app);
}
