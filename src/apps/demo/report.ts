import { ageOn, type Instant, type LocalDate, localDate } from '#platform/clock';
import { leadName } from './casting.ts';
import type { KindId, Part, Place, Stream } from './concern-words.ts';
import { postAt, type Stage } from './stage.ts';
import type { Pupil, School, Staff } from './world.ts';

export interface NamedParty {
  readonly part: Part;
  readonly pupil?: Pupil;
  readonly adult?: Staff;
  readonly describedAs?: string;
}

/** A report as its author sent it. */
export interface Report {
  readonly school: School;
  readonly stream: Stream;
  readonly at: Instant;
  /** Null where it was told from outside. */
  readonly reporter: Staff | null;
  readonly outside?: { readonly wayIn: 'pupil' | 'parent'; readonly designation: string };
  readonly headline: string;
  readonly kinds: readonly KindId[];
  readonly parties: readonly NamedParty[];
  readonly place: Place;
  readonly placeDetail: string | null;
  readonly happenedOn: LocalDate;
  readonly happenedTime: string | null;
  readonly words: string | null;
  readonly seen: string | null;
  readonly thought: string | null;
  readonly address?: string | null;
  readonly screenHidden?: 'yes' | 'no' | 'not_applicable' | null;
  readonly image?: 'yes' | 'not_sure' | 'no';
  readonly selfReported?: boolean;
  readonly danger?: boolean;
  readonly evidence?:
    | undefined
    | readonly {
        readonly what: string;
        readonly where: string;
        readonly available: string;
      }[];
  readonly witnesses?: string | null;
  /** Typed in later from a paper form, which somebody else may have written. */
  readonly paper?: { readonly enteredAt: Instant; readonly author: string };
  readonly urgent: boolean;
}

export interface Sent {
  readonly id: string;
  readonly reference: string;
  readonly caseloadId: string;
}

const LETTERS = '23456789BCDFGHJKMNPQRSTVWXZ';

function newReference({ random, references }: Stage, school: School): string {
  const drawn = `${school.code}-${Array.from({ length: 5 }, () => LETTERS.charAt(random.between(0, LETTERS.length - 1))).join('')}`;
  if (references.has(drawn)) return newReference({ random, references } as Stage, school);
  references.add(drawn);
  return drawn;
}

function addParties(stage: Stage, report: Report, sent: Sent): void {
  for (const { part, pupil, adult, describedAs } of report.parties) {
    stage.rows.add('concern.party', {
      id: stage.random.uuid(report.at),
      concern_id: sent.id,
      caseload_id: sent.caseloadId,
      reporter_id: report.reporter?.id ?? null,
      part,
      person_id: pupil?.id ?? adult?.id ?? null,
      described_as: describedAs ?? null,
      is_adult: pupil === undefined && report.stream !== 'child',
      age: pupil === undefined ? null : ageOn(pupil.bornOn, report.happenedOn),
      added_at: report.at.toString(),
      added_by: report.reporter?.id ?? null,
    });
  }
}

function concernRow(stage: Stage, report: Report, sent: Sent) {
  const { school, reporter, paper, outside } = report;
  return {
    id: sent.id,
    caseload_id: sent.caseloadId,
    school_id: school.id,
    reference: sent.reference,
    reporter_id: reporter?.id ?? null,
    way_in: outside?.wayIn ?? null,
    reporter_designation:
      outside?.designation ?? (reporter && postAt(reporter, school, localDate(report.at))) ?? 'Staff',
    submitted_key: stage.random.uuid(report.at),
    reported_at: report.at.toString(),
    entered_at: (paper?.enteredAt ?? report.at).toString(),
    on_paper: paper !== undefined,
    paper_author: paper?.author ?? null,
    headline: report.headline,
    happened_on: report.happenedOn.toString(),
    happened_time: report.happenedTime,
    place: report.place,
    place_detail: report.placeDetail,
    immediate_danger: report.danger ?? false,
    about_adult: report.stream !== 'child',
    kinds: report.kinds,
    child_words: report.words,
    seen: report.seen,
    thought: report.thought,
    address: report.address ?? null,
    screen_hidden: report.screenHidden ?? null,
    indecent_image: report.image ?? 'no',
    self_reported: report.selfReported ?? false,
    evidence: report.evidence ?? [],
    other_witnesses: report.witnesses ?? null,
    lead_name: leadName(school),
  };
}

/** The report, its people, its receipt and its audit event; the case file is the casework's to write. */
export function send(stage: Stage, report: Report): Sent {
  const { school, reporter, stream } = report;
  const at = report.paper?.enteredAt ?? report.at;
  const sent = {
    id: stage.random.uuid(at),
    reference: newReference(stage, school),
    caseloadId: stage.caseload(school, stream),
  };
  stage.rows.add('concern.concern', concernRow(stage, report, sent));
  addParties(stage, report, sent);
  stage.rows.add('concern.reporter_update', {
    id: stage.random.uuid(at),
    concern_id: sent.id,
    caseload_id: sent.caseloadId,
    reporter_id: reporter?.id ?? null,
    at: at.toString(),
    kind: 'sent',
    body: null,
  });
  stage.chain.tell(at, reporter?.id ?? 'system:intake', {
    chain: school.id,
    type: 'concern.sent/1',
    subject: sent.id,
    data: { urgent: report.urgent, paper: report.paper !== undefined, stream },
    content: [{ table: 'concern.concern', id: sent.id }],
  });
  return sent;
}
