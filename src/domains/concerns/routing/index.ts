export { planRoute, refuseEmptyRoute, tellRoute, whoReadsNow } from './service.ts';
export type { ReadersNow, Recipient, RoutePlan, RouteRequest, RouteRole } from './types.ts';
