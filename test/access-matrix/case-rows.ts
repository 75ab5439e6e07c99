import type { Scene } from './scene.ts';

/** Who handles each concern of the scene, and whose report it is: nearly every table of a concern asks just this. */

export const handled: Readonly<Record<string, string>> = {
  'child lifted closed byLeaver byRenewed': 'HANDLERS',
  'conflict byOut': 'HANDLERS -outDsl',
  headOut: 'HANDLERS -head',
  'adult byDsl': 'head cover',
  aboutHead: 'chair lead',
  chairOut: 'lead',
  birch: 'birchDsl birchHead lead',
  cedar: 'CEDAR',
};

/** Handlers and, of what was reported, whoever reported it: an exclusion never hides one's own report. */
export const handledAndReported: Readonly<Record<string, string>> = {
  'child lifted closed': 'HANDLERS reporter',
  byLeaver: 'HANDLERS leaver',
  // Withheld from its reporter until somebody vouches for them.
  byRenewed: 'HANDLERS',
  conflict: 'HANDLERS -outDsl reporter',
  byOut: 'HANDLERS',
  headOut: 'HANDLERS -head reporter',
  adult: 'head cover reporter',
  byDsl: 'head cover dsl dsl1',
  aboutHead: 'chair lead reporter',
  chairOut: 'lead reporter',
  birch: 'birchDsl birchHead lead birchTeacher',
  cedar: 'CEDAR',
};

/** The same rows with somebody more who sees them all. */
export const and = (rows: Readonly<Record<string, string>>, more: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(rows).map(([names, who]) => [names, `${who} ${more}`]));

/** The same of rows that are called after these: `childDone` of `child`. */
export const calledAfter = (
  rows: Readonly<Record<string, string>>,
  ending: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(rows).map(([names, who]) => [
      names
        .split(' ')
        .map((name) => `${name}${ending}`)
        .join(' '),
      who,
    ]),
  );

/** The columns by which a row claims to be of a concern. */
export const of = (s: Scene, name: string) => {
  const { id, caseload_id } = s.row('concern.concern', name);
  return { concern_id: id, caseload_id };
};

export const reporterOf = (s: Scene, name: string) => ({
  reporter_id: s.row('concern.concern', name).reporter_id,
});

export const fresh = () => ({ id: crypto.randomUUID() });
