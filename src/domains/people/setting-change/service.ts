import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { queueMail } from '#platform/mailer';
import { findSchoolName } from '../calendar/queries.ts';
import { findChanges, keep, markSeen } from './queries.ts';
import type { NewChange, SettingHistory } from './types.ts';

/**
 * Keeps what was changed with what it was before, and tells those above the school; nothing where nothing changed. A
 * transaction that changes such a setting without it is refused by the database.
 */
export async function keepChange(tx: Tx, schoolId: string, change: NewChange): Promise<void> {
  if (change.before === change.after) return;
  const id = tx.ids.uuid();
  const told = await keep(tx, schoolId, id, change);
  await queueMail(tx, told, { template: 'setting', link: `/settings/changes/${schoolId}` });
  tx.record({
    chain: schoolId,
    type: 'setting.changed/1',
    subject: schoolId,
    data: { setting: change.what },
    content: [{ table: 'people.setting_change', id }],
  });
}

/** For who leads safeguarding at the school, and those above it who are told; whoever looks has then seen it. */
export async function openHistory(tx: Tx, me: Me, schoolId: string): Promise<SettingHistory> {
  const mine = me.leadSchoolIds.includes(schoolId) || me.headSchoolIds.includes(schoolId);
  const name = mine ? await findSchoolName(tx, schoolId) : undefined;
  if (name === undefined) throw new NotFound('not a school whose settings this person may see');
  const changes = await findChanges(tx, schoolId);
  await markSeen(tx, schoolId);
  return { school: { id: schoolId, name }, changes };
}
