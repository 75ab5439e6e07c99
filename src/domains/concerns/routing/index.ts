export { planRoute, refuseEmptyRoute, tellRoute, whoReadsNow } from './service.ts';
export type { RoutePlan } from './types.ts';
