import type { WebApp } from '#platform/http';
import { certificateRoutes } from './certificates/routes.tsx';
import { reviewRoutes } from './review/routes.tsx';
import { termRoutes } from './terms/routes.tsx';

/** How long records are kept: terms, what is due, what is held, what was destroyed. */
export function retentionRoutes(app: WebApp): void {
  termRoutes(app);
  reviewRoutes(app);
  certificateRoutes(app);
}
