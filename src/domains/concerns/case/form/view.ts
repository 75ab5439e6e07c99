import type { Instant } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import type { Values } from '#platform/forms';
import type { Act, ClosingNeed } from '../../transitions.ts';
import { openForAct } from '../act/perform.ts';
import { findEntriesSince, findNames } from '../queries.ts';
import type { CaseRecord, Entry } from '../types.ts';

/** Which form is asked for, and what is known of it. */
export interface Asked {
  readonly concernId: string;
  /** The row of a part that its address names; empty where it names none. */
  readonly row: string;
  /** What the link to it names. */
  readonly chosen: Readonly<Record<string, string>>;
  /** Given where the form came too late: then also what changed since. */
  readonly seenVersion?: number | undefined;
  /** What was typed, where it is shown again. */
  readonly typed?: Values | undefined;
}

/** What every form about a case shows, beside its own fields. */
export interface FormView {
  readonly act: Act;
  readonly file: CaseRecord;
  readonly myId: string;
  readonly now: Instant;
  /** What somebody else did since the page was opened; for a form that came too late. */
  readonly since: readonly Entry[];
  readonly names: ReadonlyMap<string, string>;
  readonly refused?: string;
  /** What is missing before the act can be done at all: then there is no button. */
  readonly missing: readonly ClosingNeed[];
  /** Its fields say why there is nothing to send: then there is no button either. */
  readonly nothingToSend?: boolean;
}

function personIds(entries: readonly Entry[]): string[] {
  const ids = entries.flatMap(({ details }) =>
    (details.changes ?? []).flatMap(({ field, from, to }) =>
      field === 'assignedTo' || field === 'owner' ? [from, to] : [],
    ),
  );
  return ids.filter((id): id is string => typeof id === 'string');
}

/** The first version that anybody is shown. A form that names none was shown nothing that could have changed. */
const FIRST_VERSION = 1;

/** Opening a form about a case shows something of it, so it is an event like reading the case (ADR 0026). */
export async function openForm(
  tx: Tx,
  me: Me,
  act: Act,
  { concernId, seenVersion }: Asked,
): Promise<FormView> {
  const { file, ...refused } = await openForAct(tx, me, concernId, act, seenVersion !== undefined);
  const since =
    seenVersion === undefined || seenVersion < FIRST_VERSION
      ? []
      : await findEntriesSince(tx, concernId, seenVersion);
  tx.record({
    chain: file.school.id,
    type: 'concern.read/1',
    subject: concernId,
    data: { version: file.version, page: act },
  });
  const names = await findNames(tx, personIds(since));
  return { act, file, myId: me.id, now: tx.at, since, names, missing: [], ...refused };
}
