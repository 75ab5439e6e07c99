import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import type { SupportAnswers } from './forms.ts';
import { type ContactRow, findContacts, replaceContacts } from './queries.ts';
import { type SchoolSupport, type SupportContact, supportKinds } from './types.ts';

/** What holds where a school has set nothing. The number is the sector charity's; the page asks schools to check it. */
const defaults: readonly SupportContact[] = [
  {
    kind: 'line_manager',
    name: 'Your line manager, or the head',
    contact: 'In person, today if you can',
    own: false,
  },
  {
    kind: 'counselling',
    name: 'Your employer’s counselling service',
    own: false,
    contact: 'Ask the school office for the number; you need not say why',
  },
  {
    kind: 'helpline',
    name: 'Education Support, for everybody who works in a school',
    contact: '08000 562 561, any time, free',
    own: false,
  },
];

function contactsOf(rows: readonly ContactRow[]): SupportContact[] {
  return supportKinds.flatMap((kind) => {
    const set = rows.find((row) => row.kind === kind);
    if (set?.name && set.contact) return [{ kind, name: set.name, contact: set.contact, own: true }];
    return defaults.filter((contact) => contact.kind === kind);
  });
}

/** For each of my schools whom I can turn to; for who has no school, what every school has. */
export async function loadSupport(tx: Tx, me: Me): Promise<SchoolSupport[]> {
  const rows = await findContacts(tx, me.schoolIds);
  const schools = [...Map.groupBy(rows, (row) => row.schoolId)].map(([schoolId, own]) => ({
    schoolId,
    school: own[0]?.school ?? '',
    contacts: contactsOf(own),
    mayChange: me.leadSchoolIds.includes(schoolId),
  }));
  return schools.length > 0
    ? schools
    : [{ schoolId: '', school: 'Wherever you work', contacts: defaults, mayChange: false }];
}

export async function loadSchoolSupport(tx: Tx, me: Me, schoolId: string): Promise<SchoolSupport> {
  const found = (await loadSupport(tx, me)).find(
    (school) => school.schoolId === schoolId && school.mayChange,
  );
  if (found === undefined) throw new NotFound('no such school that this person leads');
  return found;
}

/** An empty pair goes back to what every school has. */
export async function saveSupport(tx: Tx, me: Me, schoolId: string, answers: SupportAnswers): Promise<void> {
  if (!me.leadSchoolIds.includes(schoolId)) throw new NotFound('no such school that this person leads');
  const contacts = supportKinds.flatMap((kind) => {
    const [name, contact] = [answers[`${kind}_name`], answers[`${kind}_contact`]];
    return name === null || contact === null ? [] : [{ kind, name, contact }];
  });
  await replaceContacts(tx, schoolId, contacts);
  tx.record({
    chain: schoolId,
    type: 'support-contacts.set/1',
    data: { fields: contacts.map(({ kind }) => kind) },
  });
}
