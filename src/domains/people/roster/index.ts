export { applyRoster, planRoster } from './service.ts';
export {
  changesNothing,
  countNames,
  type RosterCounts,
  type RosterPlan,
  type RosterSchool,
} from './types.ts';
