import type { Fault } from '../oneroster/index.ts';
import type { RosterImport } from './imports/types.ts';
import type { Wanted } from './types.ts';

type About = Pick<Fault, 'code' | 'problem' | 'remedy'> & Partial<Pick<Fault, 'column' | 'severity'>>;

const inUsers = (about: About): Fault => ({ file: 'users.csv', severity: 'warning', ...about });

const noPupils = () =>
  inUsers({
    severity: 'error',
    code: 'no-pupils',
    problem: 'The file holds no pupil of this school.',
    remedy: 'Check that the right school was exported, with its pupils, and that their roles have begun.',
  });

const MANY_MISSING = 'many-missing';
const manyMissing = (missing: number, here: number) =>
  inUsers({
    code: MANY_MISSING,
    problem: `${missing} of the ${here} pupils here are not in the file.`,
    remedy: 'If it should be the whole school, check the export. Nobody leaves until a person confirms it.',
  });

const roleNotBrought = (count: number) =>
  inUsers({
    column: 'role',
    code: 'role-not-brought',
    problem: `${count} ${count === 1 ? 'adult has' : 'adults have'} only roles that Gatehouse takes from no roster.`,
    remedy: 'They are left out. Add them in Gatehouse if they work with the pupils.',
  });

const notYet = (count: number) =>
  inUsers({
    code: 'not-yet',
    problem: `${count} ${count === 1 ? 'person begins' : 'people begin'} at this school on a later day.`,
    remedy: 'They are left out for now. Import the roster again once they have begun.',
  });

const worksElsewhere = (count: number) =>
  inUsers({
    column: 'role',
    code: 'works-elsewhere',
    problem: `${count} ${count === 1 ? 'adult, known here as a parent or carer, has' : 'adults, known here as parents or carers, have'} a post elsewhere in the trust.`,
    remedy: 'Their post here is left out. Ask the trust’s IT team to import the roster, which may bring it.',
  });

/** More than a fifth missing is more often a filter left on in the export than a school that emptied. */
export function doubts(
  wanted: Wanted,
  { pupilsHere, pupilsMissing }: { readonly pupilsHere: number; readonly pupilsMissing: number },
  postsRefused: number,
): Fault[] {
  const faults: Fault[] = [];
  if (wanted.coverage.leavers === 'staff') {
    // A file of staff alone has no pupils.
  } else if (wanted.enrolments.length === 0) faults.push(noPupils());
  else if (pupilsMissing > 10 && pupilsMissing * 5 > pupilsHere)
    faults.push(manyMissing(pupilsMissing, pupilsHere));
  if (wanted.withoutPost > 0) faults.push(roleNotBrought(wanted.withoutPost));
  if (wanted.notYet > 0) faults.push(notYet(wanted.notYet));
  if (postsRefused > 0) faults.push(worksElsewhere(postsRefused));
  return faults;
}

/** Waits to be decided, and would propose so many as leavers that whoever applies it says that they mean it. */
export const mostWouldLeave = ({ status, preview }: Pick<RosterImport, 'status' | 'preview'>): boolean =>
  status === 'previewed' && (preview?.faults ?? []).some(({ code }) => code === MANY_MISSING);
