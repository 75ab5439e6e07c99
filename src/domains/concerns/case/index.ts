import type { WebApp } from '#platform/http';
import { findingRoutes } from '../finding/routes.tsx';
import { referralRoutes } from '../referral/routes.tsx';
import { sanctionRoutes } from '../sanction/routes.tsx';
import { supportPlanRoutes } from '../support/routes.tsx';
import { wrongPersonRoutes } from '../wrong-person/routes.tsx';
import { actRoutes } from './act/routes.tsx';
import { inboxRoutes } from './inbox/routes.tsx';
import { casePageRoutes } from './page/routes.tsx';
import { passOnRoutes } from './pass-on/routes.tsx';

export { findTodayForHandler } from './today/service.ts';

/** The handlers' side of a concern: the list, the case, and everything that is done with it. */
export function caseRoutes(app: WebApp): void {
  inboxRoutes(app);
  passOnRoutes(app);
  casePageRoutes(app);
  actRoutes(app);
  referralRoutes(app);
  findingRoutes(app);
  sanctionRoutes(app);
  supportPlanRoutes(app);
  wrongPersonRoutes(app);
}
