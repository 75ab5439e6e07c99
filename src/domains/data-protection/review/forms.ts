import { defineForm, localDay, text } from '#platform/forms';

const WHY = { max: 2000 };

export const holdForm = defineForm({
  what: text('Choose what is held', { max: 60 }),
  from: localDay('Enter the day from which it is held'),
  holdReason: text('Say why it must not be destroyed', WHY),
});

export const liftForm = defineForm({
  hold: text('Choose a hold', { max: 40 }),
  liftReason: text('Say why it ends', WHY),
});

export const keepForm = defineForm({
  until: localDay('Enter the day until which it is kept'),
  keepReason: text('Say why it is still needed', WHY),
});

export const destroyForm = defineForm({
  destroyReason: text('Say why it is needed no longer', WHY),
});
