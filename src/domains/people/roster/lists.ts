import { postName } from '../post-names.ts';
import { yearName } from '../search/service.ts';
import type {
  CountName,
  Day,
  EnrolmentDetails,
  Known,
  Listed,
  NewPerson,
  Place,
  RosterCounts,
  RosterLists,
  RosterWrites,
  Span,
  WantedPerson,
} from './types.ts';

const nameOf = (person: Pick<WantedPerson, 'givenName' | 'familyName' | 'knownAs'>): string =>
  `${person.knownAs ?? person.givenName} ${person.familyName}`;

/** "Year 6, Beech". */
export const placeName = ({ ncYear, group }: Place): string =>
  [ncYear === null ? null : yearName(ncYear), group].filter((part) => part !== null).join(', ') ||
  'No year group';

type Arrival = 'joining' | 'sister' | 'returning' | 'moving';

/** What a new or changed enrolment means to a school. */
function arrivalsOf(known: Known, { enrolments }: RosterWrites, today: Day) {
  const before = new Map(
    known.enrolments.spans.filter((one) => one.from <= today).map((one) => [one.key, one]),
  );
  const kindOf = (span: Span<EnrolmentDetails>): Arrival => {
    const was = before.get(span.key);
    if (
      was !== undefined &&
      (was.details.ncYear !== span.details.ncYear || was.details.group !== span.details.group)
    )
      return 'moving';
    if (was !== undefined || known.enrolments.ended.has(span.key)) return 'returning';
    return known.people.get(span.key)?.elsewhere === true ? 'sister' : 'joining';
  };
  return [...enrolments.begin, ...enrolments.amend].map((span) => ({
    personId: span.details.personId,
    kind: kindOf(span),
    now: placeName(span.details),
    was: placeName(before.get(span.key)?.details ?? span.details),
  }));
}

const arrivalWords: Readonly<Record<Arrival, string>> = {
  joining: '',
  moving: '',
  sister: ', known at another school of the trust',
  returning: ', was here before',
};

/** What becomes different about somebody, with the name they had. */
function changeOf(known: Known, person: NewPerson): string {
  const was = known.people.get(person.id);
  if (was === undefined) return '';
  const names = nameOf(was) !== nameOf(person) || was.givenName !== person.givenName;
  return [
    names ? `was ${nameOf(was)}` : null,
    was.birthDate === person.birthDate ? null : 'another birth date',
    was.email === person.email ? null : 'another e-mail address',
  ]
    .filter((part) => part !== null)
    .join(', ');
}

const byName = (a: Listed, b: Listed): number => a.name.localeCompare(b.name, 'en-GB');

/** Who the preview names, in the order of their names. */
export function listsOf(known: Known, writes: RosterWrites, today: Day): RosterLists {
  const people = new Map<string, Pick<WantedPerson, 'givenName' | 'familyName' | 'knownAs'>>(known.people);
  for (const person of [...writes.newPeople, ...writes.changedPeople]) people.set(person.id, person);
  const name = (id: string): string => {
    const person = people.get(id);
    return person === undefined ? 'Name not held' : nameOf(person);
  };
  const arrivals = arrivalsOf(known, writes, today);
  const places = new Map(
    known.enrolments.spans.filter((one) => one.from <= today).map((one) => [one.key, one.details]),
  );
  const sorted = (list: Listed[]) => list.sort(byName);
  return {
    joining: sorted(
      arrivals
        .filter(({ kind }) => kind !== 'moving')
        .map(({ personId, now, kind }) => ({ name: name(personId), detail: `${now}${arrivalWords[kind]}` })),
    ),
    moving: sorted(
      arrivals
        .filter(({ kind }) => kind === 'moving')
        .map(({ personId, now, was }) => ({ name: name(personId), detail: `${was} to ${now}` })),
    ),
    leaving: sorted(
      writes.leavers.map((id) => {
        const place = places.get(id);
        return { name: name(id), detail: place === undefined ? 'Member of staff' : placeName(place) };
      }),
    ),
    staff: sorted(
      writes.posts.begin.map(({ details }) => ({
        name: name(details.personId),
        detail: postName(details.role, details.designation),
      })),
    ),
    changed: sorted(
      writes.changedPeople.map((person) => ({ name: nameOf(person), detail: changeOf(known, person) })),
    ),
  };
}

/** How much of each thing would be written. */
export function countsOf(known: Known, writes: RosterWrites, today: Day, detailsKept: number): RosterCounts {
  const arrivals = arrivalsOf(known, writes, today);
  const arriving = (kind: Arrival) => arrivals.filter((one) => one.kind === kind).length;
  const working = new Set(
    known.posts.spans.filter((one) => one.from <= today).map((one) => one.details.personId),
  );
  const appointed = new Set(writes.posts.begin.map(({ details }) => details.personId));
  const adults = writes.newPeople.filter(({ kind }) => kind === 'adult');
  return {
    pupilsJoining: arriving('joining'),
    pupilsFromSister: arriving('sister'),
    pupilsReturning: arriving('returning'),
    pupilsMoving: arriving('moving'),
    staffJoining: [...appointed].filter((id) => !working.has(id)).length,
    postsBeginning: writes.posts.begin.length + writes.posts.amend.length,
    postsEnding: writes.posts.end.length,
    detailsChanged: writes.changedPeople.length,
    detailsKept,
    leaversProposed: writes.leavers.length,
    leaversWithdrawn: writes.withdrawn.length,
    matchesProposed: writes.matches.length,
    guardiansJoining: adults.filter(({ id }) => !appointed.has(id)).length,
    familiesLinked: writes.families.length,
    classesNew: writes.newClasses.length,
    classesChanged: writes.changedClasses.length,
    membersBeginning: writes.members.begin.length + writes.members.amend.length,
    membersEnding: writes.members.end.length,
    idsLinked: writes.identifiers.length,
  } satisfies Record<CountName, number>;
}
