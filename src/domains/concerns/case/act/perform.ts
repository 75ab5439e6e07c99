import type { ContentRow, Me, Tx } from '#platform/db';
import { Conflict, Invalid, NotFound } from '#platform/errors';
import { queueMail } from '#platform/mailer';
import { type CaseFacts, missingToClose, roleIn } from '../../policy.ts';
import { type Act, closingNeeds, refusal, type Transition, transition } from '../../transitions.ts';
import { findShutOutBy } from '../exclusion/judged.ts';
import { findCase, lockCase } from '../queries.ts';
import type { CaseRecord, CaseValues, Change, EntryDetails } from '../types.ts';
import { insertEntry, insertReporterUpdate, type Stamps, saveCase, wasAcknowledged } from './queries.ts';

/** Somebody who does something with a case they were shown in `version`. */
export interface ActOn {
  readonly concernId: string;
  readonly version: number;
}

export interface Acting {
  readonly tx: Tx;
  readonly me: Me;
  readonly file: CaseRecord;
}

/** What an act did: new values (their history is kept), words for the timeline, words for the reporter. */
export interface Deed {
  readonly values?: Partial<CaseValues>;
  readonly stamps?: Stamps;
  readonly changes?: readonly Change[];
  readonly body?: string | null;
  readonly details?: Omit<EntryDetails, 'version' | 'changes'>;
  readonly tell?: string | null;
  /** Rows that it wrote beside the entry, for the event to vouch for. */
  readonly content?: readonly ContentRow[];
  /** Run when everything is written: after it the case may be out of my sight. */
  readonly leave?: () => Promise<void>;
  /** I have shut myself out. */
  readonly shutOut?: boolean;
}

/** The case was changed since it was shown: nothing is written, and the page shows what became of it. */
export class StaleCase extends Conflict {
  constructor() {
    super(
      'the case was changed since it was shown',
      'Somebody else changed this case while you were writing.',
    );
  }
}

/** @param shutOutByMe see {@link findShutOutBy} */
export const factsOf = (file: CaseRecord, shutOutByMe: boolean): CaseFacts => ({
  ...file,
  recordOfTruth: file.school.recordOfTruth,
  shutOutByMe,
});

const whose = (file: CaseRecord) => ({
  schoolId: file.school.id,
  stream: file.stream,
  reporterId: file.reporterId,
  // The row was found under row-level security, which hides it from whoever is excluded.
  excludedIds: [],
});

const ruleFor = (me: Me, file: CaseRecord, act: Act): Transition | undefined =>
  file.onItsWay ? undefined : transition(roleIn(me, whose(file)), file.status, act);

const whyNot = ({ onItsWay, status }: CaseRecord): string =>
  onItsWay ? 'This case is on its way to another school. Take it back first.' : refusal(status);

function allowed(me: Me, file: CaseRecord, act: Act): Transition {
  const found = ruleFor(me, file, act);
  if (found === undefined) throw new Conflict(`${act} is not allowed on a ${file.status} case`, whyNot(file));
  return found;
}

export interface Opened {
  readonly file: CaseRecord;
  /** Why the act can no longer be done, for a form that came too late: what was typed is shown all the same. */
  readonly refused?: string;
}

/** For the form's page: the case, if the act is allowed on it now, or was when the form was opened. */
export async function openForAct(
  tx: Tx,
  me: Me,
  concernId: string,
  act: Act,
  late: boolean,
): Promise<Opened> {
  const file = await findCase(tx, concernId);
  if (file === undefined) throw new NotFound('no such case in this scope');
  if (late && ruleFor(me, file, act) === undefined) return { file, refused: whyNot(file) };
  allowed(me, file, act);
  return { file };
}

type Plain = string | readonly string[] | null;

function compare(file: CaseRecord, values: Partial<CaseValues>): Change[] {
  return (Object.keys(values) as (keyof CaseValues)[]).flatMap((field) => {
    const from: Plain = file[field];
    const to: Plain = values[field] ?? null;
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ field, from, to }];
  });
}

/** A letter to the reporter, unless it would be to oneself; their page shows it in any case. */
async function tellReporter({ tx, me, file }: Acting, rule: Transition, body: string | null) {
  if (rule.tells === undefined) return [];
  // Acknowledged anew after it was moved: a second "somebody has it" would tell its reporter that it went elsewhere.
  if (rule.tells === 'acknowledged' && (await wasAcknowledged(tx, file.concernId))) return [];
  const told = await insertReporterUpdate(tx, file, rule.tells, body);
  // Whoever told it from outside finds it under their code.
  if (file.reporterId === null || file.reporterId === me.id) return [told];
  await queueMail(tx, [file.reporterId], { template: 'update', link: `/concerns/mine/${file.concernId}` });
  return [told];
}

async function refuseIncomplete({ tx, me, file }: Acting, rule: Transition): Promise<void> {
  if (!rule.complete) return;
  const missing = missingToClose(factsOf(file, await findShutOutBy(tx, me.id, file)));
  if (missing.length > 0)
    throw new Invalid(missing.map((need) => ({ field: '', message: closingNeeds[need].text })));
}

/**
 * Its entry is hidden from whoever may not know of the other concern. So it leaves nothing else on the case that they
 * could notice: not a new version, nor a later time of change.
 */
const namesAnother = ({ details }: Deed): boolean => details?.concern !== undefined;

/** The event's data: ids and names of fields, never a value. */
function record(
  { tx, file }: Acting,
  rule: Transition,
  content: readonly ContentRow[],
  changes: readonly Change[],
  deed: Deed,
): void {
  const { details } = deed;
  tx.record({
    chain: file.school.id,
    type: `concern.${rule.act}/1`,
    subject: file.concernId,
    data: {
      from: file.status,
      to: rule.to,
      version: namesAnother(deed) ? file.version : file.version + 1,
      fields: changes.map(({ field }) => field),
      ...(details?.action === undefined ? {} : { action: details.action }),
      ...(details?.concern === undefined ? {} : { concern: details.concern }),
      ...(details?.person === undefined ? {} : { person: details.person }),
      ...(details?.row === undefined ? {} : { row: details.row }),
    },
    content,
  });
}

/** Values that are what they were, no word, no new status: not an entry, nor a version that would stop somebody else. */
function refuseNothing(file: CaseRecord, rule: Transition, changes: readonly Change[], deed: Deed): void {
  const silent = !deed.body && deed.details === undefined && deed.stamps === undefined;
  if (!silent || rule.to !== file.status || changes.length > 0 || rule.tells !== undefined) return;
  throw new Invalid([{ field: '', message: 'Nothing was changed.' }]);
}

export interface Done {
  readonly banner: string;
  /** The case may be out of my sight now: go on to the list, not back to the case. */
  readonly left: boolean;
  /** Under the case, where it goes on; the case itself otherwise. */
  readonly to?: string;
}

/**
 * The one way in which a case changes: lock, compare versions, ask the table, do it, write one entry, one event.
 * Throws NotFound, StaleCase, Conflict (not in this status) or Invalid (something is missing); then nothing is written.
 */
export async function perform(
  tx: Tx,
  me: Me,
  on: ActOn,
  act: Act,
  work: (acting: Acting) => Promise<Deed>,
): Promise<Done> {
  const file = await lockCase(tx, on.concernId);
  if (file === undefined) throw new NotFound('no such case in this scope');
  if (file.version !== on.version) throw new StaleCase();
  const rule = allowed(me, file, act);
  const acting: Acting = { tx, me, file };
  await refuseIncomplete(acting, rule);
  const deed = await work(acting);
  const values = deed.values ?? {};
  const changes = [...compare(file, values), ...(deed.changes ?? [])];
  refuseNothing(file, rule, changes, deed);
  if (!namesAnother(deed)) await saveCase(tx, file, rule.to, { ...values, ...deed.stamps });
  const entry = await insertEntry(tx, file, {
    authorId: me.id,
    kind: act,
    body: deed.body ?? null,
    details: { ...deed.details, version: file.version, ...(changes.length > 0 ? { changes } : {}) },
  });
  const told = await tellReporter(acting, rule, deed.tell ?? null);
  const written = [{ table: 'concern.entry', id: entry }, ...(deed.content ?? []), ...told];
  record(acting, rule, written, changes, deed);
  await deed.leave?.();
  return { banner: rule.banner, left: deed.leave !== undefined || deed.shutOut === true };
}
