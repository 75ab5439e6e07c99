import { describe, it } from 'vitest';
import {
  checkDamage,
  type Damage,
  error,
  put,
  value,
  warning,
} from '../../../../test/factories/oneroster-damage.ts';

const valueDamages: Damage[] = [
  ['a blank id', '1.1', put('orgs.csv', 2, 'sourcedId', ''), error('orgs.csv', 'blank', 2, 'sourcedId')],
  [
    'a blank name',
    '1.1',
    put('users.csv', 2, 'familyName', ' '),
    error('users.csv', 'blank', 2, 'familyName'),
  ],
  [
    'an id twice',
    '1.1',
    put('courses.csv', 3, 'sourcedId', 'course-tutor'),
    error('courses.csv', 'id-twice', 3, 'sourcedId'),
  ],
  [
    'a role there is not',
    '1.1',
    put('users.csv', 2, 'role', 'prefect'),
    error('users.csv', 'bad-value', 2, 'role'),
  ],
  [
    'a 1.2 role in 1.1',
    '1.1',
    put('users.csv', 2, 'role', 'principal'),
    error('users.csv', 'bad-value', 2, 'role'),
  ],
  [
    'a role in capitals',
    '1.1',
    put('users.csv', 2, 'role', 'PARENT'),
    warning('users.csv', 'value-case', 2, 'role'),
  ],
  [
    'a status there is not',
    '1.1',
    put('users.csv', 2, 'status', 'inactive'),
    error('users.csv', 'bad-value', 2, 'status'),
  ],
  [
    'yes for true',
    '1.1',
    put('users.csv', 2, 'enabledUser', 'yes'),
    error('users.csv', 'bad-value', 2, 'enabledUser'),
  ],
  [
    'a kind of organisation there is not',
    '1.1',
    put('orgs.csv', 2, 'type', 'academy'),
    error('orgs.csv', 'bad-value', 2, 'type'),
  ],
  [
    'a kind of class there is not',
    '1.1',
    put('enrollments.csv', 2, 'role', 'monitor'),
    error('enrollments.csv', 'bad-value', 2, 'role'),
  ],
  [
    'a British date',
    '1.1',
    put('demographics.csv', 2, 'birthDate', '03/09/2015'),
    error('demographics.csv', 'bad-date', 2, 'birthDate'),
  ],
  [
    'a day that does not exist',
    '1.1',
    put('demographics.csv', 2, 'birthDate', '2015-02-29'),
    error('demographics.csv', 'bad-date', 2, 'birthDate'),
  ],
  [
    'a sex there is not',
    '1.1',
    put('demographics.csv', 2, 'sex', 'F'),
    error('demographics.csv', 'bad-value', 2, 'sex'),
  ],
  [
    'an end before its beginning',
    '1.1',
    put('enrollments.csv', 2, 'endDate', '2024-01-01'),
    error('enrollments.csv', 'date-order', 2, 'endDate'),
  ],
  [
    'a school year in words',
    '1.1',
    put('academicSessions.csv', 2, 'schoolYear', '2025/26'),
    error('academicSessions.csv', 'bad-year', 2),
  ],
  [
    'a UPN with a wrong check letter',
    '1.1',
    put('users.csv', 3, 'identifier', 'I999000000001'),
    warning('users.csv', 'upn-check-letter', 3, 'identifier'),
  ],
  [
    'a UPN twice',
    '1.1',
    put('users.csv', 5, 'identifier', value('users.csv', 3, 'identifier')),
    error('users.csv', 'upn-twice', 5),
  ],
  ['no UPN', '1.1', put('users.csv', 3, 'identifier', '1234'), warning('users.csv', 'no-upn')],
  [
    'a year group there is not',
    '1.1',
    put('users.csv', 3, 'grades', '19'),
    warning('users.csv', 'year-unknown', 3, 'grades'),
  ],
  ['no year group', '1.1', put('users.csv', 3, 'grades', ''), warning('users.csv', 'no-year')],
  ['no user name', '1.1', put('users.csv', 3, 'username', ''), warning('users.csv', 'no-username', 3)],
  [
    'a user name twice',
    '1.1',
    put('users.csv', 3, 'username', 'GUARDIAN-1-1.made'),
    warning('users.csv', 'username-twice', 3),
  ],
  [
    'ids of other systems written wrongly',
    '1.1',
    put('users.csv', 3, 'userIds', 'LDAP:x'),
    warning('users.csv', 'bad-user-ids', 3),
  ],
  ['a school without URN', '1.1', put('orgs.csv', 3, 'identifier', 'ABC'), warning('orgs.csv', 'no-urn', 3)],
  [
    'a rank of role there is not',
    '1.2',
    put('roles.csv', 2, 'roleType', 'third'),
    error('roles.csv', 'bad-value', 2, 'roleType'),
  ],
];

describe('a damaged value', () => {
  it.each(valueDamages)('%s (%s)', checkDamage);
});
