import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Roster, RosterVersion, User } from '../../src/domains/people/oneroster/index.ts';

type Cell = string | number | boolean | null;
type Table = { header: string; rows: () => Iterable<readonly Cell[]> };

const quote = (cell: Cell): string => {
  if (cell === null) return '';
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A table as text, in pieces of some thousand lines. */
export function* csvText({ header, rows }: Table): Generator<string> {
  let piece = `${header}\r\n`;
  for (const row of rows()) {
    piece += `${row.map(quote).join(',')}\r\n`;
    if (piece.length > 100_000) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

const table = <T>(columns: string, records: readonly T[], cells: (record: T) => readonly Cell[]): Table => ({
  header: `sourcedId,status,dateLastModified,${columns}`,
  *rows() {
    for (const record of records) yield cells(record);
  },
});

const userIds = (user: User): string => user.userIds.map(({ type, id }) => `{${type}:${id}}`).join(',');

const nameCells = (user: User): Cell[] => [
  user.username,
  userIds(user),
  user.givenName,
  user.familyName,
  user.middleName,
  user.identifier,
  user.email,
  null,
  null,
  user.agentSourcedIds.join(','),
  user.grades.join(','),
  null,
];

const NAME_COLUMNS =
  'username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password';

const users11 = (roster: Roster): Table =>
  table(`enabledUser,orgSourcedIds,role,${NAME_COLUMNS}`, roster.users, (user) => [
    ...[user.sourcedId, null, null, user.enabled],
    ...[user.roles.map((role) => role.orgSourcedId).join(','), user.roles[0]?.role ?? null],
    ...nameCells(user),
  ]);

const users12 = (roster: Roster): Table =>
  table(
    `enabledUser,${NAME_COLUMNS},userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns`,
    roster.users,
    (user) => [
      ...[user.sourcedId, null, null, user.enabled],
      ...nameCells(user),
      ...[user.userMasterIdentifier, user.preferredGivenName, user.preferredMiddleName],
      ...[user.preferredFamilyName, user.primaryOrgSourcedId, user.pronouns],
    ],
  );

const roles12 = (roster: Roster): Table => {
  const held = roster.users.flatMap((user) => user.roles.map((role, place) => ({ user, role, place })));
  return table(
    'userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId',
    held,
    ({ user, role, place }) => [
      ...[`role-${user.sourcedId}-${place}`, null, null, user.sourcedId],
      ...[role.primary ? 'primary' : 'secondary', role.role, role.beginDate, role.endDate],
      ...[role.orgSourcedId, null],
    ],
  );
};

const structure = (roster: Roster): Record<string, Table> => ({
  orgs: table('name,type,identifier,parentSourcedId', roster.orgs, (org) => [
    ...[org.sourcedId, null, null, org.name, org.type, org.identifier, org.parentSourcedId],
  ]),
  academicSessions: table(
    'title,type,startDate,endDate,parentSourcedId,schoolYear',
    roster.academicSessions,
    (session) => [
      ...[session.sourcedId, null, null, session.title, session.type, session.startDate, session.endDate],
      ...[session.parentSourcedId, session.schoolYear],
    ],
  ),
  courses: table(
    'schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes',
    roster.courses,
    (course) => [
      ...[course.sourcedId, null, null, course.schoolYearSourcedId, course.title, course.courseCode, null],
      ...[course.orgSourcedId, null, null],
    ],
  ),
  classes: table(
    'title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods',
    roster.classes,
    (aClass) => [
      ...[aClass.sourcedId, null, null, aClass.title, aClass.grades.join(','), aClass.courseSourcedId],
      ...[aClass.classCode, aClass.type, aClass.location, aClass.schoolSourcedId],
      ...[aClass.termSourcedIds.join(','), null, null, null],
    ],
  ),
});

const RACES =
  'americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white';
const ORIGINS =
  'demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus';

const members = (roster: Roster): Record<string, Table> => ({
  enrollments: table(
    'classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate',
    roster.enrollments,
    (enrollment) => [
      ...[enrollment.sourcedId, null, null, enrollment.classSourcedId, enrollment.schoolSourcedId],
      ...[enrollment.userSourcedId, enrollment.role, enrollment.primary],
      ...[enrollment.beginDate, enrollment.endDate],
    ],
  ),
  demographics: table(`birthDate,sex,${RACES},${ORIGINS}`, roster.demographics, (demographics) => [
    ...[demographics.userSourcedId, null, null, demographics.birthDate, demographics.sex],
    ...new Array<null>(11).fill(null),
  ]),
});

/** How a file is handed over: whole, its changes alone, or not at all. */
export type FileMode = 'bulk' | 'delta' | 'absent';

const manifest = (names: readonly string[], modeOf: (name: string) => FileMode = () => 'bulk'): Table => ({
  header: 'propertyName,value',
  rows: () => [
    ['manifest.version', '1.0'],
    ['oneroster.version', names.includes('roles') ? '1.2' : '1.1'],
    ...names.map((name): [string, string] => [`file.${name}`, modeOf(name)]),
    ...['categories', 'lineItems', 'resources', 'results'].map((name): [string, string] => [
      `file.${name}`,
      'absent',
    ]),
    ['source.systemName', 'Made-up MIS'],
    ['source.systemCode', 'made-up'],
  ],
});

/** The files of a bulk export, by name. */
export const csvFiles = (roster: Roster, version: RosterVersion): Record<string, Table> => {
  const people =
    version === '1.1' ? { users: users11(roster) } : { users: users12(roster), roles: roles12(roster) };
  const tables: Record<string, Table> = { ...structure(roster), ...people, ...members(roster) };
  const all: Record<string, Table> = { manifest: manifest(Object.keys(tables)), ...tables };
  return Object.fromEntries(Object.entries(all).map(([name, found]) => [`${name}.csv`, found]));
};

/** What a system says of the records that changed: those that went give no more than their id. */
const changesOf = (before: Table | undefined, after: Table, at: string): Table => {
  const width = after.header.split(',').length;
  const was = new Map([...(before?.rows() ?? [])].map((cells) => [cells[0], cells]));
  const rows: (readonly Cell[])[] = [];
  const there = new Set<Cell | undefined>();
  for (const cells of after.rows()) {
    there.add(cells[0]);
    const [id = null, , , ...rest] = cells;
    if (JSON.stringify(was.get(id)) !== JSON.stringify(cells)) rows.push([id, 'active', at, ...rest]);
  }
  for (const id of was.keys())
    if (!there.has(id)) rows.push([id ?? null, 'tobedeleted', at, ...new Array<null>(width - 3).fill(null)]);
  return { header: after.header, rows: () => rows };
};

export interface ChangesOptions {
  readonly version: RosterVersion;
  readonly before: Roster;
  readonly after: Roster;
  /** When they were made: every row says so. */
  readonly at: string;
  readonly modes?: Readonly<Record<string, FileMode>>;
}

/** The files of a delta export, or of one that hands over some files whole and leaves out others. */
export const changedFiles = ({ version, before, after, at, modes = {} }: ChangesOptions) => {
  const modeOf = (name: string): FileMode => modes[name] ?? 'delta';
  const was = csvFiles(before, version);
  const files = Object.entries(csvFiles(after, version)).filter(([name]) => name !== 'manifest.csv');
  const names = files.map(([name]) => name.replace('.csv', ''));
  const found = files.flatMap(([name, whole]) => {
    const mode = modeOf(name.replace('.csv', ''));
    if (mode === 'absent') return [];
    return [[name, mode === 'bulk' ? whole : changesOf(was[name], whole, at)] as const];
  });
  return Object.fromEntries<Table>([['manifest.csv', manifest(names, modeOf)], ...found]);
};

/** Writes it as a zip. */
export const writeChanges = (options: ChangesOptions, path: string): Promise<void> =>
  writeZip(changedFiles(options), path);

const writeZip = async (files: Record<string, Table>, path: string): Promise<void> => {
  const zip = new ZipFile();
  const mtime = new Date('2026-09-01T12:00:00Z');
  for (const [name, found] of Object.entries(files)) {
    zip.addReadStream(Readable.from(csvText(found)), name, { mtime, mode: 0o100644 });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
};

/** Writes a bulk export: a zip when the path ends in `.zip`, else a folder. */
export const writeRoster = async (roster: Roster, version: RosterVersion, path: string): Promise<void> => {
  const files = csvFiles(roster, version);
  if (path.endsWith('.zip')) {
    await mkdir(dirname(path), { recursive: true });
    return writeZip(files, path);
  }
  await mkdir(path, { recursive: true });
  for (const [name, found] of Object.entries(files)) {
    await writeFile(join(path, name), Readable.from(csvText(found)));
  }
};
