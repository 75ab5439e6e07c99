import { expect, test } from 'vitest';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge, linkConcern } from '../case/act/service.ts';
import { aboutAdult } from '../case/exclusion/service.ts';
import { readCase } from '../case/page/service.ts';
import { findEntriesSince } from '../case/queries.ts';
import { findEntries, findLinks } from './queries.ts';

const world = await testWorld();

/** Two concerns that are linked, of which the second has become one about an adult. */
async function scene() {
  const staff = await aStaffedSchool(world);
  const [open, moved] = [
    await aConcern(world, { school: staff.school }),
    await aConcern(world, { school: staff.school }),
  ];
  await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, { concernId: open.id, version: 1 }));
  await world.as(staff.dsl, (tx, me) =>
    linkConcern(tx, me, { concernId: open.id, version: 2 }, { reference: moved.reference }),
  );
  const told = (who: string) =>
    world.as(who, async (tx, me) => ({
      paper: (await findEntries(tx, open.id)).filter(({ kind }) => kind === 'link').length,
      links: (await findLinks(tx, open.id)).length,
      late: (await findEntriesSince(tx, open.id, 1)).filter(({ kind }) => kind === 'link').length,
      page: (await readCase(tx, me, open.id)).entries.filter(({ kind }) => kind === 'link').length,
    }));
  return { staff, open, moved, told };
}

test('a linked concern that moved out of sight is told neither on paper, nor on a late form, nor on the page', async () => {
  const { staff, moved, told } = await scene();
  expect(await told(staff.dsl)).toEqual({ paper: 1, links: 1, late: 1, page: 1 });
  await world.as(staff.dsl, (tx, me) =>
    aboutAdult(
      tx,
      me,
      { concernId: moved.id, version: 1 },
      { adult: staff.otherTeacher, adultName: null, reason: 'x' },
    ),
  );
  expect(await told(staff.dsl)).toEqual({ paper: 0, links: 0, late: 0, page: 0 });
  expect(await told(staff.head)).toEqual({ paper: 1, links: 1, late: 1, page: 1 });
});

test('nor does the answer to a late form name it', async () => {
  const { staff, open, moved } = await scene();
  await world.as(staff.dsl, (tx, me) =>
    aboutAdult(
      tx,
      me,
      { concernId: moved.id, version: 1 },
      { adult: staff.otherTeacher, adultName: null, reason: 'x' },
    ),
  );
  const deputy = await (await testBrowser(world)).signedIn(staff.deputy);
  const late = await deputy.post(`/concerns/${open.id}/note`, { version: '1', body: 'Late' });
  expect(late.statusCode).toBe(409);
  expect(late.body).toContain('Acknowledged');
  expect(late.body).not.toContain('Concern linked');
});
