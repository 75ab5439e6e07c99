import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { aStaffedSchool } from '../factories/people.ts';
import { type Browser, testBrowser, type Visitor } from '../support/browser.ts';
import { upload } from '../support/upload.ts';
import { testWorld } from '../support/world.ts';
import { oddText } from './odd.ts';

/** Files that are no roster, or half of one, by people with and without the right to bring one. */

const FILES = 400;

const world = await testWorld();
const here = await aStaffedSchool(world);
const elsewhere = await aStaffedSchool(world);
const ids = [here.school.id, elsewhere.school.id, here.dsl];

let browser: Browser;
let visitors: Visitor[];
beforeAll(async () => {
  browser = await testBrowser(world);
  const people = [here.office, here.head, here.it, here.teacher];
  visitors = [...(await Promise.all(people.map((person) => browser.signedIn(person)))), browser.nobody];
});

const LISTS = [
  'UPN,Forename,Surname\nA1,Ada,Example\n',
  'Forename,Surname,Forename\n,,\n',
  '"unclosed,Surname\nAda',
  '\ufeffForename;Surname\nAda;Example',
  'a\u0000b,c\n1,2\n',
];
const bytes = fc.oneof(
  fc.constantFrom(...LISTS).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some)),
  // A zip by its first bytes, and nothing that follows.
  fc.uint8Array({ maxLength: 120 }).map((some) => Buffer.concat([Buffer.from('PK\u0003\u0004'), some])),
  fc.constant(Buffer.alloc(0)),
);
const file = () =>
  fc.record({
    who: fc.nat({ max: 4 }),
    school: fc.oneof(fc.constantFrom(...ids), oddText(ids)),
    format: fc.oneof(fc.constantFrom('oneroster', 'pupils', 'staff'), oddText(ids)),
    field: fc.constantFrom('file', 'roster', 'school', '__proto__'),
    name: fc.constantFrom('roster.zip', 'pupils.csv', '..', '../../x.zip', 'x'.repeat(300), 'no-ending'),
    bytes,
  });

const count = async () =>
  (
    await world.owner.query(
      'select (select count(*) from people.person) as people, (select count(*) from people.enrolment) as places',
    )
  ).rows[0];

test(`${FILES} files that are no roster: no error of ours, nobody added, gone or moved`, async () => {
  const before = await count();
  const wrong: string[] = [];
  let refused = 0;
  for (const sent of fc.sample(file(), { numRuns: FILES, seed: 20_261_120 })) {
    const fields = { school: sent.school.toWellFormed(), format: sent.format.toWellFormed() };
    const visitor = visitors[sent.who] ?? browser.nobody;
    const answer = await upload(browser, visitor, '/people/import', fields, sent);
    if (answer.statusCode >= 500) wrong.push(`${answer.statusCode} ${sent.who} ${sent.field} ${sent.name}`);
    if (answer.statusCode >= 400) refused += 1;
  }
  expect(wrong.slice(0, 12)).toEqual([]);
  expect(refused).toBeGreaterThan(FILES / 3);
  expect(await count()).toEqual(before);
}, 300_000);
