import { localDate } from '#platform/clock';
import type { MasterKey } from '#platform/crypto';
import type { Tx } from '#platform/db';
import { Unavailable } from '#platform/errors';
import {
  findSchools,
  insertCase,
  insertExclusions,
  insertParties,
  shutHeadsOut,
} from '../../report/queries.ts';
import type { RoutePlan } from '../../routing/index.ts';
import type { Stream } from '../../types.ts';
import type { Code } from '../code.ts';
import type { Told } from '../types.ts';
import { sealIdentity } from './identity.ts';
import {
  insertConcernFromOutside,
  insertOutsideReport,
  insertReceiptLine,
  insertSealedIdentity,
  isFreeReference,
} from './queries.ts';
import { sealSecret } from './receipt.ts';

/** Something told, with where it goes. */
export interface Arrival {
  readonly told: Told;
  readonly plan: RoutePlan;
  /** Readers who may be the adult in question. */
  readonly shutOut: readonly string[];
  readonly urgent: boolean;
  readonly sounds: boolean;
  readonly code: Code;
  readonly stream: Stream;
}

async function freeReference(tx: Tx, schoolCode: string): Promise<string> {
  for (let tries = 0; tries < 8; tries += 1) {
    const reference = `${schoolCode}-${tx.ids.code(5)}`;
    if (await isFreeReference(tx, reference)) return reference;
  }
  throw new Unavailable('no free reference', 'This could not be sent. Press Send again.');
}

async function writeConcern(tx: Tx, id: string, { told, plan, stream }: Arrival): Promise<void> {
  const [school] = await findSchools(tx, [told.schoolId]);
  if (school === undefined) throw new Error('intake cannot read a school');
  await insertConcernFromOutside(tx, {
    id,
    caseload_id: plan.caseloadId,
    school_id: told.schoolId,
    reference: await freeReference(tx, school.code),
    way_in: told.wayIn,
    reporter_designation: told.designation,
    submitted_key: tx.ids.timeless(),
    reported_at: tx.at,
    entered_at: tx.at,
    headline: told.headline,
    place: 'unknown',
    immediate_danger: told.danger,
    about_adult: stream !== 'child',
    kinds: [...told.kinds],
    child_words: told.wayIn === 'pupil' ? told.words : null,
    seen: told.wayIn === 'pupil' ? null : told.words,
    indecent_image: told.indecentImage,
    self_reported: told.wayIn === 'pupil',
    lead_name: school.leadName,
  });
}

/** The adult in question, as described; whoever reads cases and is called so is shut out. */
async function writeAdult(tx: Tx, id: string, { told, plan, shutOut, stream }: Arrival): Promise<void> {
  if (stream === 'child') return;
  const described = told.adultName ?? (stream === 'head' ? 'The headteacher' : 'An adult at the school');
  await insertParties(tx, [
    {
      id: tx.ids.uuid(),
      concern_id: id,
      caseload_id: plan.caseloadId,
      part: 'alleged',
      described_as: described,
      is_adult: true,
      added_at: tx.at,
    },
  ]);
  await insertExclusions(
    tx,
    shutOut.map((personId) => ({
      concern_id: id,
      caseload_id: plan.caseloadId,
      person_id: personId,
      state: 'provisional',
      reason: 'Has a name that the report gives to the adult it is about',
      set_at: tx.at,
    })),
  );
  if (plan.stream === 'head') await shutHeadsOut(tx, id);
}

async function writeTeller(tx: Tx, masterKey: MasterKey, id: string, arrival: Arrival): Promise<string> {
  const { told, plan, code, sounds } = arrival;
  const open = told.toldAs === 'named';
  if (told.toldAs === 'in_confidence') {
    const identity = { name: told.name ?? '', className: told.className, contact: told.contact };
    await insertSealedIdentity(tx, {
      concern_id: id,
      caseload_id: plan.caseloadId,
      sealed: sealIdentity(masterKey, id, identity),
    });
  }
  return insertOutsideReport(tx, {
    concern_id: id,
    caseload_id: plan.caseloadId,
    school_id: told.schoolId,
    way_in: told.wayIn,
    told_as: told.toldAs,
    key_stage: told.keyStage,
    name: open ? told.name : null,
    class: open ? told.className : null,
    contact: open ? told.contact : null,
    wants_adult: told.wants?.called ?? null,
    hirer_id: told.hirerId,
    sounds_urgent: sounds,
    sent_on: localDate(tx.at),
    locator: code.locator,
    secret: await sealSecret(masterKey, code),
  });
}

/** Writes the report, its case, what it says of who told it, and the audit event. @returns the concern's id */
export async function write(tx: Tx, masterKey: MasterKey, arrival: Arrival): Promise<string> {
  const { told, plan, urgent } = arrival;
  const id = tx.ids.uuid();
  await writeConcern(tx, id, arrival);
  await writeAdult(tx, id, arrival);
  await insertCase(tx, {
    concern_id: id,
    caseload_id: plan.caseloadId,
    school_id: told.schoolId,
    reported_at: tx.at,
    status: 'submitted',
    urgent,
    acknowledge_by: plan.acknowledgeBy,
    changed_at: tx.at,
  });
  await insertReceiptLine(tx, id, plan.caseloadId);
  const teller = await writeTeller(tx, masterKey, id, arrival);
  tx.record({
    chain: told.schoolId,
    type: 'concern.sent/1',
    subject: id,
    data: { urgent, stream: plan.stream, wayIn: told.wayIn, toldAs: told.toldAs },
    content: [
      { table: 'concern.concern', id },
      { table: 'concern.outside_report', id: teller },
    ],
  });
  return id;
}
