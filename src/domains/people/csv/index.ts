/** Plain lists of pupils or staff, as a spreadsheet or an MIS saves them. */
export { parseDay } from './dates.ts';
export {
  type FieldName,
  fieldNames,
  fieldsOf,
  fits,
  type ListKind,
  type Mapping,
  mappingFor,
  problemsOf,
} from './fields.ts';
export { readList } from './read-list.ts';
export { type ListTable, readTable } from './table.ts';
