export { digestOf } from './digest.ts';
export { applyRoster, planRoster } from './service.ts';
export { changesNothing, type RosterPlan, type RosterSchool } from './types.ts';
export { linesOf, whereOf } from './words.ts';
