import type { Enrollment, Org, Roster, RosterClass, User, UserRole } from '../oneroster/index.ts';
import type {
  Coverage,
  Day,
  RosterPost,
  Wanted,
  WantedClass,
  WantedEnrolment,
  WantedFamily,
  WantedMember,
  WantedPerson,
  WantedPost,
} from './types.ts';

/**
 * A roster never brings a duty that reads cases: a principal comes in as a teacher whose designation says what the MIS
 * calls them, and becomes Head when a case reader grants it.
 */
const posts: ReadonlyMap<
  UserRole['role'],
  { readonly role: RosterPost; readonly designation: string | null }
> = new Map([
  ['teacher', { role: 'teacher', designation: null }],
  ['aide', { role: 'teaching_assistant', designation: null }],
  ['counselor', { role: 'teaching_assistant', designation: 'Counsellor' }],
  ['principal', { role: 'teacher', designation: 'Principal' }],
  ['administrator', { role: 'office', designation: null }],
  ['siteAdministrator', { role: 'office', designation: null }],
]);

const relations: ReadonlyMap<UserRole['role'], string> = new Map([
  ['parent', 'Parent'],
  ['guardian', 'Guardian'],
  ['relative', 'Relative'],
]);

interface Dated {
  readonly beginDate: Day | null;
  readonly endDate: Day | null;
}

const isCurrent = ({ beginDate, endDate }: Dated, today: Day): boolean =>
  (beginDate === null || beginDate <= today) && (endDate === null || endDate >= today);

const earlier = (a: Day | null, b: Day | null): Day | null =>
  a === null || b === null ? null : a < b ? a : b;

function personOf(user: User, kind: WantedPerson['kind'], birthDate: Day | null): WantedPerson {
  const { preferredGivenName: known, givenName } = user;
  return {
    sourceId: user.sourcedId,
    kind,
    givenName,
    familyName: user.preferredFamilyName ?? user.familyName,
    knownAs: known === givenName ? null : known,
    birthDate: kind === 'pupil' ? birthDate : null,
    // Nobody mails a pupil, so their address is not kept.
    email: kind === 'adult' ? user.email : null,
    upn: kind === 'pupil' ? user.upn : null,
  };
}

const classOf = (aClass: RosterClass): WantedClass => ({
  sourceId: aClass.sourcedId,
  title: aClass.title,
  kind: aClass.type === 'homeroom' ? 'registration' : 'teaching',
});

/** One part a person and class: whoever teaches it, teaches it. */
function membersOf(
  enrollments: readonly Enrollment[],
  kinds: ReadonlyMap<string, WantedPerson['kind']>,
): WantedMember[] {
  const found = new Map<string, WantedMember>();
  for (const one of enrollments) {
    const kind = kinds.get(one.userSourcedId);
    if (kind === undefined) continue;
    const key = `${one.classSourcedId} ${one.userSourcedId}`;
    const before = found.get(key);
    found.set(key, {
      person: one.userSourcedId,
      classSourceId: one.classSourcedId,
      part: kind === 'pupil' ? 'pupil' : 'teacher',
      from: before === undefined ? one.beginDate : earlier(before.from, one.beginDate),
    });
  }
  return [...found.values()];
}

/** Each pupil's registration group, by the code that the school writes on the door. */
function groupsOf(
  enrollments: readonly Enrollment[],
  classes: ReadonlyMap<string, RosterClass>,
): Map<string, string> {
  const chosen = new Map<string, { readonly primary: boolean; readonly id: string; readonly name: string }>();
  for (const { userSourcedId, classSourcedId, primary } of enrollments) {
    const aClass = classes.get(classSourcedId);
    if (aClass?.type !== 'homeroom') continue;
    const before = chosen.get(userSourcedId);
    const mine = { primary: primary === true, id: classSourcedId, name: aClass.classCode ?? aClass.title };
    const better =
      before === undefined || (mine.primary !== before.primary ? mine.primary : mine.id < before.id);
    if (better) chosen.set(userSourcedId, mine);
  }
  return new Map([...chosen].map(([user, { name }]) => [user, name]));
}

function postsOf(user: User, roles: readonly UserRole[]): WantedPost[] {
  const found = new Map<RosterPost, WantedPost>();
  for (const { role, beginDate } of roles) {
    const post = posts.get(role);
    if (post === undefined) continue;
    const before = found.get(post.role);
    found.set(post.role, {
      person: user.sourcedId,
      role: post.role,
      designation: before?.designation ?? post.designation,
      from: before === undefined ? beginDate : earlier(before.from, beginDate),
    });
  }
  return [...found.values()];
}

interface Gathered {
  readonly people: Map<string, WantedPerson>;
  readonly enrolments: WantedEnrolment[];
  readonly posts: WantedPost[];
  notYet: number;
  withoutPost: number;
}

interface Facts {
  readonly today: Day;
  readonly orgId: string;
  readonly births: ReadonlyMap<string, Day | null>;
  readonly groups: ReadonlyMap<string, string>;
}

/** Somebody with a role at the school: a pupil where any role says so, else staff, else neither. */
function gather(gathered: Gathered, user: User, { today, orgId, births, groups }: Facts): void {
  const here = user.roles.filter((role) => role.orgSourcedId === orgId && !relations.has(role.role));
  if (here.length === 0) return;
  const now = here.filter((role) => isCurrent(role, today));
  if (now.length === 0) {
    if (here.some(({ beginDate }) => beginDate !== null && beginDate > today)) gathered.notYet += 1;
    return;
  }
  const asPupil = now.find(({ role }) => role === 'student');
  if (asPupil !== undefined) {
    gathered.people.set(user.sourcedId, personOf(user, 'pupil', births.get(user.sourcedId) ?? null));
    const group = groups.get(user.sourcedId) ?? null;
    gathered.enrolments.push({ person: user.sourcedId, ncYear: user.ncYear, group, from: asPupil.beginDate });
    return;
  }
  const held = postsOf(user, now);
  if (held.length === 0) {
    gathered.withoutPost += 1;
    return;
  }
  gathered.people.set(user.sourcedId, personOf(user, 'adult', null));
  gathered.posts.push(...held);
}

/** Parents and carers come in with their children, wherever the file says that they belong. */
function gatherFamilies(people: Map<string, WantedPerson>, users: ReadonlyMap<string, User>): WantedFamily[] {
  const families: WantedFamily[] = [];
  for (const child of [...people.values()]) {
    if (child.kind !== 'pupil') continue;
    for (const agent of new Set(users.get(child.sourceId)?.agentSourcedIds ?? [])) {
      const user = users.get(agent);
      if (user === undefined || user.roles.some(({ role }) => role === 'student')) continue;
      if (!people.has(agent)) people.set(agent, personOf(user, 'adult', null));
      const relation = user.roles.map(({ role }) => relations.get(role)).find((found) => found !== undefined);
      families.push({ child: child.sourceId, adult: agent, relation: relation ?? 'Contact' });
    }
  }
  return families;
}

const WHOLE: Coverage = { system: 'oneroster', leavers: 'all', places: 'all' };

/** What the file says of the people of one of its schools today. */
export function wantedOf(roster: Roster, org: Org, today: Day, coverage: Coverage = WHOLE): Wanted {
  const classes = new Map(
    roster.classes.filter((one) => one.schoolSourcedId === org.sourcedId).map((one) => [one.sourcedId, one]),
  );
  const enrollments = roster.enrollments.filter(
    (one) => classes.has(one.classSourcedId) && isCurrent(one, today),
  );
  const births = new Map(roster.demographics.map((one) => [one.userSourcedId, one.birthDate]));
  const groups = groupsOf(
    enrollments.filter(({ role }) => role === 'student'),
    classes,
  );
  const gathered: Gathered = { people: new Map(), enrolments: [], posts: [], notYet: 0, withoutPost: 0 };
  for (const user of roster.users) gather(gathered, user, { today, orgId: org.sourcedId, births, groups });
  const kinds = new Map([...gathered.people].map(([id, { kind }]) => [id, kind]));
  const families = gatherFamilies(
    gathered.people,
    new Map(roster.users.map((user) => [user.sourcedId, user])),
  );
  return {
    coverage,
    people: [...gathered.people.values()],
    enrolments: gathered.enrolments,
    posts: gathered.posts,
    classes: [...classes.values()].map(classOf),
    members: membersOf(enrollments, kinds),
    families,
    sisterUrns: roster.orgs.flatMap(({ urn }) => (urn === null || urn === org.urn ? [] : [urn])),
    notYet: gathered.notYet,
    withoutPost: gathered.withoutPost,
  };
}
