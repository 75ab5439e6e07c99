import type { Demographics, Enrollment, LocalDate, RosterClass, User } from '../oneroster/index.ts';
import { parseUpn } from '../oneroster/upn.ts';
import { readYear } from '../oneroster/year-groups.ts';
import { parseDay } from './dates.ts';
import type { Line } from './line.ts';
import { checkOnce, userOf } from './person.ts';
import type { ListReading } from './read-list.ts';

export interface ReadPerson {
  readonly user: User;
  readonly demographics?: Demographics;
  readonly enrollment?: Enrollment;
}

const badUpn = {
  code: 'upn-check-letter',
  problem: 'This is not a UPN: its shape or its check letter is wrong.',
  remedy: 'Gatehouse does not match by it. Correct it in your system.',
};
const noKey = {
  code: 'no-key',
  problem:
    'This pupil has neither a good UPN nor an id, so nothing tells them from another of the same name.',
  remedy: 'Fill in the UPN or the id in your system and export again.',
};
const badDay = {
  code: 'bad-date',
  problem: 'This is not a day in the calendar written as 27/03/2015 or 2015-03-27.',
  remedy: 'Correct it, or let the spreadsheet show dates with four-digit years, day first.',
};
const badYear = {
  code: 'year-unknown',
  problem: 'This is not a year group that Gatehouse knows (N1, N2, R, 1 to 14).',
  remedy: 'Gatehouse takes the pupil in without a year group. Correct it in your system.',
};

function upnOf(reading: ListReading, line: Line): string | null {
  const text = line.text('upn');
  if (text === '') return null;
  const upn = parseUpn(text);
  if (upn === undefined) line.warning('upn', badUpn);
  else checkOnce(reading, line, 'upn', upn);
  return upn ?? null;
}

function bornOn(line: Line): LocalDate | null {
  const text = line.text('birth-date');
  if (text === '') return null;
  const day = parseDay(text);
  if (day === undefined) line.error('birth-date', badDay);
  return day ?? null;
}

function yearOf(line: Line): number | null {
  const text = line.text('year');
  if (text === '') return null;
  const read = readYear(text);
  if (read.kind === 'unknown') line.warning('year', badYear);
  return read.kind === 'year' ? read.ncYear : null;
}

const groupOf = (org: string, name: string): RosterClass => ({
  sourcedId: `group ${name}`,
  title: name,
  classCode: name,
  type: 'homeroom',
  courseSourcedId: '',
  schoolSourcedId: org,
  termSourcedIds: [],
  grades: [],
  ncYears: [],
  location: null,
});

function placeOf(
  { org }: ListReading,
  line: Line,
  sourcedId: string,
  groups: Map<string, RosterClass>,
): Enrollment | undefined {
  const name = line.text('group');
  if (name === '') return undefined;
  const group = groups.get(name) ?? groupOf(org, name);
  groups.set(name, group);
  return {
    sourcedId: `${sourcedId} ${group.sourcedId}`,
    classSourcedId: group.sourcedId,
    schoolSourcedId: org,
    userSourcedId: sourcedId,
    role: 'student',
    primary: null,
    beginDate: null,
    endDate: null,
  };
}

/** A pupil of the list; undefined where the line cannot be used, which is a fault in the log. */
export function readPupil(
  reading: ListReading,
  line: Line,
  groups: Map<string, RosterClass>,
): ReadPerson | undefined {
  const upn = upnOf(reading, line);
  const id = line.text('id');
  if (id !== '') checkOnce(reading, line, 'id', id);
  if (id === '' && upn === null) line.error(line.text('upn') === '' ? 'id' : 'upn', noKey);
  const birthDate = bornOn(line);
  const ncYear = yearOf(line);
  const sourcedId = id === '' ? `upn ${upn}` : id;
  const user = { ...userOf(reading, line, sourcedId, 'student'), upn, ncYear };
  if (!line.sound()) return undefined;
  const enrollment = placeOf(reading, line, sourcedId, groups);
  return {
    user,
    demographics: { userSourcedId: sourcedId, birthDate, sex: null },
    ...(enrollment === undefined ? {} : { enrollment }),
  };
}
