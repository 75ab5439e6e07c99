/** What a file of histories may say, and what its columns are called in CPOMS, MyConcern and the like. */

export const fieldNames = [
  'upn',
  'name',
  'givenName',
  'familyName',
  'born',
  'date',
  'category',
  'text',
  'action',
  'by',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** Which column says what, by the column's own name. */
export type Columns = Readonly<Partial<Record<FieldName, string>>>;

interface Field {
  readonly label: string;
  readonly hint?: string;
  /** Headers that mean it, in small letters and digits alone. */
  readonly headers: readonly string[];
}

export const fields: Readonly<Record<FieldName, Field>> = {
  upn: { label: 'UPN', hint: 'By it a child is known for certain.', headers: ['upn', 'uniquepupilnumber'] },
  name: {
    label: 'Name of the child, in one column',
    headers: ['student', 'studentname', 'pupil', 'pupilname', 'name', 'child', 'childname', 'fullname'],
  },
  givenName: { label: 'First name', headers: ['firstname', 'forename', 'givenname'] },
  familyName: { label: 'Surname', headers: ['surname', 'lastname', 'familyname'] },
  born: { label: 'Birth date', headers: ['dob', 'dateofbirth', 'birthdate'] },
  date: {
    label: 'Date of the entry',
    hint: 'Written as 27/03/2015 or 2015-03-27.',
    headers: [
      'date',
      'incidentdate',
      'dateofincident',
      'concerndate',
      'entrydate',
      'datecreated',
      'createdon',
    ],
  },
  category: {
    label: 'Category',
    headers: ['category', 'categories', 'concerntype', 'type', 'incidenttype', 'title', 'summary'],
  },
  text: {
    label: 'What was written',
    headers: ['incident', 'details', 'description', 'text', 'narrative', 'concern', 'entry', 'notes'],
  },
  action: {
    label: 'Actions',
    headers: ['action', 'actions', 'actiontaken', 'actionstaken', 'outcome', 'followup'],
  },
  by: {
    label: 'Who wrote it',
    headers: ['by', 'author', 'loggedby', 'addedby', 'reportedby', 'createdby', 'staff'],
  },
};

const plain = (header: string): string => header.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The remembered columns where this file still has them all, else what each most likely says. */
export function columnsFor(headers: readonly string[], remembered: Columns | null): Columns {
  if (remembered !== null && Object.values(remembered).every((column) => headers.includes(column)))
    return remembered;
  const taken = new Set<string>();
  const found: Partial<Record<FieldName, string>> = {};
  for (const name of fieldNames) {
    const column = headers.find(
      (header) => !taken.has(header) && fields[name].headers.includes(plain(header)),
    );
    if (column === undefined) continue;
    taken.add(column);
    found[name] = column;
  }
  return found;
}

export interface ColumnProblem {
  readonly field: FieldName;
  readonly message: string;
}

/** What stops a file from being read by these columns. */
export function columnProblems(headers: readonly string[], columns: Columns): ColumnProblem[] {
  const needed: readonly FieldName[] = ['date', 'category', 'text'];
  const named =
    columns.name !== undefined || (columns.givenName !== undefined && columns.familyName !== undefined);
  return [
    ...(named || columns.upn !== undefined
      ? []
      : [
          {
            field: 'name',
            message: 'Choose the column for the child: the UPN, the name, or first name and surname.',
          } as const,
        ]),
    ...needed
      .filter((field) => columns[field] === undefined)
      .map((field) => ({ field, message: `Choose the column for: ${fields[field].label}.` })),
    ...fieldNames
      .filter((field) => columns[field] !== undefined && !headers.includes(columns[field] ?? ''))
      .map((field) => ({ field, message: `The file has no such column: ${fields[field].label}.` })),
  ];
}
