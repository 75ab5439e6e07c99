import { expect, test } from 'vitest';
import { changePeople, problemsWithPeople } from './people.ts';

const amara = '0199a0a0-0000-7000-8000-000000000001';
const bo = '0199a0a0-0000-7000-8000-000000000002';

test('a chosen person is put on the list with their part, once', () => {
  const once = changePeople({ do: ['add'], person_add: [amara], person_add_part: ['witness'] });
  expect(once).toMatchObject({ person: [amara], person_part: ['witness'] });
  expect(changePeople({ ...once, do: ['add'], person_add: [amara] })).toMatchObject({ person: [amara] });
});

test('Continue with a filled box adds it: nothing typed is lost', () => {
  expect(
    changePeople({ do: ['continue'], unknown_add: ['boy in a green coat'], unknown_add_part: ['alleged'] }),
  ).toMatchObject({
    unknown: ['boy in a green coat'],
    unknown_part: ['alleged'],
    unknown_adult: ['no'],
  });
});

test('taking one off keeps the others with their parts', () => {
  const two = { person: [amara, bo], person_part: ['affected', 'alleged'] };
  expect(changePeople({ ...two, do: ['remove:person:0'] })).toMatchObject({
    person: [bo],
    person_part: ['alleged'],
  });
});

test('what is not an id is not put on the list', () => {
  expect(changePeople({ do: ['add'], person_add: ['Amara'] }).person).toEqual([]);
});

const adult = {
  id: bo,
  kind: 'adult',
  name: 'Bo Adult',
  ncYear: null,
  group: null,
  birthDate: null,
  worksHere: true,
} as const;

test('a report about an adult names or describes one', () => {
  expect(problemsWithPeople({ about: ['adult'] }, [])).toHaveLength(1);
  expect(problemsWithPeople({ about: ['adult'], person: [bo], person_part: ['alleged'] }, [adult])).toEqual(
    [],
  );
  expect(
    problemsWithPeople(
      { about: ['adult'], unknown: ['the coach'], unknown_part: ['alleged'], unknown_adult: ['yes'] },
      [],
    ),
  ).toEqual([]);
});

test('a report that is not about an adult accuses none', () => {
  expect(
    problemsWithPeople({ about: ['child'], person: [bo], person_part: ['alleged'] }, [adult]),
  ).toHaveLength(1);
  // A parent is nobody's colleague: the concern is about the child, and the designated lead's.
  expect(
    problemsWithPeople({ about: ['child'], person: [bo], person_part: ['alleged'] }, [
      { ...adult, worksHere: false },
    ]),
  ).toEqual([]);
  expect(problemsWithPeople({ about: ['child'], person: [bo], person_part: ['witness'] }, [adult])).toEqual(
    [],
  );
});
