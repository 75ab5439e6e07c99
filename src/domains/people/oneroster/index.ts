/** The reader of OneRoster files. Types of the roster that nothing outside needs yet are in `types.ts`. */
export { hasErrors, RosterRefused } from './faults.ts';
export { readRoster } from './read-roster.ts';
export type {
  Demographics,
  Enrollment,
  Fault,
  HeldRoster,
  LocalDate,
  Org,
  ReadRosterOptions,
  Roster,
  RosterClass,
  RosterReading,
  RosterRecords,
  RosterVersion,
  User,
  UserDraft,
  UserRole,
} from './types.ts';
export { upnCheckLetter } from './upn.ts';
