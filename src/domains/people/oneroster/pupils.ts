import { nameOf, type Reading, warnIfNowhere } from './reading.ts';
import type { User } from './types.ts';
import { looksLikeUpn, parseUpn } from './upn.ts';
import { readYear } from './year-groups.ts';

/** A person as their own row gives them; what depends on their roles is added when these are known. */
export type UserDraft = Omit<User, 'upn' | 'ncYear'>;

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

/**
 * The pupil's UPN. One whose check letter is wrong is not used: matching by it could join two children's
 * records. Two pupils with one UPN are an error for the same reason.
 */
const upnOf = (finishing: Finishing, draft: UserDraft): string | null => {
  const { log } = finishing.reading;
  const found = candidates(draft);
  let upn: string | null = null;
  for (const { column, text } of found) {
    const parsed = parseUpn(text);
    if (parsed === undefined) {
      log.warning({
        ...place(finishing, draft, column),
        code: 'upn-check-letter',
        problem: 'The check letter of this UPN is wrong, so at least one of its characters is.',
        remedy: 'Gatehouse does not match by it. Correct it in the MIS.',
      });
    } else if (upn !== null && upn !== parsed) {
      log.warning({
        ...place(finishing, draft, column),
        code: 'upn-differs',
        problem: 'This pupil has two different UPNs.',
        remedy: 'Gatehouse takes the one in identifier first. Correct the other in the MIS.',
      });
    } else upn = parsed;
  }
  if (found.length === 0) finishing.withoutUpn += 1;
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
  finishing.reading.log.error({
    ...here,
    code: 'upn-twice',
    problem: `The pupil on line ${first} has the same UPN.`,
    remedy: 'If they are two children, correct the UPN of one. If one child, keep one record.',
  });
};

const yearOf = (finishing: Finishing, draft: UserDraft): number | null => {
  const years = new Set<number>();
  for (const grade of draft.grades) {
    const read = readYear(grade);
    if (read.kind === 'year') years.add(read.ncYear);
    if (read.kind === 'unknown') {
      finishing.reading.log.warning({
        ...place(finishing, draft, 'grades'),
        code: 'year-unknown',
        problem: 'This is not a year group that Gatehouse knows (N1, N2, R, 1 to 14).',
        remedy: 'Gatehouse takes the pupil in without a year group. Correct it in the MIS.',
      });
    }
  }
  if (years.size > 1) {
    finishing.reading.log.warning({
      ...place(finishing, draft, 'grades'),
      code: 'year-differs',
      problem: 'This pupil has more than one year group.',
      remedy: 'Gatehouse takes the first. Correct it in the MIS.',
    });
  }
  if (draft.grades.length === 0) finishing.withoutYear += 1;
  return [...years][0] ?? null;
};

const agentsOf = (finishing: Finishing, draft: UserDraft): readonly string[] => {
  if (draft.agentSourcedIds.length === 0) return draft.agentSourcedIds;
  const { reading } = finishing;
  const from = place(finishing, draft, 'agentSourcedIds');
  return draft.agentSourcedIds
    .filter((agent) => warnIfNowhere(reading, from, 'users', agent))
    .map((agent) => reading.books.users.same(agent));
};

/** In 1.2 a person whose roles are missing belongs to no school, so nobody could find them. */
const hasRole = (finishing: Finishing, draft: UserDraft): boolean => {
  if (draft.roles.length > 0) return true;
  const { log, books } = finishing.reading;
  if (books.roles.extent !== 'whole') return false;
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
      reading.books.users.settle(draft.sourcedId, 'withdrawn');
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
