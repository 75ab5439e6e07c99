import { isDelta, nameOf, type Reading, warnIfNowhere } from './reading.ts';
import type { User, UserDraft } from './types.ts';
import { looksLikeUpn, parseUpn } from './upn.ts';
import { readYear } from './year-groups.ts';

interface Finishing {
  readonly reading: Reading;
  readonly upnLines: Map<string, number>;
  withoutUpn: number;
  withoutYear: number;
}

const place = (finishing: Finishing, draft: UserDraft, column: string) => ({
  file: nameOf(finishing.reading, 'users'),
  line: finishing.reading.books.users.lineOf(draft.sourcedId),
  column,
});

/** Everything that could be a UPN, and the column it stands in. */
const candidates = (draft: UserDraft): { column: string; text: string }[] =>
  [
    { column: 'identifier', text: draft.identifier ?? '' },
    { column: 'userMasterIdentifier', text: draft.userMasterIdentifier ?? '' },
    ...draft.userIds.map(({ id }) => ({ column: 'userIds', text: id })),
  ].filter(({ text }) => looksLikeUpn(text));

/** In this file, and not only held from an earlier one, whose faults were told then. */
const isInFile = ({ reading }: Finishing, draft: UserDraft): boolean =>
  reading.held === null || reading.books.users.lineOf(draft.sourcedId) !== undefined;

interface Words {
  readonly code: string;
  readonly problem: string;
  readonly remedy: string;
}

const warn = (finishing: Finishing, draft: UserDraft, column: string, words: Words): void => {
  if (isInFile(finishing, draft))
    finishing.reading.log.warning({ ...place(finishing, draft, column), ...words });
};

const badLetter: Words = {
  code: 'upn-check-letter',
  problem: 'The check letter of this UPN is wrong, so at least one of its characters is.',
  remedy: 'Gatehouse does not match by it. Correct it in the MIS.',
};
const twoUpns: Words = {
  code: 'upn-differs',
  problem: 'This pupil has two different UPNs.',
  remedy: 'Gatehouse takes the one in identifier first. Correct the other in the MIS.',
};
const unknownYear: Words = {
  code: 'year-unknown',
  problem: 'This is not a year group that Gatehouse knows (N1, N2, R, 1 to 14).',
  remedy: 'Gatehouse takes the pupil in without a year group. Correct it in the MIS.',
};
const twoYears: Words = {
  code: 'year-differs',
  problem: 'This pupil has more than one year group.',
  remedy: 'Gatehouse takes the first. Correct it in the MIS.',
};

/**
 * The pupil's UPN. One whose check letter is wrong is not used: matching by it could join two children's
 * records. Two pupils with one UPN are an error for the same reason.
 */
const upnOf = (finishing: Finishing, draft: UserDraft): string | null => {
  const found = candidates(draft);
  let upn: string | null = null;
  for (const { column, text } of found) {
    const parsed = parseUpn(text);
    if (parsed === undefined) warn(finishing, draft, column, badLetter);
    else if (upn !== null && upn !== parsed) warn(finishing, draft, column, twoUpns);
    else upn = parsed;
  }
  if (found.length === 0 && isInFile(finishing, draft)) finishing.withoutUpn += 1;
  if (upn !== null) checkUpnOnce(finishing, draft, upn);
  return upn;
};

const checkUpnOnce = (finishing: Finishing, draft: UserDraft, upn: string): void => {
  const first = finishing.upnLines.get(upn);
  const here = place(finishing, draft, 'identifier');
  if (first === undefined) {
    finishing.upnLines.set(upn, here.line ?? 0);
    return;
  }
  const other = first === 0 ? 'A pupil of an earlier file' : `The pupil on line ${first}`;
  finishing.reading.log.error({
    ...here,
    code: 'upn-twice',
    problem: `${other} has the same UPN.`,
    remedy: 'If they are two children, correct the UPN of one. If one child, keep one record.',
  });
};

const yearOf = (finishing: Finishing, draft: UserDraft): number | null => {
  const years = new Set<number>();
  for (const grade of draft.grades) {
    const read = readYear(grade);
    if (read.kind === 'year') years.add(read.ncYear);
    if (read.kind === 'unknown') warn(finishing, draft, 'grades', unknownYear);
  }
  if (years.size > 1) warn(finishing, draft, 'grades', twoYears);
  if (draft.grades.length === 0 && isInFile(finishing, draft)) finishing.withoutYear += 1;
  return [...years][0] ?? null;
};

const agentsOf = (finishing: Finishing, draft: UserDraft): readonly string[] => {
  if (draft.agentSourcedIds.length === 0 || !isInFile(finishing, draft)) return draft.agentSourcedIds;
  const { reading } = finishing;
  const from = place(finishing, draft, 'agentSourcedIds');
  return draft.agentSourcedIds
    .filter((agent) => warnIfNowhere(reading, from, 'users', agent))
    .map((agent) => reading.books.users.same(agent));
};

/** Of several schools in one roster only one's roles are held: somebody without any is of another. */
const holdsSeveral = ({ held }: Reading): boolean =>
  (held?.records.orgs.filter(({ urn }) => urn !== null).length ?? 0) > 1;

/** In 1.2 a person whose roles are missing belongs to no school, so nobody could find them. */
const hasRole = (finishing: Finishing, draft: UserDraft): boolean => {
  if (draft.roles.length > 0) return true;
  const { log, books } = finishing.reading;
  if (books.roles.extent !== 'whole' || !isInFile(finishing, draft)) return false;
  if (isDelta(finishing.reading) && holdsSeveral(finishing.reading)) return false;
  log.warning({
    ...place(finishing, draft, 'sourcedId'),
    code: 'no-role',
    problem: 'No usable line of roles.csv is about this person, so they belong to no school.',
    remedy: 'Gatehouse leaves them out. Give them a role in the MIS and export again.',
  });
  return false;
};

const summary = (
  finishing: Finishing,
  count: number,
  column: string,
  code: string,
  what: string,
  remedy: string,
) => {
  if (count === 0) return;
  const problem = `${count} ${count === 1 ? 'pupil has' : 'pupils have'} ${what}.`;
  finishing.reading.log.warning({ file: nameOf(finishing.reading, 'users'), column, code, problem, remedy });
};

/** Adds what depends on somebody's roles: only pupils have a UPN and a year group. */
export const finishUsers = (reading: Reading, drafts: readonly UserDraft[]): User[] => {
  const finishing: Finishing = { reading, upnLines: new Map(), withoutUpn: 0, withoutYear: 0 };
  const users: User[] = [];
  for (const draft of drafts) {
    if (!hasRole(finishing, draft)) {
      // A delta may bring their role later.
      if (!isDelta(reading)) reading.books.users.settle(draft.sourcedId, 'withdrawn');
      continue;
    }
    const pupil = draft.roles.some(({ role }) => role === 'student');
    const upn = pupil ? upnOf(finishing, draft) : null;
    const ncYear = pupil ? yearOf(finishing, draft) : null;
    users.push({ ...draft, upn, ncYear, agentSourcedIds: agentsOf(finishing, draft) });
  }
  const byId = 'Gatehouse knows them by their sourcedId alone. Fill it in in the MIS.';
  summary(finishing, finishing.withoutUpn, 'identifier', 'no-upn', 'no UPN', byId);
  const later = 'Gatehouse takes them in without one. Fill it in in the MIS.';
  summary(finishing, finishing.withoutYear, 'grades', 'no-year', 'no year group', later);
  return users;
};
