import { localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Invalid, NotFound } from '#platform/errors';
import { isUuid } from '#platform/ids';
import { queueMail } from '#platform/mailer';
import type { HandOverAnswers, NotesAnswers } from './forms.ts';
import {
  decideHandoverInDatabase,
  findCandidates,
  findFellows,
  findHandover,
  findHolder,
  findHolderIds,
  findLedPlaces,
  insertHandover,
  insertNotes,
} from './queries.ts';
import { isBefore, mayGive } from './service.ts';
import { type AskedHandover, type Candidate, type Holder, isGiven, neverToOneself } from './types.ts';

/** A holder hands over from a day, with notes; whoever gives the responsibility agrees. */

export interface HandingOver {
  readonly holder: Holder;
  readonly people: readonly Candidate[];
  /** I give it myself: then it holds without asking anybody. */
  readonly agreesAtOnce: boolean;
  /** A duty that reads cases: two people give it to the successor, and only the notes are handed over here. */
  readonly notesOnly: boolean;
}

const placesOf = (me: Me, led: readonly string[]) => [...new Set([...led, ...me.schoolIds, me.trustId])];

export async function showHandOver(tx: Tx, me: Me, id: string): Promise<HandingOver> {
  const led = await findLedPlaces(tx);
  const today = localDate(tx.at);
  const holder = isUuid(id) ? await findHolder(tx, placesOf(me, led), id, today) : undefined;
  if (holder === undefined || holder.asCover || holder.kind === 'searcher')
    throw new NotFound('nothing of mine to hand over');
  if (!isGiven(holder.kind)) return showNotes(tx, me, holder);
  if (holder.personId !== me.id && !led.includes(holder.placeId))
    throw new NotFound('nothing of mine to hand over');
  const people = await findCandidates(tx, holder.placeId, holder.kind, today);
  return {
    holder,
    people: people.filter(
      ({ personId }) => personId !== holder.personId && !(personId === me.id && neverToOneself(holder.kind)),
    ),
    agreesAtOnce: mayGive(me, led, holder.placeId, holder.kind),
    notesOnly: false,
  };
}

async function showNotes(tx: Tx, me: Me, holder: Holder): Promise<HandingOver> {
  if (holder.personId !== me.id || !me.secondFactor) throw new NotFound('no duty of mine to hand over');
  const people = await findFellows(tx, holder, localDate(tx.at));
  return { holder, people, agreesAtOnce: true, notesOnly: true };
}

/** The notes of a duty that reads cases, for who follows in it or shares it. */
export async function leaveNotes(tx: Tx, me: Me, id: string, { toId, notes }: NotesAnswers): Promise<void> {
  const { holder, people, notesOnly } = await showHandOver(tx, me, id);
  if (!notesOnly) throw new NotFound('not a duty that reads cases');
  if (!people.some(({ personId }) => personId === toId))
    throw new Invalid([{ field: 'toId', message: 'Choose somebody from the list.' }]);
  const handoverId = tx.ids.uuid();
  await insertNotes(tx, { id: handoverId, responsibilityId: holder.id, toId, notes });
  record(tx, 'handover.noted/1', { id: handoverId, placeId: holder.placeId, kind: holder.kind, toId });
  await queueMail(tx, [toId], { template: 'waits', link: `/responsibilities/handover/${handoverId}` });
}

/** Whoever gives it: the Head, with cover, or the trust's lead. */
async function deciders(tx: Tx, me: Me, placeId: string): Promise<string[]> {
  const kind = placeId === me.trustId ? 'trust_safeguarding_lead' : 'nominated_senior_person';
  const found = await findHolderIds(tx, placeId, kind, localDate(tx.at));
  return found.map(({ personId }) => personId).filter((personId) => personId !== me.id);
}

function record(
  tx: Tx,
  type: string,
  { id, placeId, kind, toId }: Pick<AskedHandover, 'id' | 'placeId' | 'kind' | 'toId'>,
): void {
  tx.record({
    chain: placeId,
    type,
    subject: toId,
    data: { handover: id, kind },
    content: [{ table: 'people.handover', id }],
  });
}

const REASON = 'Handed over';

async function agree(
  tx: Tx,
  asked: Pick<AskedHandover, 'id' | 'placeId' | 'kind' | 'toId' | 'fromId'>,
): Promise<void> {
  const [newId, endDeedId, giveDeedId] = [tx.ids.uuid(), tx.ids.uuid(), tx.ids.uuid()];
  await decideHandoverInDatabase(tx, {
    id: asked.id,
    agree: true,
    newId,
    endDeedId,
    giveDeedId,
    reason: REASON,
  });
  const deeds = [
    ['responsibility.ended/1', asked.fromId, endDeedId],
    ['responsibility.given/1', asked.toId, giveDeedId],
  ] as const;
  for (const [type, subject, deed] of deeds) {
    tx.record({
      chain: asked.placeId,
      type,
      subject,
      data: {
        handover: asked.id,
        kind: asked.kind,
        ...(subject === asked.toId ? { responsibility: newId } : {}),
      },
      content: [{ table: 'people.responsibility_deed', id: deed }],
    });
  }
}

/** True when it holds already, false when somebody has to agree first. */
export async function handOver(tx: Tx, me: Me, id: string, answers: HandOverAnswers): Promise<boolean> {
  const { holder, people, agreesAtOnce, notesOnly } = await showHandOver(tx, me, id);
  if (notesOnly) throw new NotFound('given by two');
  if (!people.some(({ personId }) => personId === answers.toId))
    throw new Invalid([{ field: 'toId', message: 'Choose somebody from the list.' }]);
  const day = answers.day ?? localDate(tx.at);
  const earliest = holder.from.add({ days: 1 });
  if (isBefore(day, localDate(tx.at)) || isBefore(day, earliest))
    throw new Invalid([{ field: 'day', message: 'Enter today or a later day, after your own first day.' }]);
  if (holder.lastDay !== null && isBefore(holder.lastDay.add({ days: 1 }), day))
    throw new Invalid([{ field: 'day', message: 'It ends before that day.' }]);
  const handoverId = tx.ids.uuid();
  await insertHandover(tx, {
    id: handoverId,
    responsibilityId: holder.id,
    toId: answers.toId,
    fromDay: day,
    notes: answers.notes,
  });
  const asked = {
    id: handoverId,
    placeId: holder.placeId,
    kind: holder.kind,
    toId: answers.toId,
    fromId: holder.personId,
  };
  record(tx, 'handover.asked/1', asked);
  const link = `/responsibilities/handover/${handoverId}`;
  if (agreesAtOnce) await agree(tx, asked);
  else await queueMail(tx, await deciders(tx, me, holder.placeId), { template: 'waits', link });
  const told = [answers.toId, holder.personId].filter((personId) => agreesAtOnce && personId !== me.id);
  await queueMail(tx, told, { template: 'waits', link });
  return agreesAtOnce;
}

export interface SeenHandover extends AskedHandover {
  readonly mayAgree: boolean;
  readonly mayTakeBack: boolean;
}

export async function showHandover(tx: Tx, me: Me, id: string): Promise<SeenHandover> {
  const found = isUuid(id) ? await findHandover(tx, id) : undefined;
  if (found === undefined) throw new NotFound('no such handover that I may see');
  const waits = found.agreed === null;
  const gives = mayGive(me, await findLedPlaces(tx), found.placeId, found.kind);
  const toMyself = found.toId === me.id && neverToOneself(found.kind);
  return {
    ...found,
    mayAgree: waits && gives && !toMyself,
    mayTakeBack: waits && (gives || found.fromId === me.id),
  };
}

export async function decideHandover(tx: Tx, me: Me, id: string, agreed: boolean): Promise<void> {
  const asked = await showHandover(tx, me, id);
  if (!(agreed ? asked.mayAgree : asked.mayTakeBack)) throw new NotFound('not mine to decide');
  if (agreed) await agree(tx, asked);
  else {
    const unused = { newId: tx.ids.uuid(), endDeedId: tx.ids.uuid(), giveDeedId: tx.ids.uuid() };
    await decideHandoverInDatabase(tx, { id, agree: false, ...unused, reason: REASON });
  }
  record(tx, agreed ? 'handover.agreed/1' : 'handover.declined/1', asked);
  const told = [asked.fromId, ...(agreed ? [asked.toId] : [])].filter((personId) => personId !== me.id);
  await queueMail(tx, told, { template: 'waits', link: `/responsibilities/handover/${id}` });
}
