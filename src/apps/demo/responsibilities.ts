import type { Instant, LocalDate } from '#platform/clock';
import { schoolYearOf } from './calendar.ts';
import { called, isBefore, moment, type Stage } from './stage.ts';
import { schoolOf } from './story-parts.ts';
import type { Staff } from './world.ts';

/**
 * Who is responsible for what, as a Head would have it: most of it given at the beginning of a school year, one handed
 * over with notes, one that ends soon, and one at the smaller school that nobody has.
 */

type Kind =
  | 'filtering_lead'
  | 'link_governor'
  | 'searcher'
  | 'counter_signer'
  | 'trust_it_lead'
  | 'information_manager';

interface Given {
  readonly at: 'LP' | 'HR' | null;
  readonly kind: Kind;
  readonly who: string;
  readonly from: LocalDate;
  /** The first day on which it is held no longer. */
  readonly until?: LocalDate;
  readonly asCover?: boolean;
  readonly why: string;
  /** Why it ended, where it has. */
  readonly ended?: { readonly on: LocalDate; readonly why: string };
}

const TRAINED = 'Trained in searching and screening; authorised by name';

function given(stage: Stage, lastYear: LocalDate, thisYear: LocalDate): Given[] {
  const { today } = stage;
  const search = (at: 'LP' | 'HR', who: string): Given => ({
    at,
    kind: 'searcher',
    who,
    from: lastYear,
    why: TRAINED,
  });
  return [
    {
      at: 'LP',
      kind: 'filtering_lead',
      who: 'Desmond Achebe-Lowe',
      from: lastYear,
      why: 'Named in the governors’ minutes',
    },
    {
      at: 'LP',
      kind: 'filtering_lead',
      who: 'Shauna Brightwell',
      from: today.subtract({ days: 1 }),
      until: today.add({ days: 4 }),
      asCover: true,
      why: 'He is at a conference this week',
    },
    {
      at: 'LP',
      kind: 'link_governor',
      who: 'Colette Dunmore',
      from: lastYear,
      until: thisYear,
      why: 'Elected by the governors',
      ended: { on: thisYear, why: 'Handed over' },
    },
    { at: 'LP', kind: 'link_governor', who: 'Irfan Malikson', from: thisYear, why: 'Handed over' },
    search('LP', 'Priya Nair'),
    search('LP', 'Desmond Achebe-Lowe'),
    search('LP', 'Shauna Brightwell'),
    { at: 'LP', kind: 'counter_signer', who: 'Desmond Achebe-Lowe', from: lastYear, why: 'Second signature' },
    { at: 'LP', kind: 'counter_signer', who: 'Shauna Brightwell', from: thisYear, why: 'Second signature' },
    {
      at: 'HR',
      kind: 'link_governor',
      who: 'Suresh Pillay',
      from: lastYear,
      why: 'Elected by the governors',
    },
    search('HR', 'Imogen Sayle'),
    search('HR', 'Delroy Campion'),
    { at: 'HR', kind: 'counter_signer', who: 'Frances Odell', from: lastYear, why: 'Second signature' },
    {
      at: null,
      kind: 'trust_it_lead',
      who: 'Owen Tregear',
      from: lastYear,
      why: 'Leads the trust’s IT team',
    },
    {
      at: null,
      kind: 'information_manager',
      who: 'Sadie Norcott',
      from: lastYear,
      until: today.add({ days: 20 }),
      why: 'Trained; answers to the trustees',
    },
  ];
}

const giverOf = (stage: Stage, at: Given['at']): Staff =>
  called(
    stage,
    { LP: 'Marianne Holloway-Reid', HR: 'Alasdair Finch', trust: 'Helena Marchbanks' }[at ?? 'trust'],
  );

interface Deed {
  readonly one: Given;
  readonly id: string;
  readonly place: string;
  readonly what: 'given' | 'ended';
  readonly at: Instant;
}

function tellDeed(stage: Stage, { one, id, place, what, at }: Deed): void {
  if (!isBefore(at, stage.now)) return;
  const deedId = stage.random.uuid(at);
  const [by, person] = [giverOf(stage, one.at), called(stage, one.who)];
  const planned = what === 'given' && one.ended !== undefined ? '' : (one.until ?? '');
  stage.rows.add('people.responsibility_deed', {
    id: deedId,
    responsibility_id: id,
    place_id: place,
    kind: one.kind,
    person_id: person.id,
    as_cover: one.asCover ?? false,
    during: `[${one.from},${planned})`,
    what,
    reason: what === 'ended' ? (one.ended?.why ?? '') : one.why,
    done_by: by.id,
    done_at: at.toString(),
  });
  stage.chain.tell(at, by.id, {
    chain: place,
    type: `responsibility.${what}/1`,
    subject: person.id,
    data: { responsibility: id, kind: one.kind },
    content: [{ table: 'people.responsibility_deed', id: deedId }],
  });
}

function add(stage: Stage, one: Given): string {
  const at = moment(one.from, 8, 40);
  const id = stage.random.uuid(at);
  const schoolId = one.at === null ? null : schoolOf(stage, one.at).id;
  stage.rows.add('people.responsibility', {
    id,
    trust_id: stage.trustId,
    school_id: schoolId,
    kind: one.kind,
    person_id: called(stage, one.who).id,
    as_cover: one.asCover ?? false,
    during: `[${one.from},${one.until ?? ''})`,
  });
  const place = schoolId ?? stage.trustId;
  tellDeed(stage, { one, id, place, what: 'given', at });
  if (one.ended !== undefined)
    tellDeed(stage, { one, id, place, what: 'ended', at: moment(one.ended.on, 8, 30) });
  return id;
}

const NOTES = `I went through the filtering report with Desmond every half term; the last was on the day before the holidays.
Open: the policy is due for its yearly review in the spring. Ask for the log of the weekly checks; it was complete.
The minutes are in the governors’ folder.`;

/** The link governor's notes for the one who followed. */
function addHandover(stage: Stage, responsibilityId: string, day: LocalDate): void {
  const asked = moment(day.subtract({ days: 30 }), 9, 15);
  const [from, to, by] = [
    called(stage, 'Colette Dunmore'),
    called(stage, 'Irfan Malikson'),
    giverOf(stage, 'LP'),
  ];
  const id = stage.random.uuid(asked);
  stage.rows.add('people.handover', {
    id,
    responsibility_id: responsibilityId,
    place_id: schoolOf(stage, 'LP').id,
    kind: 'link_governor',
    from_person_id: from.id,
    to_person_id: to.id,
    from_day: day.toString(),
    notes: NOTES,
    asked_by: from.id,
    asked_at: asked.toString(),
    decided_by: by.id,
    decided_at: moment(day, 8, 30).toString(),
    agreed: true,
  });
  stage.chain.tell(asked, from.id, {
    chain: schoolOf(stage, 'LP').id,
    type: 'handover.asked/1',
    subject: to.id,
    data: { handover: id, kind: 'link_governor' },
    content: [{ table: 'people.handover', id }],
  });
}

export function addResponsibilities(stage: Stage): void {
  const year = schoolYearOf(stage.today);
  const [lastYear, thisYear] = [year - 1, year].map((one) =>
    stage.today.with({ year: one, month: 9, day: 1 }),
  );
  if (lastYear === undefined || thisYear === undefined) return;
  const ids = given(stage, lastYear, thisYear).map((one) => ({ one, id: add(stage, one) }));
  const handed = ids.find(({ one }) => one.who === 'Colette Dunmore');
  if (handed !== undefined) addHandover(stage, handed.id, thisYear);
}
