export { type ReadersByAnswer, whoReadsEach, whoReadsNow } from './reads-now.ts';
export { planRoute, refuseEmptyRoute, tellRoute } from './service.ts';
export type { RoutePlan } from './types.ts';
