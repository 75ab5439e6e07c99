import { load } from 'cheerio';
import { expect, test } from 'vitest';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge, categorise } from '../case/act/service.ts';

const world = await testWorld();
const browser = await testBrowser(world);

test('a case that calls for a duty shows whose it is and what the law says; recorded a person, with the edition of that day', async () => {
  const staff = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: staff.school, reporter: staff.teacher });
  const on = (version: number) => ({ concernId: concern.id, version });
  await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, on(1)));
  const lead = await browser.signedIn(staff.dsl);
  const card = async () => load((await lead.get(`/concerns/${concern.id}`)).body)('#duties').text();
  expect(await card()).toBe('');
  await world.as(staff.dsl, (tx, me) =>
    categorise(tx, me, on(2), { categories: ['fgm', 'grooming'], fourCs: ['contact'] }),
  );
  expect(await card()).toMatch(/on 101.*section 5B, 2015, in force since 31 Oct 2015.*Not in force/s);
  const told = {
    version: '3',
    person: staff.teacher,
    toldWhom: 'The Police, on 101',
    'toldOn-day': '20',
    'toldOn-month': '11',
    'toldOn-year': '2026',
    reference: '101/77',
  };
  const url = `/concerns/${concern.id}/duties/fgm`;
  expect((await lead.post(url, { ...told, person: staff.trustLead })).statusCode).toBe(422);
  expect((await lead.post(url, { ...told, 'toldOn-day': '21' })).statusCode).toBe(422);
  expect((await lead.post(url, told)).statusCode).toBe(303);
  expect(await card()).toMatch(
    /told The Police, on 101, 20 Nov 2026, reference 101\/77.*edition then: 2015, in force/s,
  );
  expect((await lead.get(`/concerns/${concern.id}/duties/another`)).statusCode).toBe(404);
});
