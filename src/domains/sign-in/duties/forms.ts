import { choice, choices, defineForm, type FormValue, idChoice, optionalDay } from '#platform/forms';
import { caseRoles } from '../types.ts';

export const giveDutyForm = defineForm({
  role: choice(caseRoles, 'Choose the duty.'),
  personId: idChoice('Choose who takes the duty.'),
  from: optionalDay(),
  until: optionalDay(),
  cover: choices(['yes'], 'Tick this box or leave it.', 0),
});
export type GiveDuty = FormValue<typeof giveDutyForm>;
