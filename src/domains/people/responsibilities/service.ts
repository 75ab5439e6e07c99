import { type LocalDate, localDate, Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { isUuid } from '#platform/ids';
import {
  findDeeds,
  findHeldOn,
  findHolderIds,
  findLedPlaces,
  findNotesFor,
  findSchools,
  findToCome,
  findTrust,
  findWaitingHandovers,
  type Named,
} from './queries.ts';
import {
  type Board,
  type Deed,
  type Holder,
  isGiven,
  type Line,
  type Place,
  type ResponsibilityKind,
  responsibilities,
  responsibilityKinds,
} from './types.ts';

/** What is shown: who is responsible for what. Giving, ending and handing over stand in change.ts and handover.ts. */

/**
 * Who holds a responsibility at a school, or at the trust, on a day: those who cover last. Empty where nobody does, and
 * for days and places of which the asker may know nothing.
 */
export function whoHolds(
  tx: Tx,
  asked: { readonly placeId: string; readonly kind: ResponsibilityKind; readonly day: LocalDate },
): Promise<Named[]> {
  return findHolderIds(tx, asked.placeId, asked.kind, asked.day);
}

const isHead = (me: Me, schoolId: string) =>
  me.appointments.some((post) => post.role === 'head' && post.schoolId === schoolId);

/** The same rule as people.gives, for buttons. */
export function mayGive(me: Me, led: readonly string[], placeId: string, kind: ResponsibilityKind): boolean {
  return isGiven(kind) && led.includes(placeId) && (kind !== 'searcher' || isHead(me, placeId));
}

export const leadsTrust = (me: Me, led: readonly string[]): boolean => led.includes(me.trustId);

function linesOf(
  at: 'school' | 'trust',
  placeId: string,
  held: readonly Holder[],
  may: (kind: ResponsibilityKind) => boolean,
): Line[] {
  return responsibilityKinds
    .filter((kind) => responsibilities[kind].at === at)
    .map((kind) => ({
      kind,
      holders: held.filter((holder) => holder.placeId === placeId && holder.kind === kind),
      mayGive: may(kind),
    }));
}

/** Schools that I belong to and those where I lead; for who has none, there is the trust's own. */
async function choose(tx: Tx, me: Me, led: readonly string[], wanted: string | null) {
  const schools = await findSchools(tx, [...new Set([...me.schoolIds, ...led])]);
  const trust = await findTrust(tx, me.trustId);
  if (wanted === null) return { schools, trust, school: schools[0] ?? trust };
  const school = [...schools, trust].find(({ id }) => id === wanted);
  if (school === undefined) throw new NotFound('not a school of mine');
  return { schools, trust, school };
}

const readsCases = (me: Me) =>
  me.childSchoolIds.length + me.adultSchoolIds.length + me.headSchoolIds.length > 0;

/** Who is responsible for what, today or, for whoever leads, on another day. */
export async function loadBoard(
  tx: Tx,
  me: Me,
  asked: { readonly placeId: string | null; readonly day: LocalDate | null },
): Promise<Board> {
  const led = await findLedPlaces(tx);
  const { schools, school, trust } = await choose(tx, me, led, asked.placeId);
  const today = localDate(tx.at);
  const leads = led.includes(school.id);
  const day = leads ? (asked.day ?? today) : today;
  const held = await findHeldOn(tx, [school.id, trust.id], day);
  return {
    schools,
    school,
    trust,
    day,
    isToday: day.equals(today),
    leads,
    leadsTrust: leadsTrust(me, led),
    readsCases: readsCases(me),
    myId: me.id,
    here:
      school.id === trust.id
        ? []
        : linesOf('school', school.id, held, (kind) => mayGive(me, led, school.id, kind)),
    atTrust: linesOf('trust', trust.id, held, (kind) => mayGive(me, led, trust.id, kind)),
    waiting: leads
      ? await findWaitingHandovers(tx, [school.id, ...(leadsTrust(me, led) ? [trust.id] : [])])
      : [],
    notes: await findNotesFor(tx, me.id),
  };
}

export interface TrustRow {
  readonly school: Place;
  readonly lines: readonly Line[];
  /** How many that must be held are held by nobody. */
  readonly vacant: number;
}

export interface TrustBoard {
  readonly trust: Place;
  readonly day: LocalDate;
  readonly schools: readonly TrustRow[];
  readonly atTrust: readonly Line[];
}

const isVacant = ({ kind, holders }: Line) => responsibilities[kind].wanted && holders.length === 0;

/** Every school of the trust beside each other, for its lead. */
export async function loadTrust(tx: Tx, me: Me): Promise<TrustBoard> {
  const led = await findLedPlaces(tx);
  if (!leadsTrust(me, led)) throw new NotFound('does not lead the trust');
  const trust = await findTrust(tx, me.trustId);
  const schools = await findSchools(tx, led);
  const day = localDate(tx.at);
  const held = await findHeldOn(tx, led, day);
  return {
    trust,
    day,
    schools: schools.map((school) => {
      const lines = linesOf('school', school.id, held, () => false);
      return { school, lines, vacant: lines.filter(isVacant).length };
    }),
    atTrust: linesOf('trust', trust.id, held, () => false),
  };
}

export interface History {
  readonly place: Place;
  readonly toCome: readonly Holder[];
  readonly deeds: readonly Deed[];
}

/** What was given, ended and handed over at a place, with reasons, and what is to come. */
export async function loadHistory(tx: Tx, me: Me, placeId: string): Promise<History> {
  const place = await requireLed(tx, me, placeId);
  return {
    place,
    toCome: await findToCome(tx, [place.id], localDate(tx.at)),
    deeds: await findDeeds(tx, place.id),
  };
}

/** A place where I lead, else there is nothing here. */
export async function requireLed(tx: Tx, me: Me, placeId: string): Promise<Place> {
  const led = isUuid(placeId) ? await findLedPlaces(tx) : [];
  if (!led.includes(placeId)) throw new NotFound('does not lead there');
  if (placeId === me.trustId) return findTrust(tx, placeId);
  const [school] = await findSchools(tx, [placeId]);
  if (school === undefined) throw new NotFound('no such school');
  return school;
}

export const isBefore = (a: LocalDate, b: LocalDate): boolean => Temporal.PlainDate.compare(a, b) < 0;
