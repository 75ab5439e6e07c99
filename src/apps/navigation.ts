import { seesBackups } from '#domains/backups';
import { looksAfterDisks } from '#domains/evidence';
import { byWeight, roleNames } from '#domains/people';
import type { Navigation, RoleLabel } from '#platform/http';

interface Entry {
  readonly href: string;
  readonly text: string;
  readonly shown: (me: Parameters<Navigation>[0]) => boolean;
}

const readsCases: Entry['shown'] = (me) =>
  me.childSchoolIds.length + me.adultSchoolIds.length + me.headSchoolIds.length > 0;

/** Who handles concerns, and who is given their trends (concern.trend_schools). */
const isGivenFigures: Entry['shown'] = (me) =>
  readsCases(me) ||
  me.appointments.some(({ role }) => ['slt', 'governor', 'chair_of_governors', 'trustee'].includes(role));

type Sections = readonly (readonly [section: string | undefined, entries: readonly Entry[]])[];

const sections: Sections = [
  [
    undefined,
    [
      { href: '/', text: 'Today', shown: () => true },
      { href: '/concerns/report', text: 'Report a concern', shown: () => true },
      { href: '/concerns/mine', text: 'My reports', shown: () => true },
    ],
  ],
  [
    'Cases',
    [
      { href: '/concerns', text: 'Concerns', shown: readsCases },
      { href: '/meeting', text: 'Safeguarding meeting', shown: (me) => me.childSchoolIds.length > 0 },
      { href: '/referrals', text: 'Referrals', shown: readsCases },
      { href: '/transfers', text: 'Files that move', shown: (me) => me.childSchoolIds.length > 0 },
      {
        href: '/staff-concerns',
        text: 'Staff concerns',
        shown: (me) => me.adultSchoolIds.length + me.headSchoolIds.length > 0,
      },
      { href: '/figures', text: 'Figures', shown: isGivenFigures },
    ],
  ],
  [
    'School',
    [
      {
        href: '/people',
        text: 'People',
        shown: (me) => me.schoolIds.length + me.rosterSchoolIds.length > 0,
      },
      {
        href: '/restrictions',
        text: 'Access withdrawn',
        shown: (me) => me.schoolIds.length > 0 && me.appointments.some(({ role }) => role !== 'governor'),
      },
      { href: '/responsibilities', text: 'Who is responsible', shown: () => true },
      { href: '/references', text: 'Law and guidance', shown: () => true },
      { href: '/retention', text: 'How long records are kept', shown: () => true },
    ],
  ],
  [
    'Setting up',
    [
      { href: '/settings/routing', text: 'Who is told', shown: (me) => me.leadSchoolIds.length > 0 },
      { href: '/people/import', text: 'Roster import', shown: (me) => me.rosterSchoolIds.length > 0 },
      { href: '/settings/files', text: 'Room for files', shown: looksAfterDisks },
      { href: '/backups', text: 'Backups', shown: seesBackups },
      { href: '/account', text: 'My sign-in', shown: () => true },
    ],
  ],
];

const entries = sections.flatMap(([section, among]) => among.map((entry) => ({ ...entry, section })));

/** The entry whose address is the longest beginning of where we are. */
export const navigation: Navigation = (me, path) => {
  const shown = entries.filter((entry) => entry.shown(me));
  const current = shown
    .filter(({ href }) => path === href || (href !== '/' && path.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
  return shown.map(({ href, text, section }) => ({ href, text, section, current: href === current?.href }));
};

/** The duty that weighs most. */
export const roleLabel: RoleLabel = (me) => {
  const [weightiest] = byWeight(me.appointments.map(({ role }) => role));
  return weightiest === undefined ? 'No current post' : roleNames[weightiest];
};
