export { adultRoutes } from './adults/routes.tsx';
export {
  addOpenMinutes,
  closesAt,
  isOpen,
  nextOpening,
  type SchoolCalendar,
} from './calendar/calendar.ts';
export { findCalendar } from './calendar/queries.ts';
export { calendarRoutes } from './calendar/routes.tsx';
export { type Cover, findCover } from './cover/queries.ts';
export {
  type FieldName,
  fieldNames,
  type ListKind,
  type Mapping,
  mappingFor,
  parseDay,
  readList,
  readTable,
} from './csv/index.ts';
export {
  type Fault,
  type HeldRoster,
  hasErrors,
  type RosterReading,
  RosterRefused,
  readRoster,
} from './oneroster/index.ts';
export { byWeight, roleNames } from './post-names.ts';
export { responsibilityRoutes } from './responsibilities/routes.tsx';
/** @public Asked by what assesses filter changes: who was Head, or named cover, on that day. */
export { whoHolds } from './responsibilities/service.ts';
export { type ResponsibilityKind, responsibilities } from './responsibilities/types.ts';
export { rollRoutes } from './roll/routes.tsx';
export {
  applyRoster,
  changesNothing,
  digestOf,
  findHeld,
  findMapping,
  linesOf,
  planRoster,
  type RosterPlan,
  type RosterSchool,
  rememberColumns,
  rosterJobs,
  rosterRoutes,
  whereOf,
} from './roster/index.ts';
export { schoolsById } from './schools/queries.ts';
export { peopleSearchRoutes } from './search/routes.tsx';
export { type FoundPerson, peopleById, placeOf, searchPeople, yearName } from './search/service.ts';
export { settingChangeRoutes } from './setting-change/routes.tsx';
export { keepChange } from './setting-change/service.ts';
export { supportRoutes } from './support/routes.tsx';
export { WellbeingNote } from './support/views/wellbeing-note.tsx';
