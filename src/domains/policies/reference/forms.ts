import { choice, defineForm, optionalDay, optionalText, text } from '#platform/forms';

const LINE = { max: 200 };

export const editionForm = defineForm(
  {
    work: text('Choose what it is an edition of', { max: 80 }),
    title: optionalText(LINE),
    edition: text('Enter the edition: a year, or “2026 draft”', { max: 60 }),
    says: text('Say what it asks of schools, in your words', { max: 4000 }),
    force: choice(['yes', 'no'], 'Say whether it is in force'),
    from: optionalDay(),
    source: text('Say who published it, and where you read it', LINE),
  },
  ({ work, title, force, from }) => [
    ...(work === 'another' && title === null ? [{ field: 'title', message: 'Enter its title' }] : []),
    ...(force === 'yes' && from === null
      ? [{ field: 'from', message: 'Enter the day from which it is in force' }]
      : []),
  ],
);
