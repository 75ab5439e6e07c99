import { type LocalDate, localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { type FieldError, Invalid, NotFound } from '#platform/errors';
import { isUuid } from '#platform/ids';
import { queueMail } from '#platform/mailer';
import type { EndAnswers, GiveAnswers } from './forms.ts';
import { endHolder, findCandidates, findHeldOn, findHolder, findLedPlaces, insertHolder } from './queries.ts';
import { isBefore, mayGive, requireLed } from './service.ts';
import {
  type Candidate,
  type GivenKind,
  givenKinds,
  type Holder,
  isGiven,
  neverToOneself,
  type Place,
  responsibilities,
} from './types.ts';

/** Giving and ending a responsibility, by the Head or the trust's lead. */

export interface GiveChoices {
  readonly place: Place;
  readonly kind: GivenKind;
  readonly people: readonly Candidate[];
  /** Who has it today, in their own right: another can only cover, or follow. */
  readonly current: Holder | undefined;
}

export async function showGive(
  tx: Tx,
  me: Me,
  asked: { readonly placeId: string; readonly kind: string },
): Promise<GiveChoices> {
  const kind = givenKinds.find((one) => one === asked.kind);
  const place = await requireLed(tx, me, asked.placeId);
  if (kind === undefined || !mayGive(me, await findLedPlaces(tx), place.id, kind))
    throw new NotFound('gives no such responsibility');
  const today = localDate(tx.at);
  const held = await findHeldOn(tx, [place.id], today);
  return {
    place,
    kind,
    people: (await findCandidates(tx, place.id, kind, today)).filter(
      ({ personId }) => personId !== me.id || !neverToOneself(kind),
    ),
    current: responsibilities[kind].one
      ? held.find((holder) => holder.kind === kind && !holder.asCover)
      : undefined,
  };
}

const wrong = (field: string, message: string): Invalid => new Invalid([{ field, message }]);

function daysOf(tx: Tx, { from, until }: Pick<GiveAnswers, 'from' | 'until'>): LocalDate {
  const first = from ?? localDate(tx.at);
  const problems: FieldError[] = [];
  if (isBefore(first, localDate(tx.at)))
    problems.push({
      field: 'from',
      message: 'Enter today or a later day: nobody held yesterday what they are given today.',
    });
  if (until !== null && isBefore(until, first))
    problems.push({ field: 'until', message: 'The last day is before the first.' });
  if (problems.length > 0) throw new Invalid(problems);
  return first;
}

/** Overlaps that the register would refuse, in words. */
function mustBeFree(choices: GiveChoices, answers: GiveAnswers, first: LocalDate): void {
  const { current } = choices;
  if (answers.cover.length > 0 || current === undefined) return;
  if (current.lastDay !== null && isBefore(current.lastDay, first)) return;
  throw wrong(
    'personId',
    'Somebody holds this already, and only one person does. Hand it over from them instead, or give this as cover.',
  );
}

export async function give(
  tx: Tx,
  me: Me,
  asked: GiveAnswers & { readonly placeId: string; readonly kind: string },
): Promise<void> {
  const choices = await showGive(tx, me, asked);
  const { place, kind } = choices;
  if (!choices.people.some(({ personId }) => personId === asked.personId))
    throw wrong('personId', 'Choose somebody from the list.');
  const from = daysOf(tx, asked);
  mustBeFree(choices, asked, from);
  const asCover = asked.cover.length > 0;
  const [id, deedId] = [tx.ids.uuid(), tx.ids.uuid()];
  await insertHolder(tx, {
    id,
    deedId,
    placeId: place.id,
    kind,
    personId: asked.personId,
    asCover,
    from,
    lastDay: asked.until,
    reason: asked.reason,
  });
  if (asked.personId !== me.id)
    await queueMail(tx, [asked.personId], { template: 'waits', link: '/responsibilities' });
  tx.record({
    chain: place.id,
    type: 'responsibility.given/1',
    subject: asked.personId,
    data: { responsibility: id, kind, cover: asCover, fields: ['person', 'during', 'reason'] },
    content: [{ table: 'people.responsibility_deed', id: deedId }],
  });
}

export interface Ending {
  readonly place: Place;
  readonly holder: Holder;
}

/** One that I give, and that is not over yet. */
export async function showEnding(tx: Tx, me: Me, id: string): Promise<Ending> {
  const led = await findLedPlaces(tx);
  const holder = isUuid(id) ? await findHolder(tx, led, id, localDate(tx.at)) : undefined;
  if (holder === undefined || !isGiven(holder.kind) || !mayGive(me, led, holder.placeId, holder.kind))
    throw new NotFound('no responsibility that I end');
  return { place: await requireLed(tx, me, holder.placeId), holder };
}

/** On the last day that is given, or now. */
export async function end(tx: Tx, me: Me, id: string, answers: EndAnswers): Promise<void> {
  const { holder } = await showEnding(tx, me, id);
  const today = localDate(tx.at);
  if (answers.until !== null && isBefore(answers.until, today))
    throw wrong('until', 'Enter today or a later day, or leave it empty to end it now.');
  if (answers.until !== null && holder.lastDay !== null && isBefore(holder.lastDay, answers.until))
    throw wrong('until', 'It ends before that day already.');
  const deedId = tx.ids.uuid();
  await endHolder(tx, {
    id,
    deedId,
    until: answers.until?.add({ days: 1 }) ?? today,
    reason: answers.reason,
  });
  if (holder.personId !== me.id)
    await queueMail(tx, [holder.personId], { template: 'waits', link: '/responsibilities' });
  tx.record({
    chain: holder.placeId,
    type: 'responsibility.ended/1',
    subject: holder.personId,
    data: { responsibility: id, kind: holder.kind, fields: ['during', 'reason'] },
    content: [{ table: 'people.responsibility_deed', id: deedId }],
  });
}
