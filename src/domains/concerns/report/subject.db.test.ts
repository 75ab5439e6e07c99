import { load } from 'cheerio';
import { expect, test } from 'vitest';
import { aPupil, aStaffedSchool } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge } from '../case/act/service.ts';
import { aboutAdult } from '../case/exclusion/service.ts';

/** A reporter about whom their own report turns out to be, and who must not learn it. */

const world = await testWorld();
const browser = await testBrowser(world);

async function sent() {
  const staff = await aStaffedSchool(world);
  const pupil = await aPupil(world, { school: staff.school });
  const teacher = await browser.signedIn(staff.teacher);
  const school = { school: staff.school.id, danger: 'no', about: 'child' };
  const begun = await teacher.post('/concerns/report', school);
  const draft = String(begun.headers.location).split('/')[3] ?? '';
  const pages = {
    who: { person_add: pupil, person_add_part: 'affected' },
    what: {
      kinds: 'bullying',
      place: 'home',
      'happened-day': '19',
      'happened-month': '11',
      'happened-year': '2026',
    },
    image: { indecent_image: 'no' },
    words: { child_words: 'They keep sending it.' },
  };
  for (const [page, fields] of Object.entries(pages))
    await teacher.post(`/concerns/report/${draft}/${page}`, { do: 'continue', ...fields });
  const answer = await teacher.post(`/concerns/report/${draft}/send`);
  const justSent = String(answer.headers.location);
  const id = justSent.split(/[/?]/)[3] ?? '';
  const mine = async (path: string) => load((await teacher.get(path)).body)('main').text();
  const updates = async () =>
    (
      await world.owner.query('select kind from concern.reporter_update where concern_id = $1 order by at', [
        id,
      ])
    ).rows;
  const mails = async () =>
    (await world.owner.query('select 1 from mail.outbox where to_person_id = $1', [staff.teacher])).rowCount;
  return { staff, id, justSent, mine, updates, mails };
}

test('the page just after Send says who was told then, whatever becomes of the concern meanwhile', async () => {
  const { staff, id, justSent, mine } = await sent();
  const before = await mine(justSent);
  expect(before).toContain('can read it now');
  world.clock.advance({ minutes: 1 });
  await world.as(staff.dsl, (tx, me) =>
    aboutAdult(
      tx,
      me,
      { concernId: id, version: 1 },
      { adult: staff.teacher, adultName: null, reason: 'She says so' },
    ),
  );
  expect(await mine(justSent)).toBe(before);
  world.clock.advance({ minutes: 10 });
  expect(await mine(justSent)).not.toContain('can read it now');
});

test('a second acknowledgement, by whoever it moved to, is neither written nor mailed', async () => {
  const { staff, id, mine, updates, mails } = await sent();
  await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, { concernId: id, version: 1 }));
  const [told, mailed, page] = [await updates(), await mails(), await mine(`/concerns/mine/${id}`)];
  expect(told).toEqual([{ kind: 'sent' }, { kind: 'acknowledged' }]);
  await world.as(staff.dsl, (tx, me) =>
    aboutAdult(
      tx,
      me,
      { concernId: id, version: 2 },
      { adult: staff.teacher, adultName: null, reason: 'She says so' },
    ),
  );
  await world.as(staff.head, (tx, me) => acknowledge(tx, me, { concernId: id, version: 3 }));
  expect([await updates(), await mails(), await mine(`/concerns/mine/${id}`)]).toEqual([told, mailed, page]);
});

test('where it moved before anybody had it, the first to take it up is told as ever', async () => {
  const { staff, id, updates } = await sent();
  await world.as(staff.dsl, (tx, me) =>
    aboutAdult(
      tx,
      me,
      { concernId: id, version: 1 },
      { adult: staff.teacher, adultName: null, reason: 'She says so' },
    ),
  );
  world.clock.advance({ minutes: 1 });
  await world.as(staff.head, (tx, me) => acknowledge(tx, me, { concernId: id, version: 2 }));
  expect(await updates()).toEqual([{ kind: 'sent' }, { kind: 'acknowledged' }]);
});
