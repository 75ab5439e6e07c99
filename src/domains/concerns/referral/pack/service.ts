import { byWeight, roleNames } from '#domains/people';
import type { Instant } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid, NotFound } from '#platform/errors';
import { perform } from '../../case/act/perform.ts';
import type { RowOn } from '../../case/form/routes.tsx';
import { type Asked, type FormView, openForm } from '../../case/form/view.ts';
import { findFamilies } from '../../case/page/queries.ts';
import { findActions, findCase } from '../../case/queries.ts';
import type { CaseRecord } from '../../case/types.ts';
import { mask } from '../../mask.ts';
import { findConcern, findParties } from '../../queries.ts';
import type { Concern } from '../../types.ts';
import { isRecipient, recipients } from '../recipients.ts';
import { childrenOf, type PackFacts, subjectOf } from './facts.ts';
import type { PackInput } from './forms.ts';
import { packOf } from './packs.ts';
import { findBirthDates, findPack, findPacks, insertPack, markCodeShown, type Pack } from './queries.ts';

/** The page of one pack's fields. */
export interface PackView extends FormView {
  readonly recipient: string;
  readonly facts: PackFacts;
}

const hasChild = (recipient: string) => packOf(recipient).some(({ id }) => id === 'child');

function makerOf(me: Me): string {
  const [duty] = byWeight(me.appointments.map(({ role }) => role));
  return `${me.givenName} ${me.familyName}${duty === undefined ? '' : `, ${roleNames[duty]}`}`;
}

/** What the case says, to fill the fields with. */
export async function openPack(tx: Tx, me: Me, asked: Asked): Promise<PackView> {
  const { row: recipient, concernId } = asked;
  if (packOf(recipient).length === 0) throw new NotFound('no such pack');
  const view = await openForm(tx, me, 'pack', asked);
  const [concern, parties, actions] = await Promise.all([
    findConcern(tx, concernId),
    findParties(tx, concernId),
    findActions(tx, concernId),
  ]);
  if (concern === undefined) throw new NotFound('no such case in this scope');
  const chosen = asked.typed?.subject?.[0] ?? asked.chosen.person;
  const subject = hasChild(recipient) ? subjectOf(parties, chosen) : undefined;
  const ids = subject?.personId ? [subject.personId] : [];
  const [families, birthDates] = [await findFamilies(tx, ids), await findBirthDates(tx, ids)];
  const facts = {
    file: view.file,
    concern,
    parties,
    families,
    birthDates,
    actions,
    subject,
    maker: makerOf(me),
  };
  return { ...view, recipient, facts };
}

/** Kept as it will leave: the names of children whom it is not about are out, unless they were ticked. */
export async function makePack(tx: Tx, me: Me, on: RowOn, input: PackInput) {
  const { row: recipient, concernId } = on;
  if (!isRecipient(recipient) || packOf(recipient).length === 0) throw new NotFound('no such pack');
  if (Object.keys(input.fields).length === 0)
    throw new Invalid([{ field: '', message: 'Fill in at least one field.' }]);
  let made = '';
  const done = await perform(tx, me, on, 'pack', async ({ file }) => {
    const parties = await findParties(tx, concernId);
    const subject = hasChild(recipient) ? parties.find(({ id }) => id === input.subject) : undefined;
    const others = childrenOf(parties).filter(({ id }) => id !== subject?.id);
    const masked = others.filter(({ id }) => !input.named.includes(id));
    const fields = Object.fromEntries(
      Object.entries(input.fields).map(([id, text]) => [id, mask(text, masked, subject)]),
    );
    const othersNamed = masked.length < others.length;
    made = await insertPack(tx, file, { recipient, fields, othersNamed, madeBy: me.id });
    return {
      body: recipients[recipient].name,
      details: { row: made },
      content: [{ table: 'concern.referral_pack', id: made }],
    };
  });
  return { ...done, to: `/referrals/pack/${made}` };
}

/** A pack with the case that it is about. */
export interface PackOfCase {
  readonly file: CaseRecord;
  readonly pack: Pack;
  readonly mine: boolean;
}

function recordRead(tx: Tx, file: CaseRecord): void {
  const { school, concernId: subject, version } = file;
  tx.record({ chain: school.id, type: 'concern.read/1', subject, data: { version, page: 'pack' } });
}

export async function readPacks(
  tx: Tx,
  _me: Me,
  concernId: string,
): Promise<{ file: CaseRecord; packs: readonly Pack[] }> {
  const file = await findCase(tx, concernId);
  if (file === undefined) throw new NotFound('no such case in this scope');
  recordRead(tx, file);
  return { file, packs: await findPacks(tx, concernId) };
}

async function thePack(tx: Tx, me: Me, concernId: string, id: string): Promise<PackOfCase> {
  const file = await findCase(tx, concernId);
  const pack = file && (await findPack(tx, concernId, id));
  if (file === undefined || pack === undefined) throw new NotFound('no such pack of this case');
  return { file, pack, mine: pack.madeBy === me.id };
}

/** Read through once more before anything leaves. */
export async function readPack(tx: Tx, me: Me, concernId: string, id: string): Promise<PackOfCase> {
  const found = await thePack(tx, me, concernId, id);
  recordRead(tx, found.file);
  return found;
}

/** The pass-code is shown to whoever made the pack, once; it is worked out from the key file and kept nowhere. */
export async function showCode(tx: Tx, me: Me, concernId: string, id: string): Promise<PackOfCase> {
  const found = await thePack(tx, me, concernId, id);
  if (!found.mine) throw new NotFound('a pack that somebody else made');
  if (!(await markCodeShown(tx, id)))
    throw new Conflict(
      'the pass-code was shown before',
      'The pass-code is shown once. If it is lost, make the pack again.',
    );
  tx.record({
    chain: found.file.school.id,
    type: 'concern.pack-code-shown/1',
    subject: concernId,
    data: { pack: id },
  });
  return found;
}

const FILE_MINUTES = 60;

const stillThere = (shownAt: Instant | null, now: Instant) =>
  shownAt !== null && now.epochMilliseconds - shownAt.epochMilliseconds < FILE_MINUTES * 60_000;

/** The file, for an hour after its pass-code was shown: what went out, and to whom, is an event. */
export async function exportPack(
  tx: Tx,
  me: Me,
  concernId: string,
  id: string,
): Promise<{ readonly pack: Pack; readonly concern: Concern }> {
  const { file, pack, mine } = await thePack(tx, me, concernId, id);
  const concern = await findConcern(tx, concernId);
  if (!mine || !stillThere(pack.codeShownAt, tx.at) || concern === undefined)
    throw new NotFound('no file of this pack for this person now');
  tx.record({
    chain: file.school.id,
    type: 'concern.exported/1',
    subject: concernId,
    data: {
      format: 'pack',
      to: pack.recipient,
      pack: id,
      fields: Object.keys(pack.fields),
      others_named: pack.othersNamed,
    },
    content: [{ table: 'concern.referral_pack', id }],
  });
  return { pack, concern };
}
