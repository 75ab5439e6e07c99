import { defineForm, text, wholeNumber } from '#platform/forms';

/** In GB, as it is shown; a page that was overtaken is told by `seen`. */
export const quotaForm = defineForm({
  limit: wholeNumber(1, 99_999, 'Enter the limit in whole GB, 1 or more.'),
  reason: text('Say why. One sentence is enough: it is kept.', { max: 1000 }),
  seen: wholeNumber(0, 999_999, 'Open this page again, then make your change.'),
});
