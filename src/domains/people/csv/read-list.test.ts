import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { RosterRefused } from '../oneroster/index.ts';
import { upnCheckLetter } from '../oneroster/upn.ts';
import { fieldsOf, guessMapping, type ListKind, type Mapping, problemsOf } from './fields.ts';
import { readList } from './read-list.ts';
import { readTable } from './table.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-list-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const school = { urn: '990001', name: 'The School' };

let files = 0;
function fileOf(content: string | Buffer): string {
  files += 1;
  const path = join(folder, `${files}.csv`);
  writeFileSync(path, content);
  return path;
}

async function read(content: string | Buffer, kind: ListKind = 'pupils', mapping?: Mapping) {
  const path = fileOf(content);
  const { headers } = await readTable(path, { label: 'list.csv' });
  return readList(path, { label: 'list.csv', kind, school, mapping: mapping ?? guessMapping(kind, headers) });
}

const refusalOf = async (content: string | Buffer) => {
  try {
    await readTable(fileOf(content), { label: 'list.csv' });
  } catch (error) {
    if (error instanceof RosterRefused) return error.faults[0];
    throw error;
  }
  return undefined;
};

const upn = (n: number): string => {
  const rest = `999${String(n).padStart(9, '0')}`;
  return `${upnCheckLetter(`A${rest}`) ?? 'A'}${rest}`;
};

describe('a list of pupils', () => {
  test('says who is in which year and group, since their birth', async () => {
    const { roster, faults, list } = await read(
      `Forename,Surname,DOB,Gender,Year Group,Reg Group,UPN,Adno\nZoë,O'Malley,27/03/2015,F,Year 6,Beech,${upn(1)},1001\n`,
    );
    expect(faults).toEqual([]);
    expect(list).toEqual({ label: 'list.csv', leavers: 'pupils', places: 'registration' });
    expect(roster.users).toMatchObject([
      {
        sourcedId: '1001',
        givenName: 'Zoë',
        familyName: 'O’Malley'.replace('’', "'"),
        upn: upn(1),
        ncYear: 6,
      },
    ]);
    expect(roster.demographics).toMatchObject([{ userSourcedId: '1001', birthDate: '2015-03-27' }]);
    expect(roster.classes).toMatchObject([
      { sourcedId: 'group Beech', type: 'homeroom', classCode: 'Beech' },
    ]);
    expect(roster.enrollments).toMatchObject([{ userSourcedId: '1001', classSourcedId: 'group Beech' }]);
  });

  test('knows a pupil without an id by UPN, and one without either is refused by line and column', async () => {
    const ok = await read(`first name;surname;upn\nAda;Grey;${upn(2)}\n`);
    expect(ok.roster.users[0]?.sourcedId).toBe(`upn ${upn(2)}`);
    const { faults } = await read(`first name;surname;upn\nAda;Grey;${upn(2)}\nBen;Grey;\n`);
    expect(faults).toMatchObject([{ file: 'list.csv', line: 3, severity: 'error', code: 'no-key' }]);
  });

  test.each([
    ['blank surname', `Ada,,1,27/03/2015`, { line: 2, column: '“surname”', code: 'blank' }],
    ['day and month the American way', `Ada,Grey,1,03/27/2015`, { column: '“dob”', code: 'bad-date' }],
    ['a year of two digits', `Ada,Grey,1,27/03/15`, { column: '“dob”', code: 'bad-date' }],
    ['a separator too many', `Ada,Grey,1,27/03/2015,x`, { line: 2, code: 'field-count' }],
    ['an id twice', `Ada,Grey,1,27/03/2015\nBen,Grey,1,`, { line: 3, column: '“id”', code: 'twice' }],
  ])('with a %s is refused', async (_, lines, fault) => {
    const { faults, roster } = await read(`first name,surname,id,dob\n${lines}\n`);
    expect(faults).toMatchObject([{ file: 'list.csv', severity: 'error', ...fault }]);
    expect(roster.users).toEqual([]);
  });

  test('does not repeat in a message what a line says of somebody', async () => {
    const { faults } = await read('first name,surname,id,dob\nSecretname,Hidden,1,Secretname\n');
    expect(JSON.stringify(faults)).not.toMatch(/Secretname|Hidden/);
  });
});

describe('a list of staff', () => {
  test('brings posts, none of them a duty that reads concerns', async () => {
    const { roster, faults } = await read(
      'Staff code,Forename,Surname,Email,Job title\n1,A,A,a@s.test,Headteacher\n2,B,B,,HLTA\n3,C,C,,Office Manager\n4,D,D,,Class Teacher\n5,E,E,,Caretaker\n',
      'staff',
    );
    expect(roster.users.map(({ roles }) => roles[0]?.role)).toEqual([
      'principal',
      'aide',
      'administrator',
      'teacher',
      'aide',
    ]);
    expect(faults).toMatchObject([
      { line: 6, column: '“Job title”', code: 'post-unknown', severity: 'warning' },
    ]);
  });
});

describe('a file', () => {
  test.each([
    ['UTF-8', Buffer.from('first name,surname,id\nZoë,Müller,1\n')],
    ['UTF-8 with its mark', Buffer.from('\uFEFFfirst name,surname,id\nZoë,Müller,1\n')],
    ['Windows-1252', Buffer.from('first name,surname,id\nZoë,Müller,1\n', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFFfirst name\tsurname\tid\nZoë\tMüller\t1\n', 'utf16le')],
    ['old Macintosh line ends', Buffer.from('first name,surname,id\rZoë,Müller,1\r')],
  ])('in %s is read', async (_, bytes) => {
    const { roster } = await read(bytes);
    expect(roster.users).toMatchObject([{ givenName: 'Zoë', familyName: 'Müller', sourcedId: '1' }]);
  });

  test.each([
    ['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), 'control-character'],
    ['no header', 'Ada,Grey,27/03/2015\nBen,Grey,28/03/2015\n', 'header-missing'],
    ['a header alone', 'first name,surname,id\n', 'file-empty'],
    ['nothing', '', 'file-empty'],
    ['two columns of one name', 'id,surname,id\n1,2,3\n', 'column-twice'],
    ['a quotation mark left open', 'id,surname\n1,"Grey\n2,Brown\n', 'bad-quotes'],
  ])('that is %s is refused and says so', async (_, content, code) => {
    expect(await refusalOf(content)).toMatchObject({ file: 'list.csv', code });
  });

  test('is placed by its lines, fields over several of them included', async () => {
    const { faults } = await read('first name,surname,id\n"Ada\nMay",Grey,1\nBen,,2\n');
    expect(faults).toMatchObject([{ line: 4, code: 'blank' }]);
  });
});

describe('the columns', () => {
  test('are asked for where nothing would tell people apart', () => {
    expect(problemsOf('pupils', ['a', 'b'], { 'given-name': 'a', 'family-name': 'b' })).toMatchObject([
      { field: 'id' },
    ]);
    expect(
      problemsOf('pupils', ['a', 'b'], { 'given-name': 'a', 'family-name': 'a', id: 'b' }),
    ).toMatchObject([{ field: 'family-name' }]);
    expect(problemsOf('staff', ['a', 'b'], { 'given-name': 'a', 'family-name': 'x', id: 'b' })).toMatchObject(
      [{ field: 'family-name' }],
    );
  });
});

const cell = fc.stringMatching(/^[A-Za-zÀ-ÿ' ,;"-]{1,12}$/).map((text) => text.trim() || 'x');
const person = fc.record({ given: cell, family: cell, year: fc.integer({ min: 1, max: 13 }), group: cell });

/** However a system lays a list out, it says the same. */
test('any order of columns, names for them, separator, encoding and way of writing dates reads the same', async () => {
  const fields = fieldsOf('pupils').filter(({ name }) => name !== 'known-as');
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 1, maxLength: 6 }),
      fc.shuffledSubarray(fields, { minLength: fields.length, maxLength: fields.length }),
      fc.array(fc.nat(9), { minLength: fields.length, maxLength: fields.length }),
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('utf8' as const, 'bom' as const, 'latin1' as const),
      fc.boolean(),
      fc.constantFrom('\n', '\r\n'),
      async (people, columns, words, separator, encoding, iso, end) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const said = people.map((one, n) => ({
          'given-name': one.given,
          'family-name': one.family,
          upn: upn(n),
          id: `${n}`,
          'birth-date': iso ? `2015-03-${String(n + 1).padStart(2, '0')}` : `${n + 1}/3/2015`,
          year: `Year ${one.year}`,
          group: one.group,
        }));
        const header = columns.map(({ headers }, at) => headers[(words[at] ?? 0) % headers.length]);
        const lines = said.map((one) =>
          columns.map(({ name }) => quoted(one[name as keyof typeof one] ?? '')).join(separator),
        );
        const text = [header.join(separator), ...lines, ''].join(end);
        const bytes = Buffer.from(
          encoding === 'bom' ? `\uFEFF${text}` : text,
          encoding === 'latin1' ? 'latin1' : 'utf8',
        );
        const { roster, faults } = await read(bytes);
        expect(faults).toEqual([]);
        const plain = (name: string) => name.replaceAll(/\s+/g, ' ').trim();
        expect(
          roster.users.map((user) => [
            user.sourcedId,
            user.givenName,
            user.familyName,
            user.upn,
            user.ncYear,
          ]),
        ).toEqual(people.map((one, n) => [`${n}`, plain(one.given), plain(one.family), upn(n), one.year]));
        expect(roster.demographics.map(({ birthDate }) => birthDate)).toEqual(
          people.map((_, n) => `2015-03-${String(n + 1).padStart(2, '0')}`),
        );
        expect(roster.enrollments.map(({ classSourcedId }) => classSourcedId)).toEqual(
          people.map((one) => `group ${plain(one.group)}`),
        );
      },
    ),
    { numRuns: 200 },
  );
});
