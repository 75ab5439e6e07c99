/** What a plain list of pupils or staff may say, and what its columns are called in the wild. */

export type ListKind = 'pupils' | 'staff';

export const fieldNames = [
  'id',
  'upn',
  'given-name',
  'family-name',
  'known-as',
  'birth-date',
  'year',
  'group',
  'email',
  'post',
] as const;
/** Also what `--map` of the command line calls them. */
export type FieldName = (typeof fieldNames)[number];

/** Which column of the file says what, by the column's own name. */
export type Mapping = Readonly<Partial<Record<FieldName, string>>>;

export interface ListField {
  readonly name: FieldName;
  readonly label: string;
  readonly hint?: string;
  readonly kinds: readonly ListKind[];
  readonly needed: boolean;
  /** Headers that mean it, in small letters and digits alone. */
  readonly headers: readonly string[];
}

const both: readonly ListKind[] = ['pupils', 'staff'];

export const listFields: readonly ListField[] = [
  {
    name: 'given-name',
    label: 'First name',
    kinds: both,
    needed: true,
    headers: ['firstname', 'forename', 'givenname', 'legalforename', 'legalfirstname', 'first', 'forenames'],
  },
  {
    name: 'family-name',
    label: 'Surname',
    kinds: both,
    needed: true,
    headers: ['surname', 'lastname', 'familyname', 'legalsurname', 'legallastname', 'last'],
  },
  {
    name: 'known-as',
    label: 'Known as',
    hint: 'The first name they go by, where it is another.',
    kinds: both,
    needed: false,
    headers: ['knownas', 'preferredname', 'preferredforename', 'preferredfirstname', 'chosenname'],
  },
  {
    name: 'upn',
    label: 'UPN',
    hint: 'The unique pupil number. By it a child is known in every school of the trust.',
    kinds: ['pupils'],
    needed: false,
    headers: ['upn', 'uniquepupilnumber', 'uniquepupilno'],
  },
  {
    name: 'id',
    label: 'Id in your system',
    hint: 'A number or code that stays with one person, such as the admission number or the staff code.',
    kinds: both,
    needed: false,
    headers: [
      'id',
      'sourceid',
      'sourcedid',
      'misid',
      'admissionnumber',
      'admissionno',
      'adno',
      'adnumber',
      'pupilid',
      'studentid',
      'staffid',
      'staffcode',
      'employeeid',
      'employeenumber',
      'payrollnumber',
    ],
  },
  {
    name: 'birth-date',
    label: 'Birth date',
    hint: 'Written as 27/03/2015 or 2015-03-27.',
    kinds: ['pupils'],
    needed: false,
    headers: ['dob', 'dateofbirth', 'birthdate', 'birthday', 'born'],
  },
  {
    name: 'year',
    label: 'Year group',
    kinds: ['pupils'],
    needed: false,
    headers: [
      'year',
      'yeargroup',
      'ncyear',
      'nationalcurriculumyear',
      'yr',
      'yeargrp',
      'currentyear',
      'currentncyear',
    ],
  },
  {
    name: 'group',
    label: 'Registration group',
    kinds: ['pupils'],
    needed: false,
    headers: [
      'reg',
      'reggroup',
      'registrationgroup',
      'registration',
      'class',
      'form',
      'tutorgroup',
      'tutor',
      'formgroup',
      'regform',
    ],
  },
  {
    name: 'email',
    label: 'Work e-mail',
    kinds: ['staff'],
    needed: false,
    headers: ['email', 'emailaddress', 'workemail', 'mail', 'mainemail', 'schoolemail'],
  },
  {
    name: 'post',
    label: 'Post',
    hint: 'Such as Teacher, Teaching assistant or Office. No list gives anybody a duty that reads concerns.',
    kinds: ['staff'],
    needed: false,
    headers: ['post', 'role', 'jobtitle', 'position', 'job', 'staffrole', 'title'],
  },
];

export const fieldsOf = (kind: ListKind): readonly ListField[] =>
  listFields.filter(({ kinds }) => kinds.includes(kind));

const plain = (header: string): string =>
  header
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

/** What each column most likely says; a column that fits nothing is left out. */
export function guessMapping(kind: ListKind, headers: readonly string[]): Mapping {
  const taken = new Set<string>();
  const found: Partial<Record<FieldName, string>> = {};
  for (const { name, headers: known } of fieldsOf(kind)) {
    // In the order of our words: "Legal forename" stands behind "First name" where a file has both.
    const column = known
      .map((word) => headers.find((header) => plain(header) === word && !taken.has(header)))
      .find((header) => header !== undefined);
    if (column === undefined) continue;
    taken.add(column);
    found[name] = column;
  }
  return found;
}

/** The remembered columns, where this file still has them all; else what is guessed. */
export function mappingFor(kind: ListKind, headers: readonly string[], remembered: Mapping | null): Mapping {
  return remembered !== null && fits(remembered, headers) ? remembered : guessMapping(kind, headers);
}

export const fits = (mapping: Mapping, headers: readonly string[]): boolean =>
  Object.values(mapping).every((column) => headers.includes(column));

export interface MappingProblem {
  readonly field: FieldName;
  readonly message: string;
}

/** What stops a file from being read by these columns. */
export function problemsOf(kind: ListKind, headers: readonly string[], mapping: Mapping): MappingProblem[] {
  const problems: MappingProblem[] = [];
  for (const { name, label, needed } of fieldsOf(kind)) {
    const column = mapping[name];
    if (column === undefined) {
      if (needed) problems.push({ field: name, message: `Choose the column for: ${label}.` });
      continue;
    }
    const twice = fieldsOf(kind).find((other) => other.name !== name && mapping[other.name] === column);
    if (!headers.includes(column))
      problems.push({ field: name, message: `The file has no such column: ${label}.` });
    else if (twice !== undefined && fieldNames.indexOf(twice.name) < fieldNames.indexOf(name))
      problems.push({ field: name, message: `${label} and ${twice.label} cannot be the same column.` });
  }
  const second = kind === 'pupils' ? 'upn' : 'email';
  if (mapping.id === undefined && mapping[second] === undefined) {
    problems.push({
      field: 'id',
      message:
        kind === 'pupils'
          ? 'Choose a column for the UPN or for the id: by a name alone two children could become one.'
          : 'Choose a column for the id or for the e-mail address: by a name alone two people could become one.',
    });
  }
  return problems;
}
