import type { LocalDate } from '#platform/clock';
import type { Role } from '#platform/db';

export type SchoolCode = 'LP' | 'HR';

/** A post or duty; at the trust where `at` is null. */
interface Post {
  readonly at: SchoolCode | null;
  readonly role: Role;
  readonly designation?: string;
  readonly from?: LocalDate;
  /** The first day on which it is no longer held. */
  readonly until?: LocalDate;
  readonly asCover?: boolean;
}

export interface StaffMember {
  readonly name: readonly [given: string, family: string];
  readonly posts: readonly Post[];
  /** The registration group that they teach. */
  readonly group?: string;
  readonly left?: boolean;
}

type Named = readonly [string, string];
const post = (at: SchoolCode | null, role: Role, designation?: string): Post =>
  designation === undefined ? { at, role } : { at, role, designation };
const one = (name: Named, ...posts: Post[]): StaffMember => ({ name, posts });
const classTeacher = (at: SchoolCode, group: string, year: string, name: Named): StaffMember => ({
  name,
  group,
  posts: [post(at, 'teacher', `${year} teacher`)],
});
const assistants = (at: SchoolCode, names: readonly Named[]): StaffMember[] =>
  names.map((name, index) =>
    one(name, post(at, 'teaching_assistant', index % 4 === 3 ? 'Midday supervisor' : 'Teaching assistant')),
  );

const larkfieldLeads = (today: LocalDate): StaffMember[] => [
  one(['Marianne', 'Holloway-Reid'], post('LP', 'head', 'Headteacher')),
  one(
    ['Priya', 'Nair'],
    post('LP', 'dsl', 'Designated safeguarding lead'),
    post('LP', 'slt', 'Assistant head'),
  ),
  {
    name: ['Tom', 'Ellery'],
    group: 'Beech',
    posts: [
      post('LP', 'deputy_dsl', 'Deputy designated safeguarding lead'),
      post('LP', 'teacher', 'Year 6 teacher'),
      {
        at: 'LP',
        role: 'dsl',
        designation: 'Covering designated safeguarding lead',
        asCover: true,
        from: today.subtract({ days: 2 }),
        until: today.add({ days: 5 }),
      },
    ],
  },
  one(
    ['Shauna', 'Brightwell'],
    post('LP', 'deputy_dsl', 'Deputy designated safeguarding lead'),
    post('LP', 'slt', 'SENCo'),
  ),
  one(['Desmond', 'Achebe-Lowe'], post('LP', 'slt', 'Deputy head'), {
    ...post('LP', 'head', 'Covering headteacher'),
    asCover: true,
    until: today.add({ days: 200 }),
  }),
  one(['Gwenda', 'Harcastle'], post('LP', 'chair_of_governors', 'Chair of governors')),
  one(['Irfan', 'Malikson'], post('LP', 'governor', 'Link governor for safeguarding')),
  one(['Colette', 'Dunmore'], post('LP', 'governor', 'Parent governor')),
  one(['Beverley', 'Stott'], post('LP', 'office', 'Office manager')),
  one(['Hyacinth', 'Pereira'], post('LP', 'office', 'School office')),
  one(['Kit', 'Farnborough'], post('LP', 'it', 'IT technician')),
  one(['Winifred', 'Ashby-Cole'], post('LP', 'volunteer', 'Reading volunteer')),
];

const larkfieldClasses: StaffMember[] = [
  classTeacher('LP', 'Acorn', 'Reception', ['Leanne', 'Oyelade']),
  classTeacher('LP', 'Hazel', 'Reception', ['Bartosz', 'Wilk']),
  classTeacher('LP', 'Willow', 'Year 1', ['Catrin', 'Prosser']),
  classTeacher('LP', 'Rowan', 'Year 1', ['Nadeem', 'Aziz-Hart']),
  classTeacher('LP', 'Alder', 'Year 2', ['Phoebe', 'Kettering']),
  classTeacher('LP', 'Holly', 'Year 2', ['Adunni', 'Falade']),
  classTeacher('LP', 'Maple', 'Year 3', ['Rory', 'McAskill']),
  classTeacher('LP', 'Cherry', 'Year 3', ['Meera', 'Soni']),
  classTeacher('LP', 'Ash', 'Year 4', ['Jonah', 'Whitcombe']),
  classTeacher('LP', 'Lime', 'Year 4', ['Elodie', 'Barnes']),
  classTeacher('LP', 'Elm', 'Year 5', ['Sanjeev', 'Rai']),
  classTeacher('LP', 'Hawthorn', 'Year 5', ['Grainne', 'Devlin']),
  classTeacher('LP', 'Oak', 'Year 6', ['Yusra', 'Ahsan']),
];

const larkfieldOthers = (schoolYearBegan: LocalDate): StaffMember[] => [
  one(
    ['Ludo', 'Vannier'],
    post('LP', 'peripatetic', 'Violin teacher'),
    post('HR', 'peripatetic', 'Violin teacher'),
  ),
  {
    name: ['Rosalind', 'Tweed'],
    left: true,
    posts: [
      {
        at: 'LP',
        role: 'deputy_dsl',
        designation: 'Deputy designated safeguarding lead',
        until: schoolYearBegan,
      },
      { at: 'LP', role: 'teacher', designation: 'Year 6 teacher', until: schoolYearBegan },
    ],
  },
  one(['Martin', 'Eckersley'], post('LP', 'teacher', 'PE teacher')),
  one(['Odile', 'Ferrand'], post('LP', 'teacher', 'French teacher')),
  ...assistants('LP', [
    ['Karen', 'Tilsley'],
    ['Jamila', 'Noorzai'],
    ['Dean', 'Prescot'],
    ['Sunita', 'Bhandari'],
    ['Ewa', 'Krol'],
    ['Mo', 'Haji'],
    ['Trish', 'Gallimore'],
    ['Abena', 'Osei-Ward'],
    ['Fliss', 'Hartnell'],
    ['Conor', 'Breslin'],
    ['Nasreen', 'Dar'],
    ['Lucy', 'Wetherall'],
    ['Gemma', 'Ruddock'],
    ['Paulo', 'Teixeira'],
    ['Hattie', 'Longbottom'],
    ['Viv', 'Marsden'],
    ['Ravi', 'Thakkar'],
  ]),
];

const harbourRow: StaffMember[] = [
  one(['Alasdair', 'Finch'], post('HR', 'head', 'Headteacher')),
  one(
    ['Imogen', 'Sayle'],
    post('HR', 'dsl', 'Designated safeguarding lead'),
    post('LP', 'teacher', 'Maths teacher, Year 6'),
  ),
  {
    name: ['Delroy', 'Campion'],
    group: 'Osprey',
    posts: [
      post('HR', 'deputy_dsl', 'Deputy designated safeguarding lead'),
      post('HR', 'teacher', 'Year 6 teacher'),
    ],
  },
  one(['Nerys', 'Calloway'], post('HR', 'chair_of_governors', 'Chair of governors')),
  one(['Suresh', 'Pillay'], post('HR', 'governor', 'Link governor for safeguarding')),
  one(['Maureen', 'Tidy'], post('HR', 'office', 'School office')),
  one(['Frances', 'Odell'], post('HR', 'slt', 'SENCo')),
  one(['Stefan', 'Brandt'], post('HR', 'volunteer', 'Chess club volunteer')),
  classTeacher('HR', 'Limpet', 'Reception', ['Bethan', 'Lisle']),
  classTeacher('HR', 'Starfish', 'Year 1', ['Omolara', 'Bankole']),
  classTeacher('HR', 'Seahorse', 'Year 2', ['Piers', 'Hallam']),
  classTeacher('HR', 'Puffin', 'Year 3', ['Zeenat', 'Chowdhury-Bell']),
  classTeacher('HR', 'Tern', 'Year 4', ['Joss', 'Merrick']),
  classTeacher('HR', 'Gannet', 'Year 5', ['Carys', 'Upton']),
  ...assistants('HR', [
    ['Denise', 'Sharrock'],
    ['Amin', 'Jalali'],
    ['Poppy', 'Threlfall'],
    ['Jean', 'Cudworth'],
    ['Tola', 'Adewale-King'],
    ['Marek', 'Zych'],
  ]),
];

const trust: StaffMember[] = [
  one(['Helena', 'Marchbanks'], post(null, 'trust_safeguarding_lead', 'Trust safeguarding lead')),
  one(['Owen', 'Tregear'], post(null, 'trust_it', 'Trust IT team')),
  one(['Sadie', 'Norcott'], post(null, 'information_manager', 'Information manager')),
  one(['Bernard', 'Achille'], post(null, 'trustee', 'Trustee')),
];

export function staffOf(today: LocalDate, schoolYearBegan: LocalDate): StaffMember[] {
  return [
    ...larkfieldLeads(today),
    ...larkfieldClasses,
    ...larkfieldOthers(schoolYearBegan),
    ...harbourRow,
    ...trust,
  ];
}
