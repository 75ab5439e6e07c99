import { choices, defineForm } from '#platform/forms';

export const sureForm = defineForm({
  sure: choices(
    ['yes'],
    'Tick the box if the file is really the whole school. If it is not, do not apply it.',
    1,
  ),
});
