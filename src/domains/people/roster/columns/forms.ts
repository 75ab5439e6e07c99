import { defineForm, type Form, optionalText } from '#platform/forms';
import { type FieldName, fieldNames, type ListKind, type Mapping, problemsOf } from '../../csv/index.ts';

type Answers = Readonly<Record<FieldName, string | null>>;

const column = optionalText({ max: 200 });

export const mappingOf = (answers: Answers): Mapping =>
  Object.fromEntries(fieldNames.flatMap((name) => (answers[name] === null ? [] : [[name, answers[name]]])));

/** A column for each thing that a list may say; the file's own columns decide what can be chosen. */
export const columnsForm = (kind: ListKind, headers: readonly string[]): Form<Answers> =>
  defineForm<Answers>(
    Object.fromEntries(fieldNames.map((name) => [name, column])) as Record<FieldName, typeof column>,
    (answers) =>
      problemsOf(kind, headers, mappingOf(answers)).map(({ field, message }) => ({ field, message })),
  );
