import { schoolKeyOf, type Vault } from '#domains/evidence';
import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid, NotFound } from '#platform/errors';
import type { FormValue } from '#platform/forms';
import { insertHandOver } from '../../paper/queries.ts';
import { findReported } from '../export/queries.ts';
import { readWhole, withoutNames } from '../export/service.ts';
import { recordReading, sendsFiles } from '../service.ts';
import type { FileChild, FileItem } from '../types.ts';
import { titleOf } from '../words.ts';
import type { acceptForm, receiptForm, SendAnswers } from './forms.ts';
import {
  acceptTransfer,
  endTransfer,
  findHistorySchools,
  findMovingKeys,
  findSendable,
  findTransfer,
  findTransfers,
  findTrustSchools,
  insertTransfer,
  receiveOutside,
} from './queries.ts';
import type { Sendable, Transfer } from './types.ts';

export interface Packing {
  readonly child: FileChild;
  readonly cases: readonly Sendable[];
  /** What would go of the cases that stay, other children masked, by the case. */
  readonly lines: ReadonlyMap<string, readonly FileItem[]>;
  /** Another child stands in one of them whose name I may not see, so that it cannot be taken out. */
  readonly unmasked: boolean;
  readonly schools: readonly { readonly id: string; readonly name: string }[];
  /** Where I keep something of this child: a file comes from one of these. */
  readonly fromIds: readonly string[];
}

async function pack(tx: Tx, me: Me, childId: string) {
  if (!sendsFiles(me)) throw new NotFound('leads nowhere');
  const [facts, reports, cases, elsewhere, schools] = await Promise.all([
    readWhole(tx, me, childId),
    findReported(tx, childId),
    findSendable(tx, childId),
    findHistorySchools(tx, childId),
    findTrustSchools(tx),
  ]);
  const { child, items, others } = facts;
  const masked = others.flatMap(({ name }) => (name === null ? [] : [{ name }]));
  const stays = new Set(cases.filter(({ goes }) => goes === 'lines').map(({ concernId }) => concernId));
  const lines = Map.groupBy(
    withoutNames(items, reports, masked, child).filter(
      ({ concernId }) => concernId !== null && stays.has(concernId),
    ),
    ({ concernId }) => concernId ?? '',
  );
  const unmasked = others.some(({ name }) => name === null);
  const fromIds = [...new Set([...cases.map(({ schoolId }) => schoolId), ...elsewhere])];
  return { facts, packing: { child, cases, lines, unmasked, schools, fromIds } };
}

/** What could go of a child's file, and where to. */
export async function openPacking(tx: Tx, me: Me, childId: string): Promise<Packing> {
  const { facts, packing } = await pack(tx, me, childId);
  recordReading(tx, 'transfer', facts);
  return packing;
}

/** Everything that goes comes from one school; with no case chosen, from the one that keeps anything. */
function fromOf({ fromIds }: Packing, chosen: readonly Sendable[]): string {
  const schools = [...new Set(chosen.length === 0 ? fromIds : chosen.map(({ schoolId }) => schoolId))];
  const [from] = schools;
  if (from === undefined || schools.length > 1)
    throw new Invalid([{ field: 'cases', message: 'Choose cases of one school at a time.' }]);
  return from;
}

function goalOf({ schools }: Packing, answers: SendAnswers, from: string) {
  const { to, toName, how } = answers;
  if (to !== 'outside') {
    if (to === from || !schools.some(({ id }) => id === to))
      throw new Invalid([{ field: 'to', message: 'Choose another school of the trust, or outside it.' }]);
    return { toSchoolId: to, outside: null };
  }
  const missing = [
    ...(toName === null ? [{ field: 'toName', message: 'Enter who gets the file.' }] : []),
    ...(how === null ? [{ field: 'how', message: 'Enter how it was sent.' }] : []),
  ];
  if (toName === null || how === null) throw new Invalid(missing);
  return { toSchoolId: null, outside: { name: toName, how } };
}

function chosenOf({ cases, unmasked }: Packing, ids: readonly string[]): Sendable[] {
  const chosen = cases.filter(({ concernId }) => ids.includes(concernId));
  const may = ({ goes }: Sendable) => goes === 'whole' || (goes === 'lines' && !unmasked);
  if (chosen.length !== ids.length || !chosen.every(may))
    throw new Invalid([{ field: 'cases', message: 'Choose from the cases in the list.' }]);
  return chosen;
}

/** A line on each case that stays: that something of it went with the child. */
async function tellOfLines(tx: Tx, me: Me, stays: readonly Sendable[]): Promise<string[]> {
  const reason = 'The child’s file goes to another school of the trust';
  const written = await Promise.all(
    stays.map(({ concernId }) =>
      insertHandOver(tx, { concernId, authorId: me.id, reason, note: 'Other children masked' }),
    ),
  );
  if (written.includes(undefined)) throw new NotFound('a case that was there a moment ago');
  return written.filter((id) => id !== undefined);
}

const rows = (table: string, ids: readonly string[]) => ids.map((id) => ({ table, id }));

/** Sends what was chosen of a child's file, or says that it went outside the trust. Gives the transfer's id. */
export async function send(tx: Tx, me: Me, childId: string, answers: SendAnswers): Promise<string> {
  const { packing } = await pack(tx, me, childId);
  const chosen = chosenOf(packing, answers.cases);
  const fromSchoolId = fromOf(packing, chosen);
  const goal = goalOf(packing, answers, fromSchoolId);
  const inside = goal.toSchoolId !== null;
  const stays = inside ? chosen.filter(({ goes }) => goes === 'lines') : [];
  const concernIds = inside
    ? chosen.filter(({ goes }) => goes === 'whole').map(({ concernId }) => concernId)
    : [];
  const lines = stays
    .flatMap(({ concernId }) => packing.lines.get(concernId) ?? [])
    .map((item) => ({
      id: tx.ids.uuid(),
      of: `${item.kind} ${item.id}`,
      at: item.at,
      dayOnly: item.dayOnly,
      title: titleOf(item),
      body: item.text,
      by: item.by,
    }));
  const id = tx.ids.uuid();
  const sent = { id, childId, fromSchoolId, ...goal, concernIds, lines, note: answers.note };
  const told = await tellOfLines(tx, me, stays);
  const going = await insertTransfer(tx, sent);
  if (going === undefined)
    throw new Conflict(
      'this file is not for this person to send now',
      'The designated lead sends a file, and one file at a time. Something may have changed: look at the page again.',
    );
  tx.record({
    chain: fromSchoolId,
    type: 'transfer.sent/1',
    subject: childId,
    data: { transfer: id, concerns: concernIds, lines: going.length, outside: !inside },
    content: [
      ...rows('concern.transfer', [id]),
      ...rows('concern.history', going),
      ...rows('concern.entry', told),
    ],
  });
  return id;
}

const handlesChildren = (me: Me) => me.childSchoolIds.length > 0;

export async function readTransfers(tx: Tx, me: Me): Promise<readonly Transfer[]> {
  if (!handlesChildren(me)) throw new NotFound('handles no concerns about children');
  return findTransfers(tx);
}

async function transferOf(tx: Tx, id: string): Promise<Transfer> {
  const found = await findTransfer(tx, id);
  if (found === undefined) throw new NotFound('no such transfer in this scope');
  return found;
}

export interface OneTransfer {
  readonly transfer: Transfer;
  readonly me: Me;
}

export async function readTransfer(tx: Tx, me: Me, id: string): Promise<OneTransfer> {
  const transfer = await transferOf(tx, id);
  const chain = transfer.leadsReceiver
    ? (transfer.toSchoolId ?? transfer.fromSchoolId)
    : transfer.fromSchoolId;
  tx.record({ chain, type: 'transfer.read/1', subject: transfer.childId, data: { transfer: id } });
  return { transfer, me };
}

const overtaken = () =>
  new Conflict(
    'this transfer is not for this person to act on now',
    'This is for the designated lead, by somebody else than sent it, and while it waits. Look at the page again.',
  );

/** Every file's key sealed anew for the school that takes it: the one that it came from opens it no longer. */
async function sealAnew(tx: Tx, vault: Vault, id: string): Promise<Record<string, string>> {
  const keys = await findMovingKeys(tx, id);
  const [first] = keys;
  if (first === undefined) return {};
  const goal = await schoolKeyOf(tx, vault, first.toSchool);
  return Object.fromEntries(
    keys.map(({ itemId, itemKey, fromSchool, fromKey }) => {
      const key = vault.openItemKey({ schoolId: fromSchool, schoolKey: fromKey }, itemId, itemKey);
      return [itemId, vault.wrapItemKey(goal, itemId, key).toString('base64')];
    }),
  );
}

/** Signs for a file. From here on it lies with this school, and with nobody else. */
export async function accept(
  tx: Tx,
  vault: Vault,
  id: string,
  { name, role }: FormValue<typeof acceptForm>,
): Promise<void> {
  const transfer = await transferOf(tx, id);
  const { childId, fromSchoolId, toSchoolId } = transfer;
  const keys = await sealAnew(tx, vault, id);
  const done = await acceptTransfer(tx, id, { name, role }, keys);
  if (done === undefined || toSchoolId === null) throw overtaken();
  const event = { type: 'transfer.received/1', subject: childId, data: { transfer: id, hash: done.hash } };
  tx.record({
    ...event,
    chain: toSchoolId,
    content: [...rows('concern.transfer', [id]), ...rows('concern.entry', done.entries)],
  });
  tx.record({ ...event, chain: fromSchoolId, content: rows('concern.transfer', [id]) });
}

async function end(tx: Tx, id: string, goal: 'withdrawn' | 'refused', reason: string): Promise<void> {
  const { childId, fromSchoolId: chain } = await transferOf(tx, id);
  const gone = await endTransfer(tx, id, goal, reason);
  if (gone === undefined) throw overtaken();
  if (gone.length > 0)
    tx.record({
      chain,
      type: 'content.destroyed/1',
      subject: childId,
      data: { table: 'concern.history', ids: gone },
    });
  tx.record({
    chain,
    type: `transfer.${goal}/1`,
    subject: childId,
    data: { transfer: id },
    content: rows('concern.transfer', [id]),
  });
}

export const refuse = (tx: Tx, id: string, why: string) => end(tx, id, 'refused', why);
export const withdraw = (tx: Tx, id: string, why: string) => end(tx, id, 'withdrawn', why);

/** Outside the trust: who has it, as they said. */
export async function noteReceipt(tx: Tx, id: string, value: FormValue<typeof receiptForm>): Promise<void> {
  const { childId, fromSchoolId: chain } = await transferOf(tx, id);
  const { receiver: name, receiverRole: role, received: on } = value;
  if (!(await receiveOutside(tx, id, { name, role, on }))) throw overtaken();
  tx.record({
    chain,
    type: 'transfer.received/1',
    subject: childId,
    data: { transfer: id },
    content: rows('concern.transfer', [id]),
  });
}
