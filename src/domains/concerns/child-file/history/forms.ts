import { choice, defineForm, type Form, optionalText } from '#platform/forms';
import { type Columns, columnProblems, type FieldName, fieldNames } from './fields.ts';

type Answers = Readonly<Record<FieldName, string | null>>;

const column = optionalText({ max: 200 });

export const columnsOf = (answers: Answers): Columns =>
  Object.fromEntries(fieldNames.flatMap((name) => (answers[name] === null ? [] : [[name, answers[name]]])));

/** A column for each thing that a file may say; its own headers decide what can be chosen. */
export const columnsForm = (headers: readonly string[]): Form<Answers> =>
  defineForm<Answers>(
    Object.fromEntries(fieldNames.map((name) => [name, column])) as Record<FieldName, typeof column>,
    (answers) =>
      columnProblems(headers, columnsOf(answers)).map(({ field, message }) => ({ field, message })),
  );

export const endForm = defineForm({
  goal: choice(['discarded', 'kept', 'undone'], 'Choose what becomes of it.'),
});
