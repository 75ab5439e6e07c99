import { defineForm, text } from '#platform/forms';

/** Why it must be known, or why another agrees. */
export const revealForm = defineForm({
  reason: text('Say why the identity must be known, for the child’s safety', { max: 2000 }),
});
