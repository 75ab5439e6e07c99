import type { WebApp } from '#platform/http';
import { childFileRoutes } from '../child-file/routes.tsx';
import { dutyRoutes } from '../duty/routes.tsx';
import { findingRoutes } from '../finding/routes.tsx';
import { weeklyMeetingRoutes } from '../meeting/routes.tsx';
import { pathwayRoutes } from '../pathway/routes.tsx';
import { packRoutes } from '../referral/pack/routes.tsx';
import { registerRoutes } from '../referral/register/routes.tsx';
import { referralRoutes } from '../referral/routes.tsx';
import { sanctionRoutes } from '../sanction/routes.tsx';
import { meetingRoutes } from '../staff/meeting/routes.ts';
import { staffRegisterRoutes } from '../staff/register/routes.tsx';
import { staffRoutes } from '../staff/routes.tsx';
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
  pathwayRoutes(app);
  dutyRoutes(app);
  packRoutes(app);
  registerRoutes(app);
  staffRoutes(app);
  meetingRoutes(app);
  staffRegisterRoutes(app);
  findingRoutes(app);
  sanctionRoutes(app);
  supportPlanRoutes(app);
  wrongPersonRoutes(app);
  childFileRoutes(app);
  weeklyMeetingRoutes(app);
}
