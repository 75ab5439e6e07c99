import { finishUsers } from './pupils.ts';
import { isElsewhere, type Reading, readRecords, refers } from './reading.ts';
import type { Row } from './row.ts';
import { checkDateOrder, neededChoice } from './structure.ts';
import type { HeldRole, User, UserDraft, UserId, UserRole, UserRoleName } from './types.ts';

const ROLES_11 = [
  'student',
  'teacher',
  'aide',
  'administrator',
  'proctor',
  'guardian',
  'parent',
  'relative',
] as const;
const ROLES_12 = [
  'student',
  'teacher',
  'aide',
  'principal',
  'siteAdministrator',
  'districtAdministrator',
  'systemAdministrator',
  'counselor',
  'proctor',
  'guardian',
  'parent',
  'relative',
] as const satisfies readonly UserRoleName[];

/** `{type:id},{type:id}`, as both versions write the ids that other systems have for a person. */
const readUserIds = (row: Row): UserId[] => {
  const text = row.raw('userIds');
  if (text === '') return [];
  const found = [...text.matchAll(/\{([^:{}]+):([^{}]*)\}/g)];
  const length = found.reduce((sum, match) => sum + match[0].length, Math.max(0, found.length - 1));
  if (found.length === 0 || length !== text.replace(/\}\s*,\s*\{/g, '},{').length) {
    row.warning('userIds', {
      code: 'bad-user-ids',
      problem: 'This is not a list of ids written as {type:id},{type:id}.',
      remedy: 'Gatehouse reads what it can of it. Correct the export if a UPN should be in it.',
    });
  }
  return found.map((match) => ({ type: (match[1] ?? '').trim(), id: (match[2] ?? '').trim() }));
};

/** A blank user name would stop the roster of a school whose youngest children have none. */
const readUsername = (row: Row, lines: Map<string, number>, enabled: boolean): string | null => {
  const username = row.optional('username');
  if (username === null) {
    if (enabled) {
      row.warning('username', {
        code: 'no-username',
        problem: 'This person has no user name, so the filter cannot tell who they are.',
        remedy: 'Give them one in the MIS, if they use school devices.',
      });
    }
    return null;
  }
  if (!enabled) return username;
  const first = lines.get(username.toLowerCase());
  if (first !== undefined) {
    row.warning('username', {
      code: 'username-twice',
      problem: `The person on line ${first} has the same user name, so the filter cannot tell them apart.`,
      remedy: 'Give one of them another user name in the MIS.',
    });
  } else lines.set(username.toLowerCase(), row.line());
  return username;
};

const readPerson = (reading: Reading, row: Row, usernames: Map<string, number>): UserDraft => {
  const enabled = row.needed('enabledUser') === '' ? null : row.flag('enabledUser');
  return {
    sourcedId: reading.books.users.same(row.raw('sourcedId')),
    enabled: enabled ?? false,
    username: readUsername(row, usernames, enabled === true),
    givenName: row.neededText('givenName'),
    familyName: row.neededText('familyName'),
    middleName: row.optional('middleName'),
    preferredGivenName: row.optional('preferredGivenName'),
    preferredMiddleName: row.optional('preferredMiddleName'),
    preferredFamilyName: row.optional('preferredFamilyName'),
    pronouns: row.optional('pronouns'),
    email: row.optional('email'),
    identifier: row.optional('identifier'),
    userMasterIdentifier: row.optional('userMasterIdentifier'),
    userIds: readUserIds(row),
    grades: row.list('grades'),
    primaryOrgSourcedId: null,
    agentSourcedIds: row.list('agentSourcedIds'),
    roles: [],
  };
};

/** 1.1: one role, held at each organisation of the list; the first counts as the main one. */
const readPerson11 = (reading: Reading, row: Row, usernames: Map<string, number>): UserDraft | undefined => {
  const person = readPerson(reading, row, usernames);
  const role = neededChoice<UserRoleName>(row, 'role', ROLES_11);
  row.needed('orgSourcedIds');
  const { orgs } = reading.books;
  const at = row.list('orgSourcedIds').filter((org) => refers(reading, row, 'orgSourcedIds', 'orgs', org));
  if (role === undefined || at.length === 0) return undefined;
  const roles = at.map(
    (org, place): UserRole => ({
      role,
      orgSourcedId: orgs.same(org),
      primary: place === 0,
      beginDate: null,
      endDate: null,
    }),
  );
  return { ...person, roles, primaryOrgSourcedId: roles[0]?.orgSourcedId ?? null };
};

const readPerson12 = (reading: Reading, row: Row, usernames: Map<string, number>): UserDraft => {
  const person = readPerson(reading, row, usernames);
  const main = row.raw('primaryOrgSourcedId');
  const stands = main !== '' && refers(reading, row, 'primaryOrgSourcedId', 'orgs', main);
  return { ...person, primaryOrgSourcedId: stands ? reading.books.orgs.same(main) : null };
};

const readRole = (reading: Reading, row: Row): HeldRole | undefined => {
  const user = row.needed('userSourcedId');
  const org = row.needed('orgSourcedId');
  const role = neededChoice<UserRoleName>(row, 'role', ROLES_12);
  const rank = row.needed('roleType') === '' ? undefined : row.choice('roleType', ['primary', 'secondary']);
  const beginDate = row.date('beginDate');
  const endDate = row.date('endDate');
  checkDateOrder(row, 'endDate', beginDate, endDate);
  if (isElsewhere(reading, org)) return undefined;
  if (reading.manifest.modes.get('roles') === 'delta') reading.spoken.add(user);
  const userStands = refers(reading, row, 'userSourcedId', 'users', user);
  const orgStands = refers(reading, row, 'orgSourcedId', 'orgs', org);
  if (!userStands || !orgStands || role === undefined || rank === undefined) return undefined;
  const { books } = reading;
  const primary = rank === 'primary';
  return {
    sourcedId: row.raw('sourcedId'),
    userSourcedId: books.users.same(user),
    role,
    orgSourcedId: books.orgs.same(org),
    primary,
    beginDate,
    endDate,
  };
};

/** Whose role a delta takes away is spoken of too, though the row need not say who it was. */
const noteWithdrawn = (reading: Reading, held: readonly HeldRole[]): void => {
  if (reading.manifest.modes.get('roles') !== 'delta') return;
  for (const { sourcedId, userSourcedId } of held)
    if (reading.books.roles.fateOf(sourcedId) === 'withdrawn') reading.spoken.add(userSourcedId);
};

/** 1.2 keeps roles in a file of their own. */
const readRoles = async (reading: Reading): Promise<HeldRole[]> => {
  const held = reading.held?.records.roles ?? [];
  const roles = await readRecords(reading, 'roles', (row) => readRole(reading, row), {
    held,
    idOf: (role) => role.sourcedId,
  });
  noteWithdrawn(reading, held);
  return roles;
};

/** Roles are brought back to the people who hold them. */
const withRoles = (drafts: readonly UserDraft[], held: readonly HeldRole[]): UserDraft[] => {
  const rolesOf = new Map<string, UserRole[]>(drafts.map((draft) => [draft.sourcedId, []]));
  for (const { userSourcedId, sourcedId, ...role } of held) rolesOf.get(userSourcedId)?.push(role);
  return drafts.map((draft) => ({ ...draft, roles: rolesOf.get(draft.sourcedId) ?? [] }));
};

export interface ReadUsers {
  readonly users: User[];
  /** As their own rows have them, to be held for the next delta. */
  readonly drafts: readonly UserDraft[];
  readonly roles: readonly HeldRole[];
}

export const readUsers = async (reading: Reading): Promise<ReadUsers> => {
  const usernames = new Map<string, number>();
  const older = reading.manifest.version === '1.1';
  const readOne = older ? readPerson11 : readPerson12;
  const drafts = await readRecords(reading, 'users', (row) => readOne(reading, row, usernames), {
    held: reading.held?.records.users ?? [],
    idOf: (draft) => draft.sourcedId,
  });
  const roles = older ? [] : await readRoles(reading);
  return { users: finishUsers(reading, older ? drafts : withRoles(drafts, roles)), drafts, roles };
};
