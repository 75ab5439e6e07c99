import { defineForm, idChoice, optionalEmail, text } from '#platform/forms';

export const adultForm = defineForm({
  person: idChoice('Choose an adult'),
  called: text('Write what pupils call them', { max: 80 }),
});

export const removeForm = defineForm({ person: idChoice('Choose an adult') });

export const hirerForm = defineForm({
  hirer_name: text('Write who hires', { max: 120 }),
  lead_name: text('Write who leads there', { max: 120 }),
  lead_email: optionalEmail(),
});

export const hirerActForm = defineForm({ hirer: idChoice('Choose who hires') });
