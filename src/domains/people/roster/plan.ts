import type { Fault } from '../oneroster/index.ts';
import { doubts } from './doubts.ts';
import { countsOf, listsOf } from './lists.ts';
import { identifierKey, matchPeople, newIdentifiers, sourceOf } from './match.ts';
import { reconcile } from './timeline.ts';
import type {
  Changes,
  Day,
  EnrolmentDetails,
  Known,
  KnownPerson,
  MemberDetails,
  NewPerson,
  PostDetails,
  RosterPlan,
  RosterSchool,
  RosterWrites,
  Span,
  Wanted,
  WantedPerson,
  WantedPost,
} from './types.ts';

interface Planning {
  readonly school: RosterSchool;
  readonly today: Day;
  readonly known: Known;
  readonly wanted: Wanted;
  /** Person for each sourcedId, known or new. */
  readonly personIds: ReadonlyMap<string, string>;
  readonly found: ReadonlyMap<string, KnownPerson>;
}

/** What the file does not say is not unsaid: an export without birth dates takes none away. */
function detailsOf(person: WantedPerson, known: KnownPerson): NewPerson {
  return {
    id: known.id,
    kind: known.kind,
    givenName: person.givenName,
    familyName: person.familyName,
    knownAs: person.knownAs ?? known.knownAs,
    birthDate: person.birthDate ?? known.birthDate,
    email: person.email ?? known.email,
  };
}

const sameDetails = (a: NewPerson, b: KnownPerson): boolean =>
  a.givenName === b.givenName &&
  a.familyName === b.familyName &&
  a.knownAs === b.knownAs &&
  a.birthDate === b.birthDate &&
  a.email === b.email;

function planDetails({ wanted, found }: Planning): { readonly changed: NewPerson[]; readonly kept: number } {
  const differing = wanted.people.flatMap((person) => {
    const known = found.get(person.sourceId);
    if (known === undefined) return [];
    const details = detailsOf(person, known);
    return sameDetails(details, known) ? [] : [{ details, readsCases: known.readsCases }];
  });
  const changed = differing.filter(({ readsCases }) => !readsCases).map(({ details }) => details);
  return { changed, kept: differing.length - changed.length };
}

function planEnrolments(planning: Planning): Changes<EnrolmentDetails> {
  const { known, wanted, personIds, today } = planning;
  const current = new Map(
    known.enrolments.spans.filter((one) => one.from <= today).map((one) => [one.key, one.details]),
  );
  const wishes = wanted.enrolments.flatMap(({ person, ncYear, group, from }) => {
    const personId = personIds.get(person);
    if (personId === undefined) return [];
    const before = current.get(personId);
    const year = ncYear ?? before?.ncYear ?? null;
    // Out of term a file may name no groups; a group of last year's is not carried into the next.
    const kept = before?.ncYear === year ? before.group : null;
    return [{ key: personId, from, details: { personId, ncYear: year, group: group ?? kept } }];
  });
  return reconcile(known.enrolments, wishes, {
    today,
    same: (a, b) => a.ncYear === b.ncYear && a.group === b.group,
    ends: () => false, // whoever is missing is only proposed as a leaver
  });
}

/** Posts for people who work elsewhere in the trust and never worked here: those take whoever keeps both rosters. */
const postsRefused = ({ wanted, found }: Planning): WantedPost[] =>
  wanted.posts.filter(({ person }) => found.get(person)?.worksElsewhere === true);

function planPosts(planning: Planning): Changes<PostDetails> {
  const { known, wanted, personIds, today } = planning;
  const refused = new Set(postsRefused(planning));
  const staff = new Set(wanted.posts.map(({ person }) => personIds.get(person)));
  const held = new Map(
    known.posts.spans.filter((one) => one.from <= today).map((one) => [one.key, one.details]),
  );
  const wishes = wanted.posts.flatMap((post) => {
    const { person, role, designation, from } = post;
    const personId = personIds.get(person);
    if (personId === undefined || refused.has(post)) return [];
    const key = `${personId} ${role}`;
    const before = held.get(key);
    // A post that was given by hand stays as it was given.
    const byHand = before !== undefined && !before.byRoster ? before : undefined;
    return [
      { key, from, details: byHand ?? { id: before?.id ?? '', personId, role, designation, byRoster: true } },
    ];
  });
  return reconcile(known.posts, wishes, {
    today,
    same: (a, b) => a.designation === b.designation,
    ends: ({ byRoster, personId }) => byRoster && staff.has(personId),
  });
}

function planClasses({ known, wanted }: Planning, newId: () => string) {
  const bySource = new Map(known.classes.map((one) => [one.sourceId, one]));
  const fresh = wanted.classes
    .filter((one) => !bySource.has(one.sourceId))
    .map((one) => ({ ...one, id: newId() }));
  const changed = wanted.classes.flatMap((one) => {
    const before = bySource.get(one.sourceId);
    return before === undefined || (before.title === one.title && before.kind === one.kind)
      ? []
      : [{ ...one, id: before.id }];
  });
  const ids = new Map([...known.classes, ...fresh].map((one) => [one.sourceId, one.id]));
  return { fresh, changed, ids };
}

function planMembers(planning: Planning, classIds: ReadonlyMap<string, string>): Changes<MemberDetails> {
  const { known, wanted, personIds, today } = planning;
  const here = new Set([...wanted.enrolments, ...wanted.posts].map(({ person }) => personIds.get(person)));
  const { places } = wanted.coverage;
  const registration = new Set(
    known.classes.filter(({ kind }) => kind === 'registration').map(({ id }) => id),
  );
  const isSpokenOf = ({ classId }: MemberDetails): boolean =>
    places === 'all' || (places === 'registration' && registration.has(classId));
  const wishes = wanted.members.flatMap(({ person, classSourceId, part, from }) => {
    const personId = personIds.get(person);
    const classId = classIds.get(classSourceId);
    if (personId === undefined || classId === undefined) return [];
    return [{ key: `${classId} ${personId}`, from, details: { classId, personId, part } }];
  });
  return reconcile(known.members, wishes, {
    today,
    same: (a, b) => a.part === b.part,
    // A proposed leaver stays in their classes until a person has decided.
    ends: (place) => here.has(place.personId) && isSpokenOf(place),
  });
}

const isOpen = (today: Day) => (span: Span<unknown>) => span.from <= today && span.until === null;

/** Of those whom the file leaves out, the ones about whom that says something. */
function mayHaveLeft({ school, known, wanted }: Planning) {
  const { leavers } = wanted.coverage;
  const named =
    typeof leavers === 'string'
      ? null
      : new Set(
          [...leavers].map((id) =>
            known.identifiers.get(identifierKey(sourceOf(school.urn, wanted.coverage), id)),
          ),
        );
  return (kind: 'pupils' | 'staff') => (id: string) =>
    named === null ? leavers === 'all' || leavers === kind : named.has(id);
}

/** Whoever the file leaves out. A pupil or post whose last day is set already needs no proposal. */
function planLeavers(planning: Planning) {
  const { known, wanted, personIds, today } = planning;
  const covers = mayHaveLeft(planning);
  const staying = new Set([...wanted.enrolments, ...wanted.posts].map(({ person }) => personIds.get(person)));
  const pupils = known.enrolments.spans.filter(isOpen(today)).map(({ details }) => details.personId);
  const staff = known.posts.spans
    .filter(isOpen(today))
    .flatMap(({ details }) => (details.byRoster ? [details.personId] : []));
  const gone = [...pupils.filter(covers('pupils')), ...staff.filter(covers('staff'))];
  const missing = [...new Set(gone)].filter((id) => !staying.has(id));
  const pupilsGone = new Set(pupils);
  return {
    pupilsHere: pupils.length,
    pupilsMissing: missing.filter((id) => pupilsGone.has(id) && !known.proposed.has(id)).length,
    proposed: missing.filter((id) => !known.proposed.has(id)),
    withdrawn: [...known.proposed].filter((id) => staying.has(id)),
  };
}

function planFamilies({ known, wanted, personIds }: Planning) {
  return wanted.families.flatMap(({ child, adult, relation }) => {
    const childId = personIds.get(child);
    const adultId = personIds.get(adult);
    if (childId === undefined || adultId === undefined || known.families.has(`${childId} ${adultId}`))
      return [];
    return [{ childId, adultId, relation }];
  });
}

export interface PlanInput {
  readonly school: RosterSchool;
  readonly today: Day;
  readonly known: Known;
  readonly wanted: Wanted;
  readonly faults: readonly Fault[];
  readonly newId: () => string;
}

function planWrites(planning: Planning, newPeople: RosterWrites['newPeople'], newId: () => string) {
  const { known, wanted, school, personIds } = planning;
  const details = planDetails(planning);
  const posts = planPosts(planning);
  const classes = planClasses(planning, newId);
  const leavers = planLeavers(planning);
  const writes: RosterWrites = {
    newPeople,
    changedPeople: details.changed,
    identifiers: newIdentifiers(known, wanted, school.urn, personIds),
    enrolments: planEnrolments(planning),
    posts: {
      ...posts,
      begin: posts.begin.map((span) => ({ ...span, details: { ...span.details, id: newId() } })),
    },
    newClasses: classes.fresh,
    changedClasses: classes.changed,
    members: planMembers(planning, classes.ids),
    families: planFamilies(planning),
    leavers: leavers.proposed,
    withdrawn: leavers.withdrawn,
    matches: [],
  };
  return { writes, kept: details.kept, leavers };
}

/** New among the staff, and of the e-mail address of somebody who is here and not in the file by their own id. */
function sameAddress(known: Known, newPeople: readonly NewPerson[], recognised: ReadonlySet<string>) {
  const here = new Map<string, string>();
  for (const { id, kind, email } of known.people.values())
    if (kind === 'adult' && email !== null && !recognised.has(id)) here.set(email.toLowerCase(), id);
  return newPeople.flatMap(({ id, kind, email }) => {
    const candidateId = kind === 'adult' && email !== null ? here.get(email.toLowerCase()) : undefined;
    return candidateId === undefined ? [] : [{ personId: id, candidateId }];
  });
}

const proposedMatches = (candidates: ReadonlyMap<string, string>, personIds: Planning['personIds']) =>
  [...candidates].flatMap(([sourceId, candidateId]) => {
    const personId = personIds.get(sourceId);
    return personId === undefined ? [] : [{ personId, candidateId }];
  });

/** One record a person: of two that were joined the first counts, with the classes and posts of both. */
function withoutDoubles(wanted: Wanted, doubles: ReadonlySet<string>, found: Planning['found']): Wanted {
  if (doubles.size === 0) return wanted;
  const idOf = (sourceId: string) => found.get(sourceId)?.id ?? sourceId;
  const once = <T>(list: readonly T[], keyOf: (one: T) => string): T[] => [
    ...new Map([...list].reverse().map((one) => [keyOf(one), one])).values(),
  ];
  return {
    ...wanted,
    people: wanted.people.filter(({ sourceId }) => !doubles.has(sourceId)),
    enrolments: once(wanted.enrolments, ({ person }) => idOf(person)),
    posts: once(wanted.posts, ({ person, role }) => `${idOf(person)} ${role}`),
    members: once(wanted.members, ({ person, classSourceId }) => `${idOf(person)} ${classSourceId}`),
  };
}

/** Compares what the file wants with what is known. Reads and writes nothing. */
export function planFrom({ school, today, known, wanted: told, faults, newId }: PlanInput): RosterPlan {
  const { found, candidates, doubles, faults: clashes } = matchPeople(known, told, school.urn);
  const wanted = withoutDoubles(told, doubles, found);
  const strangers = wanted.people
    .filter((person) => !found.has(person.sourceId))
    .map(({ upn, sourceId, ...person }) => ({ sourceId, person: { ...person, id: newId() } }));
  const personIds = new Map([
    ...[...found].map(([sourceId, { id }]) => [sourceId, id] as const),
    ...strangers.map(({ sourceId, person }) => [sourceId, person.id] as const),
  ]);
  const planning: Planning = { school, today, known, wanted, personIds, found };
  const newPeople = strangers.map(({ person }) => person);
  const { writes: planned, kept, leavers } = planWrites(planning, newPeople, newId);
  const recognised = new Set([...found.values()].map(({ id }) => id));
  const matches = [...proposedMatches(candidates, personIds), ...sameAddress(known, newPeople, recognised)];
  const writes = { ...planned, matches };
  const refused = new Set(postsRefused(planning).map(({ person }) => person)).size;
  return {
    school,
    today,
    faults: [...faults, ...clashes, ...doubts(wanted, leavers, refused)],
    counts: countsOf(known, writes, today, kept),
    lists: listsOf(known, writes, today),
    writes,
    recognised,
  };
}
