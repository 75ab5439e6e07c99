import type { Fault } from '../oneroster/index.ts';
import type { Coverage, Known, KnownPerson, NewIdentifier, Wanted, WantedPerson } from './types.ts';

export const UPN_SOURCE = 'upn';
/** Ids are those of one school's system: two schools may both have a pupil 1001. */
export const sourceOf = (urn: string, { system }: Coverage): string => `${system}:${urn}`;
export const identifierKey = (source: string, externalId: string): string => `${source} ${externalId}`;

const folded = (name: string): string => name.normalize('NFKC').toLocaleLowerCase('en-GB').trim();

/** For whom the two names are one. It only ever confirms or proposes; nobody is matched by it. */
export const sameName = (
  a: Pick<WantedPerson, 'givenName' | 'familyName'>,
  b: Pick<WantedPerson, 'givenName' | 'familyName'>,
): boolean => folded(a.givenName) === folded(b.givenName) && folded(a.familyName) === folded(b.familyName);

export interface Matching {
  /** The person for each sourcedId that is known. */
  readonly found: ReadonlyMap<string, KnownPerson>;
  /** For the sourcedId of an adult who is new here, an adult of a sister school who may be the same. */
  readonly candidates: ReadonlyMap<string, string>;
  /** Second records of somebody whom a person has joined from two. */
  readonly doubles: ReadonlySet<string>;
  readonly faults: readonly Fault[];
}

const fault = (code: string, problem: string, remedy: string): Fault => ({
  file: 'users.csv',
  column: 'sourcedId',
  severity: 'error',
  code,
  problem,
  remedy,
});

const samePersonTwice = () =>
  fault(
    'same-person-twice',
    'Two records of this file are one person in Gatehouse: one has their UPN, the other their sourcedId.',
    'Find in the MIS who had that sourcedId before. If it is one person, keep one record; if not, give the newer record an id of its own.',
  );

const joinedTwice = (): Fault => ({
  ...fault(
    'joined-twice',
    'Two records of this file are one person in Gatehouse, as somebody said here.',
    'Gatehouse goes by the first of them. Keep one record in the MIS.',
  ),
  severity: 'warning',
});

const kindChanged = () =>
  fault(
    'kind-changed',
    'A sourcedId that Gatehouse knows as a pupil is now an adult, or the other way round.',
    'Give the newer record an id of its own in the MIS: ids must not be used again for somebody else.',
  );

const idReused = () =>
  fault(
    'id-used-again',
    'A sourcedId that belonged to one pupil now has another UPN, another name and another birth date.',
    'Give the new pupil an id of their own in the MIS, so that two children never share a record.',
  );

const upnOfAnother = (): Fault => ({
  ...fault(
    'upn-of-another',
    'A UPN that Gatehouse knows now has another name and another birth date.',
    'Check that UPN in the MIS. If it is the same child, import the new name first and the birth date after it.',
  ),
  column: 'identifier',
});

const idsAtSisters = (known: Known, { sisterUrns, coverage }: Wanted, { sourceId }: WantedPerson): string[] =>
  sisterUrns.flatMap((urn) => known.identifiers.get(identifierKey(sourceOf(urn, coverage), sourceId)) ?? []);

/** The same id in a file that covers both schools, borne by somebody of the same name. */
function bySister(known: Known, wanted: Wanted, person: WantedPerson): KnownPerson | undefined {
  return idsAtSisters(known, wanted, person)
    .map((id) => known.people.get(id))
    .find((other) => other !== undefined && other.kind === person.kind && sameName(other, person));
}

/**
 * Likewise an adult whom this school knows nothing of, since whoever writes the file chooses its URNs and ids: taken
 * for the same person, they would be on this school's staff, and their sign-in in its hands.
 */
const adultAtSister = (known: Known, wanted: Wanted, person: WantedPerson): string | undefined =>
  person.kind === 'adult'
    ? idsAtSisters(known, wanted, person).find((id) => !known.people.has(id))
    : undefined;

/** Neither name nor birth date agrees: a child whose name changed, and whose birth date was put right, is rarer. */
const looksLikeAnother = (person: WantedPerson, mine: KnownPerson): boolean =>
  !sameName(person, mine) &&
  person.birthDate !== null &&
  mine.birthDate !== null &&
  person.birthDate !== mine.birthDate;

/** Known by the id alone, and all that could tell two children apart says that these are two. */
const isSomebodyElse = (person: WantedPerson, mine: KnownPerson): boolean =>
  person.upn !== null &&
  mine.upns.length > 0 &&
  !mine.upns.includes(person.upn) &&
  looksLikeAnother(person, mine);

/** By UPN, then by the id in the school's own system; never by name. */
export function matchPeople(known: Known, wanted: Wanted, urn: string): Matching {
  const found = new Map<string, KnownPerson>();
  const taken = new Set<string>();
  const candidates = new Map<string, string>();
  const doubles = new Set<string>();
  const faults = new Map<string, Fault>();
  const say = (one: Fault) => faults.set(one.code, one);
  const lookUp = (source: string, id: string) =>
    known.people.get(known.identifiers.get(identifierKey(source, id)) ?? '');
  for (const person of wanted.people) {
    const byUpn = person.upn === null ? undefined : lookUp(UPN_SOURCE, person.upn);
    const byId = lookUp(sourceOf(urn, wanted.coverage), person.sourceId);
    const match = byUpn ?? byId ?? bySister(known, wanted, person);
    if (match === undefined) {
      const candidate = adultAtSister(known, wanted, person);
      if (candidate !== undefined) candidates.set(person.sourceId, candidate);
      continue;
    }
    if (match.kind !== person.kind) say(kindChanged());
    if (byUpn === undefined && isSomebodyElse(person, match)) say(idReused());
    if (byUpn !== undefined && looksLikeAnother(person, byUpn)) say(upnOfAnother());
    if (taken.has(match.id)) {
      if (known.joined.has(match.id)) {
        doubles.add(person.sourceId);
        say(joinedTwice());
      } else say(samePersonTwice());
    }
    taken.add(match.id);
    found.set(person.sourceId, match);
  }
  return { found, candidates, doubles, faults: [...faults.values()] };
}

/** Ids in the file that nobody has yet, for people who are known or just came. */
export function newIdentifiers(
  known: Known,
  wanted: Wanted,
  urn: string,
  personIds: ReadonlyMap<string, string>,
): NewIdentifier[] {
  return wanted.people.flatMap(({ sourceId, upn }) => {
    const personId = personIds.get(sourceId);
    if (personId === undefined) return [];
    const mine: NewIdentifier[] = [
      { source: sourceOf(urn, wanted.coverage), externalId: sourceId, personId },
    ];
    if (upn !== null) mine.push({ source: UPN_SOURCE, externalId: upn, personId });
    return mine.filter(({ source, externalId }) => !known.identifiers.has(identifierKey(source, externalId)));
  });
}
