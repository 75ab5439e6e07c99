import { describe, expect, it } from 'vitest';
import { filesOf, readFiles } from '../../../../test/factories/oneroster-archive.ts';
import {
  bytes,
  checkDamage,
  type Damage,
  error,
  lineOf,
  put,
  read,
  rosters,
  value,
  warning,
} from '../../../../test/factories/oneroster-damage.ts';
import { emptyRoster } from './read-roster.ts';

const referenceDamages: Damage[] = [
  [
    'a user of no organisation',
    '1.1',
    put('users.csv', 2, 'orgSourcedIds', 'org-x'),
    error('users.csv', 'no-such-record', 2, 'orgSourcedIds'),
  ],
  [
    'a role of nobody',
    '1.2',
    put('roles.csv', 2, 'userSourcedId', 'x'),
    error('roles.csv', 'no-such-record', 2, 'userSourcedId'),
  ],
  [
    'a role at no organisation',
    '1.2',
    put('roles.csv', 2, 'orgSourcedId', 'x'),
    error('roles.csv', 'no-such-record', 2, 'orgSourcedId'),
  ],
  [
    'a class of no school',
    '1.1',
    put('classes.csv', 2, 'schoolSourcedId', 'x'),
    error('classes.csv', 'no-such-record', 2, 'schoolSourcedId'),
  ],
  [
    'a class of no course',
    '1.1',
    put('classes.csv', 2, 'courseSourcedId', 'x'),
    warning('classes.csv', 'no-such-record', 2, 'courseSourcedId'),
  ],
  [
    'an enrolment of nobody',
    '1.1',
    put('enrollments.csv', 2, 'userSourcedId', 'x'),
    error('enrollments.csv', 'no-such-record', 2, 'userSourcedId'),
  ],
  [
    'an enrolment in no class',
    '1.1',
    put('enrollments.csv', 2, 'classSourcedId', 'x'),
    error('enrollments.csv', 'no-such-record', 2, 'classSourcedId'),
  ],
  [
    'an enrolment at another school',
    '1.1',
    put('enrollments.csv', 2, 'schoolSourcedId', 'org-2'),
    warning('enrollments.csv', 'school-differs', 2),
  ],
  [
    'a guardian who is not there',
    '1.1',
    put('users.csv', 3, 'agentSourcedIds', 'x'),
    warning('users.csv', 'no-such-record', 3, 'agentSourcedIds'),
  ],
  [
    'a parent organisation that is not there',
    '1.1',
    put('orgs.csv', 3, 'parentSourcedId', 'x'),
    warning('orgs.csv', 'no-such-record', 3),
  ],
  [
    'demographics of nobody',
    '1.1',
    put('demographics.csv', 2, 'sourcedId', 'x'),
    warning('demographics.csv', 'no-such-record', 2),
  ],
  ['a person without a role', '1.2', lineOf('roles.csv', 2, () => ''), warning('users.csv', 'no-role', 2)],
  [
    'somebody marked tobedeleted',
    '1.1',
    put('users.csv', 3, 'status', 'tobedeleted'),
    warning('users.csv', 'marked-for-deletion'),
  ],
];

describe('a damaged reference', () => {
  it.each(referenceDamages)('%s (%s)', checkDamage);
});

describe('what becomes of records', () => {
  it('nothing is read when the manifest is wrong', async () => {
    const { roster } = await read('1.2', put('manifest.csv', 4, 'value', 'delta'));
    expect(roster).toEqual(emptyRoster);
  });

  it('a person marked tobedeleted is left out with all that refers to them', async () => {
    const { roster, faults } = await read('1.1', put('users.csv', 3, 'status', 'tobedeleted'));
    expect(roster.users).toHaveLength(rosters['1.1'].users.length - 1);
    expect(roster.enrollments.some(({ userSourcedId }) => userSourcedId === 'pupil-1')).toBe(false);
    expect(roster.demographics.some(({ userSourcedId }) => userSourcedId === 'pupil-1')).toBe(false);
    expect(faults.filter(({ code }) => code === 'refers-to-withdrawn').length).toBeGreaterThan(0);
  });

  it('a UPN with a wrong check letter is not kept', async () => {
    const { roster } = await read('1.1', put('users.csv', 3, 'identifier', 'I999000000001'));
    expect(roster.users.find(({ sourcedId }) => sourcedId === 'pupil-1')?.upn).toBeNull();
  });

  it('a UPN is found among the ids of other systems', async () => {
    const upn = value('users.csv', 3, 'identifier');
    const { roster, faults } = await read('1.1', (files) => {
      put('users.csv', 3, 'identifier', '')(files);
      put('users.csv', 3, 'userIds', `{UPN:${upn}}`)(files);
    });
    expect(faults).toEqual([]);
    expect(roster.users.find(({ sourcedId }) => sourcedId === 'pupil-1')?.upn).toBe(upn);
  });

  it('a value of a supplier’s own (1.2) is read as other', async () => {
    const { roster, faults } = await read('1.2', put('orgs.csv', 2, 'type', 'ext:trust'));
    expect(faults).toEqual([]);
    expect(roster.orgs[0]?.type).toBe('other');
  });

  it('a wrong setting in the MIS is listed up to a limit and then counted', async () => {
    const files = filesOf(rosters['1.1'], '1.1');
    for (let line = 2; line <= 11; line += 1) put('demographics.csv', line, 'sex', 'M')(files);
    const { faults } = await readFiles(files, { faultsOfAKind: 3 });
    expect(faults).toHaveLength(4);
    expect(faults.at(-1)).toMatchObject({ code: 'more-of-the-same', severity: 'error' });
    expect(faults.at(-1)?.problem).toMatch(/^7 more/);
  });

  it('lines are right after a field that runs over two', async () => {
    const { faults } = await read('1.1', (files) => {
      put('courses.csv', 7, 'orgSourcedId', 'x')(files);
      bytes('courses.csv', ',Computing,', Buffer.from(',"Comp\r\nuting",'))(files);
    });
    expect(faults).toContainEqual(expect.objectContaining(error('courses.csv', 'no-such-record', 8)));
  });
});
