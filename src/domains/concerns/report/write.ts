import type { FoundPerson } from '#domains/people';
import { ageOn, type Instant, localDate, Temporal, ZONE } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Unavailable } from '#platform/errors';
import type { RoutePlan } from '../routing/index.ts';
import { type DescribedEvidence, kinds, type Stream, urgentKinds } from '../types.ts';
import type { CompleteReport } from './complete.ts';
import { partiesOf } from './forms.ts';
import {
  type Draft,
  findSchools,
  insertCase,
  insertConcern,
  insertExclusions,
  insertParties,
  insertReceipt,
  type SchoolFacts,
  shutHeadsOut,
} from './queries.ts';

/** Whose concern it is to read, by the reporter's answers; routing may move it up (design rule 2). */
export const streamOf = ({ start }: CompleteReport): Stream => start.about;

/** Danger now, a kind that cannot wait, or an image that may be indecent (CT-note-2). */
export function isUrgent({ start, what, image }: CompleteReport): boolean {
  return (
    start.danger === 'yes' ||
    image.indecent_image !== 'no' ||
    what.kinds.some((kind) => urgentKinds.has(kind))
  );
}

/** What was described, without the rows that stayed empty. */
export function evidenceOf({ words }: Pick<CompleteReport, 'words'>): DescribedEvidence[] {
  return words.evidence_what.flatMap((what, at) => {
    const available = words.evidence_available[at];
    return what === ''
      ? []
      : [
          {
            what,
            where: words.evidence_where[at] ?? '',
            available: available === 'yes' || available === 'no' ? available : 'unknown',
          },
        ];
  });
}

/** The moment on the paper form: its date with its time, midday where none was written. */
function paperInstant({ start }: CompleteReport): Instant | undefined {
  if (start.on_paper.length === 0 || start.paper_date === null) return undefined;
  const time = Temporal.PlainTime.from(start.paper_time ?? '12:00');
  return start.paper_date.toZonedDateTime({ timeZone: ZONE, plainTime: time }).toInstant();
}

/** What somebody is at a school, as it stands under what they write or sign there. */
export function designationOf(me: Me, schoolId: string): string {
  const post = me.appointments.find((a) => a.schoolId === schoolId) ?? me.appointments[0];
  return post === undefined ? 'No current post' : (post.designation ?? post.role.replaceAll('_', ' '));
}

interface Writing {
  readonly draft: Draft;
  readonly report: CompleteReport;
  readonly people: readonly FoundPerson[];
  readonly alleged: readonly FoundPerson[];
  readonly plan: RoutePlan;
  readonly urgent: boolean;
}

async function schoolOf(tx: Tx, id: string): Promise<SchoolFacts> {
  const [school] = await findSchools(tx, [id]);
  if (school === undefined)
    throw new Unavailable(
      'the school of a draft cannot be read',
      'You no longer belong to the school of this report. Tell its designated lead in person.',
    );
  return school;
}

/** Draws references until one is free. They are random: a gap in a sequence would give a hidden concern away. */
async function insertWithReference(
  tx: Tx,
  code: string,
  row: Omit<Parameters<typeof insertConcern>[1], 'reference'>,
): Promise<void> {
  for (let tries = 0; tries < 8; tries += 1) {
    if (await insertConcern(tx, { ...row, reference: `${code}-${tx.ids.code(5)}` })) return;
  }
  throw new Unavailable('no free reference', 'The report could not be numbered. Press Send again.');
}

function concernRow(tx: Tx, me: Me, id: string, school: SchoolFacts, { draft, report, plan }: Writing) {
  const { start, what, words, image } = report;
  return {
    id,
    caseload_id: plan.caseloadId,
    school_id: draft.schoolId,
    reporter_id: me.id,
    reporter_designation: designationOf(me, draft.schoolId),
    submitted_key: draft.id,
    reported_at: paperInstant(report) ?? tx.at,
    entered_at: tx.at,
    on_paper: start.on_paper.length > 0,
    paper_author: start.paper_author,
    headline:
      what.headline ??
      what.kinds
        .slice(0, 2)
        .map((kind) => kinds[kind].text)
        .join('; '),
    happened_on: what.happened,
    happened_time: what.happened_time,
    place: what.place,
    place_detail: what.place_detail,
    immediate_danger: start.danger === 'yes',
    about_adult: start.about !== 'child',
    kinds: [...what.kinds],
    child_words: words.child_words,
    seen: words.seen,
    thought: words.thought,
    address: words.address,
    screen_hidden: words.screen_hidden,
    indecent_image: image.indecent_image,
    self_reported: words.self_reported.length > 0,
    evidence: JSON.stringify(evidenceOf(report)),
    other_witnesses: words.other_witnesses,
    reported_to: words.reported_to,
    lead_name: school.leadName,
  };
}

function partyRows(tx: Tx, me: Me, id: string, { report, people, plan }: Writing) {
  const day = report.what.happened ?? localDate(paperInstant(report) ?? tx.at);
  return partiesOf(report.who).map((party) => {
    const person = people.find((candidate) => candidate.id === party.personId);
    if (party.personId !== null && person === undefined) throw new Error('a listed person was not found');
    return {
      id: tx.ids.uuid(),
      concern_id: id,
      caseload_id: plan.caseloadId,
      reporter_id: me.id,
      part: party.part,
      person_id: party.personId,
      described_as: party.describedAs,
      is_adult: person ? person.kind === 'adult' : party.isAdult === true,
      age: person?.birthDate ? ageOn(person.birthDate, day) : null,
      added_at: tx.at,
      added_by: me.id,
    };
  });
}

/** Shuts out the adults who are alleged, and of a report about the Head whoever is Head. Gives the rows' ids. */
async function shutOut(tx: Tx, me: Me, id: string, { alleged, plan, report }: Writing): Promise<string[]> {
  const rows = alleged.map((person) => ({
    id: tx.ids.uuid(),
    concern_id: id,
    caseload_id: plan.caseloadId,
    person_id: person.id,
    state: 'provisional',
    reason: 'Named in the report',
    set_by: me.id,
    set_at: tx.at,
  }));
  await insertExclusions(tx, rows);
  const aboutHead = report.start.about !== 'child' && plan.stream === 'head';
  return [...rows.map((row) => row.id), ...(aboutHead ? await shutHeadsOut(tx, id) : [])];
}

/** Writes the report, its people, its case, what excludes an adult, the receipt, and the audit event. */
export async function writeReport(tx: Tx, me: Me, writing: Writing): Promise<string> {
  const { draft, plan, urgent } = writing;
  const id = tx.ids.uuid();
  const school = await schoolOf(tx, draft.schoolId);
  const row = concernRow(tx, me, id, school, writing);
  await insertWithReference(tx, school.code, row);
  const parties = partyRows(tx, me, id, writing);
  await insertParties(tx, parties);
  await insertCase(tx, {
    concern_id: id,
    caseload_id: plan.caseloadId,
    school_id: draft.schoolId,
    reporter_id: me.id,
    reported_at: row.reported_at,
    status: 'submitted',
    urgent,
    acknowledge_by: plan.acknowledgeBy,
    changed_at: tx.at,
  });
  const exclusions = await shutOut(tx, me, id, writing);
  const receipt = await insertReceipt(tx, id, plan.caseloadId, me.id);
  tx.record({
    chain: draft.schoolId,
    type: 'concern.sent/1',
    subject: id,
    data: { urgent, paper: row.on_paper, stream: plan.stream },
    content: [
      { table: 'concern.concern', id },
      ...parties.map((party) => ({ table: 'concern.party', id: party.id })),
      ...exclusions.map((exclusion) => ({ table: 'concern.exclusion', id: exclusion })),
      { table: 'concern.reporter_update', id: receipt },
    ],
  });
  return id;
}
