import { closesAt, findCalendar, isOpen, nextOpening, type SchoolCalendar } from '#domains/people';
import { formatTime, type Instant } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Stream } from '../types.ts';
import { climb, streamsFrom } from './ladder.ts';
import { findHolders, findRules, type SchoolRouting } from './queries.ts';
import { schoolOf } from './service.ts';
import type { ReadersNow, Recipient, RouteRule } from './types.ts';
import { listed, when, withDuty } from './words.ts';

/** For the report form: who reads what is sent now, and when (design rule 13). */

interface Facts {
  readonly school: SchoolRouting;
  readonly calendar: SchoolCalendar;
  readonly holders: readonly Recipient[];
  readonly rules: Readonly<Record<'child' | 'head', readonly RouteRule[]>>;
}

async function gather(tx: Tx, schoolId: string, streams: readonly ('child' | 'head')[]): Promise<Facts> {
  const school = await schoolOf(tx, schoolId);
  const [calendar, holders, rules] = await Promise.all([
    findCalendar(tx, schoolId),
    findHolders(tx, school),
    findRules(tx, { schoolId, streams, kinds: ['other'] }),
  ]);
  const of = (wanted: Stream) => rules.filter(({ stream }) => stream === wanted);
  return { school, calendar, holders, rules: { child: of('child'), head: of('head') } };
}

/** Of a concern about a child. A mail is spoken of only where mail leaves and everybody has an address. */
function childReaders(
  { school, calendar, holders, rules }: Facts,
  at: Instant,
  mailLeaves: boolean,
): ReadersNow {
  const [first = []] = climb({ stream: 'child', rules: rules.child, urgent: false, holders, notTell: [] });
  const readers = listed(first.map(({ name }) => name));
  const now = { open: isOpen(calendar, at), readers, nextOpening: nextOpening(calendar, at) };
  if (readers === '') {
    return {
      ...now,
      text: `Nobody at ${school.name} is set up to read this in Gatehouse. Tell your headteacher in person.`,
    };
  }
  const people = listed(first.map(withDuty));
  const byMail = mailLeaves && first.every(({ hasMail }) => hasMail) ? ' and by e-mail' : '';
  const text = now.open
    ? `${people} will be told as soon as you send this. The school is open until ${formatTime(closesAt(calendar, at) ?? at)}.`
    : `The school is closed now. ${people} will be told in Gatehouse${byMail} at once, but may not read it until the school opens ${when(now.nextOpening, at)}.`;
  return { ...now, text };
}

export async function whoReadsNow(
  tx: Tx,
  schoolId: string,
  at: Instant,
  mailLeaves = false,
): Promise<ReadersNow> {
  return childReaders(await gather(tx, schoolId, ['child']), at, mailLeaves);
}

/** About an adult or the Head: those who read it and nobody else; about the Head never whoever is Head. */
function adultReaders(
  { school, calendar, holders, rules }: Facts,
  about: 'adult' | 'head',
  at: Instant,
): string {
  const heads = holders.filter(({ role }) => role === 'head').map(({ personId }) => personId);
  const notTell = about === 'head' ? heads : [];
  const first = streamsFrom[about]
    .map((stream) => {
      // What is about an adult is the Head's; there is no route to set for it.
      const own = stream === 'head' ? rules.head : [];
      return climb({ stream, rules: own, urgent: false, holders, notTell })[0] ?? [];
    })
    .find((people) => people.length > 0);
  if (first === undefined)
    return school.lado === null
      ? 'Nobody here could read it in Gatehouse. Ring the council’s designated officer (LADO).'
      : `Nobody here could read it in Gatehouse. Ring the local authority’s designated officer (LADO): ${school.lado}.`;
  const people = listed(first.map(withDuty));
  return isOpen(calendar, at)
    ? `Only ${people} will be told, as soon as you send this. The school is open until ${formatTime(closesAt(calendar, at) ?? at)}.`
    : `Only ${people} will be told, at once, but may not read it until the school opens ${when(nextOpening(calendar, at), at)}.`;
}

/** What stands beside each answer of the first page. */
export type ReadersByAnswer = Readonly<Record<Stream, string>>;

export async function whoReadsEach(tx: Tx, schoolId: string, mailLeaves: boolean): Promise<ReadersByAnswer> {
  const facts = await gather(tx, schoolId, ['child', 'head']);
  return {
    child: childReaders(facts, tx.at, mailLeaves).text,
    adult: `${adultReaders(facts, 'adult', tx.at)} You need not know the adult’s name.`,
    head: adultReaders(facts, 'head', tx.at),
  };
}
