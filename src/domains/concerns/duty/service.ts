import { forceWords, type Reference } from '#domains/policies';
import { localDate, Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Invalid, NotFound } from '#platform/errors';
import type { FormValue } from '#platform/forms';
import { perform } from '../case/act/perform.ts';
import { findStaff } from '../case/exclusion/queries.ts';
import { findFollowing } from '../case/follow/queries.ts';
import type { RowOn } from '../case/form/routes.tsx';
import { type Asked, type FormView, openForm } from '../case/form/view.ts';
import { type DutyId, duties, isDuty } from './duties.ts';
import type { dutyForm } from './forms.ts';
import { insertDutyDone } from './queries.ts';

export interface DutyView extends FormView {
  readonly duty: DutyId;
  readonly reference: Reference | undefined;
  readonly staff: readonly { readonly id: string; readonly name: string }[];
}

async function referenceOf(tx: Tx, concernId: string, duty: DutyId): Promise<Reference | undefined> {
  const { references } = await findFollowing(tx, concernId);
  return references.find(({ slug }) => slug === duties[duty].reference);
}

export async function openDuty(tx: Tx, me: Me, asked: Asked): Promise<DutyView> {
  if (!isDuty(asked.row)) throw new NotFound('no such duty');
  const view = await openForm(tx, me, 'duty_done', asked);
  return {
    ...view,
    duty: asked.row,
    reference: await referenceOf(tx, asked.concernId, asked.row),
    staff: await findStaff(tx, view.file.school.id),
  };
}

/** Whose duty, told whom, when: with what the register said of it on that day. */
export const recordDuty = (tx: Tx, me: Me, on: RowOn, input: FormValue<typeof dutyForm>) =>
  perform(tx, me, on, 'duty_done', async ({ file }) => {
    const { row: duty, concernId } = on;
    if (!isDuty(duty)) throw new NotFound('no such duty');
    if (Temporal.PlainDate.compare(input.toldOn, localDate(tx.at)) > 0)
      throw new Invalid([{ field: 'toldOn', message: 'Enter today or an earlier day' }]);
    const staff = await findStaff(tx, file.school.id);
    if (!staff.some(({ id }) => id === input.person))
      throw new Invalid([{ field: 'person', message: 'Choose somebody of this school' }]);
    const reference = await referenceOf(tx, concernId, duty);
    const edition =
      reference === undefined ? 'not in the register' : `${reference.edition}, ${forceWords(reference)}`;
    const { person: personId, ...told } = input;
    const row = await insertDutyDone(tx, file, { ...told, duty, edition, personId, recordedBy: me.id });
    return {
      body: duties[duty].name,
      details: { row, person: personId },
      content: [{ table: 'concern.legal_duty', id: row }],
    };
  });
