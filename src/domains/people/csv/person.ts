import type { User, UserRole } from '../oneroster/index.ts';
import type { FieldName } from './fields.ts';
import type { Line } from './line.ts';
import type { ListReading } from './read-list.ts';

const twice = (line: number) => ({
  code: 'twice',
  problem: `Line ${line} has the same.`,
  remedy: 'Each person needs one of their own. Remove the repeat, or mend it in your system.',
});

/** What tells people apart may stand in a list once. */
export function checkOnce(reading: ListReading, line: Line, field: FieldName, value: string): void {
  const key = `${field} ${value}`;
  const first = reading.seen.get(key);
  if (first === undefined) reading.seen.set(key, line.at());
  else line.error(field, twice(first));
}

/** Somebody with one role at the school. */
export function userOf(reading: ListReading, line: Line, sourcedId: string, role: UserRole['role']): User {
  const known = line.text('known-as');
  return {
    sourcedId,
    enabled: true,
    username: null,
    givenName: line.needed('given-name'),
    familyName: line.needed('family-name'),
    middleName: null,
    preferredGivenName: known === '' ? null : known,
    preferredMiddleName: null,
    preferredFamilyName: null,
    pronouns: null,
    email: null,
    identifier: null,
    userMasterIdentifier: null,
    userIds: [],
    upn: null,
    grades: [],
    ncYear: null,
    primaryOrgSourcedId: reading.org,
    roles: [{ role, orgSourcedId: reading.org, primary: true, beginDate: null, endDate: null }],
    agentSourcedIds: [],
  };
}
