import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { Invalid } from '#platform/errors';
import { type AConcern, aConcern, anExclusion } from '#test/factories/concerns.ts';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { findTodayAbove } from '../../routing/service.ts';
import { acknowledge, close } from '../act/service.ts';
import { readCase } from '../page/service.ts';
import { findCase } from '../queries.ts';
import * as service from './service.ts';

/** Nobody has a case to themself by shutting the others out of it. */

const world = await testWorld();

const on = (concern: AConcern, version: number) => ({ concernId: concern.id, version });
const reason = 'A friend of the family';

async function scene() {
  const staff = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: staff.school, reporter: staff.teacher });
  await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, on(concern, 1)));
  const shutOut = (who: string, by: string, version: number) =>
    world.as(by, (tx, me) => service.exclude(tx, me, on(concern, version), { person: who, reason }));
  return { staff, concern, shutOut };
}

/** Everything that closing asks for, so that only the exclusion can be in the way. */
async function finish(concern: AConcern): Promise<void> {
  await world.owner.query(
    `update concern.case_file set severity = 'low', intent = 'careless', categories = '{online_bullying}', four_cs = '{conduct}',
       child_involved = 'told', parents = 'spoken_to', outcome = 'Spoken with', outcome_line = 'It is dealt with'
     where concern_id = $1`,
    [concern.id],
  );
}

const toldOf = async (concern: AConcern, kind: string) =>
  (
    await world.owner.query<{ person_id: string }>(
      'select person_id from concern.notice where concern_id = $1 and kind = $2 order by person_id',
      [concern.id, kind],
    )
  ).rows.map(({ person_id }) => person_id);

const mailsTo = async (person: string) =>
  (await world.owner.query('select template, link from mail.outbox where to_person_id = $1', [person])).rows;

test('everybody else who reads it is told at once, and those above it who cannot', async () => {
  const { staff, concern, shutOut } = await scene();
  await shutOut(staff.deputy, staff.dsl, 2);
  expect(await toldOf(concern, 'shut_out')).toEqual([staff.head, staff.trustLead].sort());
  expect(await mailsTo(staff.head)).toEqual([{ template: 'waits', link: `/concerns/${concern.id}` }]);
  expect(await mailsTo(staff.chair)).toEqual([{ template: 'waits', link: '/' }]);
  expect(await mailsTo(staff.deputy)).toEqual([]);
  const above = await world.as(staff.chair, findTodayAbove);
  expect(above.map(({ concernId }) => concernId)).toEqual([concern.id]);
  expect(await world.as(staff.trustLead, findTodayAbove)).toEqual([]);
  expect(await world.as(staff.otherTeacher, findTodayAbove)).toEqual([]);
  await world.as(staff.head, (tx, me) =>
    service.confirmExclusion(tx, me, on(concern, 3), { person: staff.deputy, reason }),
  );
  expect(await world.as(staff.chair, findTodayAbove)).toEqual([]);
});

test('whoever set it neither confirms nor lifts it, in SQL either', async () => {
  const { staff, concern, shutOut } = await scene();
  await shutOut(staff.deputy, staff.dsl, 2);
  for (const judge of [service.confirmExclusion, service.liftExclusion]) {
    const refused = world.as(staff.dsl, (tx, me) =>
      judge(tx, me, on(concern, 3), { person: staff.deputy, reason }),
    );
    await expect(refused).rejects.toBeInstanceOf(Invalid);
  }
  for (const change of [
    sql`state = 'confirmed'`,
    sql`state = 'lifted'`,
    sql`set_at = (select entered_at from concern.concern c where c.id = exclusion.concern_id)`,
  ]) {
    const own = world.as(staff.dsl, (tx, me) =>
      sql`update concern.exclusion set ${change}, set_by = ${me.id} where concern_id = ${concern.id}`.execute(
        tx.db,
      ),
    );
    await expect(own).rejects.toThrow(/an exclusion is/);
  }
  const straight = world.as(staff.dsl, (tx, me) =>
    sql`insert into concern.exclusion values (${concern.id}, ${concern.caseloadId}, ${staff.head}, 'confirmed', 'x', ${me.id}, app.at())`.execute(
      tx.db,
    ),
  );
  await expect(straight).rejects.toThrow(/begins as provisional/);
});

test('whoever set it does not close the case while it waits, in SQL either; somebody else may', async () => {
  const { staff, concern, shutOut } = await scene();
  await finish(concern);
  await shutOut(staff.deputy, staff.dsl, 2);
  const alone = await world
    .as(staff.dsl, (tx, me) => close(tx, me, on(concern, 3)))
    .catch((error: unknown) => error);
  expect((alone as Invalid).fields).toMatchObject([
    { message: expect.stringContaining('You shut somebody out') },
  ]);
  const forced = world.as(staff.dsl, (tx) =>
    sql`update concern.case_file set status = 'closed' where concern_id = ${concern.id}`.execute(tx.db),
  );
  await expect(forced).rejects.toThrow(/does not close the case/);
  const view = await world.as(staff.dsl, (tx, me) => readCase(tx, me, concern.id));
  expect(view.missing).toEqual(['exclusion']);
  await world.as(staff.head, (tx, me) => close(tx, me, on(concern, 3)));
});

test('when all the others are shut out, it goes to the chair and the trust, and from whoever did it', async () => {
  const { staff, concern, shutOut } = await scene();
  await shutOut(staff.deputy, staff.dsl, 2);
  await shutOut(staff.head, staff.dsl, 3);
  const moved = await shutOut(staff.trustLead, staff.dsl, 4);
  expect(moved.left).toBe(true);
  expect(await world.as(staff.dsl, (tx) => findCase(tx, concern.id))).toBeUndefined();
  expect(await world.as(staff.chair, (tx) => findCase(tx, concern.id))).toMatchObject({
    stream: 'head',
    status: 'submitted',
  });
  expect(await toldOf(concern, 'new')).toEqual([staff.chair]);
});

test('the database keeps that floor too', async () => {
  const { staff, concern } = await scene();
  await anExclusion(world, concern, staff.head, 'confirmed');
  await anExclusion(world, concern, staff.trustLead, 'confirmed');
  const act = world.as(staff.dsl, (tx, me) =>
    sql`insert into concern.exclusion values (${concern.id}, ${concern.caseloadId}, ${staff.deputy}, 'provisional', 'x', ${me.id}, app.at())`.execute(
      tx.db,
    ),
  );
  await expect(act).rejects.toThrow(/moves up/);
});

/** The trust's lead shut out beforehand, so that nobody stands above. */
async function nobodyAbove(staff: Staffed, concern: AConcern): Promise<void> {
  await anExclusion(world, concern, staff.trustLead, 'confirmed');
  await anExclusion(world, concern, staff.chair, 'confirmed');
}

test('where nobody stands above it stays, but cannot be closed by whoever is left', async () => {
  const { staff, concern, shutOut } = await scene();
  await nobodyAbove(staff, concern);
  await finish(concern);
  await shutOut(staff.head, staff.dsl, 2);
  await shutOut(staff.deputy, staff.dsl, 3);
  await expect(world.as(staff.dsl, (tx, me) => close(tx, me, on(concern, 4)))).rejects.toBeInstanceOf(
    Invalid,
  );
});

test('the page offers to judge it to others, and says to whoever set it that another does', async () => {
  const { staff, concern, shutOut } = await scene();
  await shutOut(staff.deputy, staff.dsl, 2);
  const browser = await testBrowser(world);
  const path = `/concerns/${concern.id}`;
  const own = (await (await browser.signedIn(staff.dsl)).get(path)).body;
  expect(own).toContain('Another handler confirms or lifts this');
  expect(own).not.toContain(`exclude_confirm?person=${staff.deputy}`);
  const other = (await (await browser.signedIn(staff.head)).get(path)).body;
  expect(other).toContain(`exclude_confirm?person=${staff.deputy}`);
  expect(other).toContain('Told that a reader was shut out');
});
