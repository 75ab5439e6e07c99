import type { Fault } from '../oneroster/index.ts';
import type { CountName, RosterCounts } from './types.ts';

/** So many of each list of a preview are shown; the figures say how many there are. */
export const LISTED = 300;

/** What each figure of a plan is called, in the order in which people ask. */
const figures: readonly (readonly [CountName, string])[] = [
  ['pupilsJoining', 'Pupils joining'],
  ['pupilsFromSister', 'Pupils joining from another school of the trust'],
  ['pupilsReturning', 'Pupils who were here before and are back'],
  ['pupilsMoving', 'Pupils moving to another year or group'],
  ['leaversProposed', 'People missing from the file: proposed leavers'],
  ['leaversWithdrawn', 'Proposed leavers who are in the file again'],
  ['matchesProposed', 'New people who may be somebody already known: a person decides'],
  ['staffJoining', 'Staff joining'],
  ['postsBeginning', 'Posts beginning'],
  ['postsEnding', 'Posts ending'],
  ['guardiansJoining', 'Parents and carers new here'],
  ['familiesLinked', 'Links between children and parents or carers'],
  ['detailsChanged', 'People whose details change'],
  ['detailsKept', 'Case readers whose details differ in the file: kept as they are'],
  ['classesNew', 'New classes'],
  ['classesChanged', 'Classes with another name or kind'],
  ['membersBeginning', 'Places in classes beginning'],
  ['membersEnding', 'Places in classes ending'],
  ['idsLinked', 'UPNs and ids noted'],
];

export interface CountLine {
  readonly text: string;
  readonly count: number;
}

/** The figures that are not nought. */
export function linesOf(counts: Partial<RosterCounts>): CountLine[] {
  return figures.flatMap(([name, text]) => {
    const count = counts[name] ?? 0;
    return count === 0 ? [] : [{ text, count }];
  });
}

/** "users.csv, line 12, column grades". */
export const whereOf = ({ file, line, column }: Fault): string =>
  [file, line === undefined ? null : `line ${line}`, column === undefined ? null : `column ${column}`]
    .filter((part) => part !== null)
    .join(', ');
