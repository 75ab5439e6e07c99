import { beforeEach, describe, expect, test } from 'vitest';
import { createDatabase } from '#platform/db';
import { anAdult, anAppointment, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type AnUrgentCase, anUrgentCase, leaves, type UrgentFacts } from '#test/factories/urgent-case.ts';
import { testWorld } from '#test/support/world.ts';
import { findTodayAbove } from '../service.ts';
import { escalateDue } from './service.ts';

const world = await testWorld();
const FRIDAY_LATE = '2026-11-20T15:20:00Z';

// Each test looks at its own cases alone.
beforeEach(async () => {
  await world.owner.query(
    'update concern.case_file set acknowledged_at = now() where acknowledged_at is null',
  );
});

interface Telling {
  readonly person: string;
  readonly step: number;
  readonly at: string;
}

/** Who was told by the job, in order. */
async function escalations(concern: AnUrgentCase): Promise<Telling[]> {
  const { rows } = await world.owner.query<{ person: string; step: number; at: Date }>(
    `select person_id as person, step, told_at as at from concern.notice
     where concern_id = $1 and kind = 'escalated' order by told_at, step, person_id`,
    [concern.id],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString().slice(0, 16) }));
}

async function acknowledgeBy(concern: AnUrgentCase): Promise<string> {
  const { rows } = await world.owner.query<{ by: Date }>(
    'select acknowledge_by as by from concern.case_file where concern_id = $1',
    [concern.id],
  );
  return rows[0]?.by.toISOString().slice(0, 16) ?? '';
}

/** The job, as cron runs it, once a minute would be too slow to test: at each moment given. */
async function runAt(...moments: readonly string[]): Promise<void> {
  for (const moment of moments) {
    world.clock.set(moment);
    await escalateDue(world.database);
  }
}

async function sent(
  staff: Staffed,
  at: string,
  acknowledge: string,
  facts: Partial<UrgentFacts> = {},
): Promise<AnUrgentCase> {
  world.clock.set(at);
  const by = world.clock.now();
  world.clock.set(acknowledge);
  const acknowledgeBy = world.clock.now();
  world.clock.set(by.toString());
  return anUrgentCase(world, {
    school: staff.school,
    reporterId: staff.teacher,
    acknowledgeBy,
    told: [staff.dsl, staff.deputy, staff.head],
    ...facts,
  });
}

describe('nobody acknowledges', () => {
  test('over a weekend: nothing before Monday morning, then the next in line, then the same again each day', async () => {
    const staff = await aStaffedSchool(world);
    const concern = await sent(staff, FRIDAY_LATE, '2026-11-23T08:35:00Z');
    await runAt('2026-11-20T16:00:00Z', '2026-11-21T12:00:00Z', '2026-11-23T08:34:00Z');
    expect(await escalations(concern)).toEqual([]);
    await runAt('2026-11-23T08:35:00Z', '2026-11-23T08:36:00Z', '2026-11-23T08:49:00Z');
    expect(await escalations(concern)).toEqual([
      { person: staff.trustLead, step: 1, at: '2026-11-23T08:35' },
    ]);
    await runAt('2026-11-23T08:50:00Z', '2026-11-23T23:00:00Z', '2026-11-24T08:50:00Z');
    expect((await escalations(concern)).map(({ step, at }) => [step, at])).toEqual([
      [1, '2026-11-23T08:35'],
      [2, '2026-11-23T08:50'],
      [3, '2026-11-24T08:50'],
    ]);
  });

  test('over the weekend when the clocks go back', async () => {
    const staff = await aStaffedSchool(world);
    const concern = await sent(staff, '2026-10-23T14:20:00Z', '2026-10-23T14:25:00Z', { told: [staff.dsl] });
    await runAt('2026-10-23T14:25:00Z');
    // Friday 15:25 in summer time; ten of the fifteen minutes are left for Monday, in winter time.
    expect(await acknowledgeBy(concern)).toBe('2026-10-26T08:40');
  });

  test('in immediate danger: by the wall clock, at night and on Sunday too, up the whole ladder', async () => {
    const staff = await aStaffedSchool(world);
    const concern = await sent(staff, '2026-11-21T20:00:00Z', '2026-11-21T20:30:00Z', {
      immediateDanger: true,
    });
    await runAt('2026-11-21T20:30:00Z', '2026-11-21T21:00:00Z', '2026-11-22T21:00:00Z');
    expect((await escalations(concern)).map(({ person, at }) => [person === staff.trustLead, at])).toEqual([
      [true, '2026-11-21T20:30'],
      [true, '2026-11-21T21:00'],
      [true, '2026-11-22T21:00'],
    ]);
  });

  test('the timeline and the audit chain say it, and the entry’s hash is carried', async () => {
    const staff = await aStaffedSchool(world);
    const concern = await sent(staff, FRIDAY_LATE, FRIDAY_LATE);
    await runAt(FRIDAY_LATE);
    const { rows } = await world.owner.query(
      `select e.author_id, e.body, a.actor,
         a.body::jsonb -> 'content' -> 0 ->> 'hash' = encode(audit.content_hash('concern.entry', e.id), 'hex') as carried
       from concern.entry e
       join audit.event a on a.subject = e.concern_id::text and a.type = 'concern.escalated/1'
       where e.concern_id = $1 and e.kind = 'escalated'`,
      [concern.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ author_id: null, actor: 'system:escalation', carried: true });
    expect(rows[0].body).toMatch(/Told next: .*trust safeguarding lead/);
  });

  test('each telling is a mail too, and says nothing', async () => {
    const staff = await aStaffedSchool(world);
    const concern = await sent(staff, FRIDAY_LATE, FRIDAY_LATE);
    await runAt(FRIDAY_LATE);
    const { rows } = await world.owner.query(
      'select to_person_id, template from mail.outbox where link = $1',
      [`/concerns/${concern.id}`],
    );
    expect(rows).toEqual([{ to_person_id: staff.trustLead, template: 'urgent' }]);
  });
});

describe('who is next in line, as things stand at that moment', () => {
  test('a leaver is passed over', async () => {
    const staff = await aStaffedSchool(world);
    const concern = await sent(staff, FRIDAY_LATE, '2026-11-23T09:00:00Z', { told: [staff.dsl] });
    await leaves(world, staff.deputy, '2026-11-23');
    await runAt('2026-11-23T09:00:00Z');
    expect((await escalations(concern)).map(({ person }) => person)).toEqual([staff.head]);
  });

  test('cover that has come since is told', async () => {
    const staff = await aStaffedSchool(world);
    const concern = await sent(staff, FRIDAY_LATE, '2026-11-23T09:00:00Z');
    const at = { school: staff.school, trustId: staff.school.trustId };
    await anAppointment(world, staff.otherTeacher, at, 'dsl', {
      asCover: true,
      during: '[2026-11-23,2026-11-28)',
    });
    await runAt('2026-11-23T09:00:00Z');
    expect((await escalations(concern)).map(({ person }) => person)).toEqual([staff.otherTeacher]);
  });

  test('an excluded next-in-line is passed over, mailed nothing, and not told again at the end either', async () => {
    const staff = await aStaffedSchool(world);
    const concern = await sent(staff, FRIDAY_LATE, '2026-11-23T09:00:00Z', {
      told: [staff.dsl, staff.deputy],
      excluded: [staff.head, staff.trustLead],
    });
    await runAt('2026-11-23T09:00:00Z', '2026-11-24T09:00:00Z');
    const told = (await escalations(concern)).map(({ person }) => person);
    expect(told).not.toContain(staff.head);
    expect(told).not.toContain(staff.trustLead);
    const { rows } = await world.owner.query('select 1 from mail.outbox where to_person_id = any($1)', [
      [staff.head, staff.trustLead],
    ]);
    expect(rows).toEqual([]);
  });

  test('nobody left: the case says so, and stays due', async () => {
    const staff = await aStaffedSchool(world);
    const everybody = [staff.dsl, staff.deputy, staff.head, staff.trustLead];
    const concern = await sent(staff, FRIDAY_LATE, FRIDAY_LATE, { told: [], excluded: everybody });
    await runAt(FRIDAY_LATE);
    const { rows } = await world.owner.query('select body from concern.entry where concern_id = $1', [
      concern.id,
    ]);
    expect(rows[0]?.body).toContain('nobody else who could read it');
    expect(await acknowledgeBy(concern)).toBe('2026-11-23T08:30');
  });
});

describe('nothing is told', () => {
  test.each([
    ['acknowledged', 'acknowledged_at = now()'],
    ['closed', "status = 'closed'"],
  ])('once it is %s', async (_case, change) => {
    const staff = await aStaffedSchool(world);
    const concern = await sent(staff, FRIDAY_LATE, FRIDAY_LATE);
    await world.owner.query(`update concern.case_file set ${change} where concern_id = $1`, [concern.id]);
    await runAt(FRIDAY_LATE);
    expect(await escalations(concern)).toEqual([]);
  });
});

describe('the end of the line', () => {
  const unanswered = (person: string, concern: AnUrgentCase) =>
    world.as(person, async (tx) => {
      const { rowCount } = await tx.client.query('select 1 from concern.unanswered where concern_id = $1', [
        concern.id,
      ]);
      return rowCount === 1;
    });

  test('is shown to the trust lead, until somebody acknowledges', async () => {
    const staff = await aStaffedSchool(world);
    const concern = await sent(staff, FRIDAY_LATE, FRIDAY_LATE);
    await runAt(FRIDAY_LATE);
    expect(await unanswered(staff.trustLead, concern)).toBe(false);
    await runAt('2026-11-23T09:00:00Z');
    expect(await unanswered(staff.trustLead, concern)).toBe(true);
    expect(await unanswered(staff.dsl, concern)).toBe(false);
    // Theirs to open: it stands among their unacknowledged ones.
    expect(await world.as(staff.trustLead, findTodayAbove)).toEqual([]);
    await world.owner.query('update concern.case_file set acknowledged_at = now() where concern_id = $1', [
      concern.id,
    ]);
    await runAt('2026-11-23T09:01:00Z');
    expect(await unanswered(staff.trustLead, concern)).toBe(false);
  });

  test('about an adult: chair and trust lead learn once that something waits, and cannot open it', async () => {
    const staff = await aStaffedSchool(world);
    const concern = await sent(staff, FRIDAY_LATE, FRIDAY_LATE, { stream: 'adult', told: [staff.head] });
    await runAt(FRIDAY_LATE, '2026-11-24T09:00:00Z');
    expect(await unanswered(staff.chair, concern)).toBe(true);
    const { rows } = await world.owner.query(
      'select to_person_id as person, template, link from mail.outbox where to_person_id = any($1) order by 1',
      [[staff.chair, staff.trustLead]],
    );
    expect(rows).toEqual(
      [staff.chair, staff.trustLead].sort().map((person) => ({ person, template: 'waits', link: '/' })),
    );
    const [item, ...others] = await world.as(staff.trustLead, findTodayAbove);
    expect(others).toEqual([]);
    expect(item?.text).toContain('has been acknowledged by nobody. Ring the headteacher');
    expect(await world.as(staff.head, findTodayAbove)).toEqual([]);
    const opened = await world.as(staff.trustLead, (tx) =>
      tx.client.query('select 1 from concern.case_file where concern_id = $1', [concern.id]),
    );
    expect(opened.rowCount).toBe(0);
  });

  test('about an adult who is the chair: the chair sees nothing of it', async () => {
    const staff = await aStaffedSchool(world);
    const concern = await sent(staff, FRIDAY_LATE, FRIDAY_LATE, {
      stream: 'adult',
      told: [staff.head],
      excluded: [staff.chair],
    });
    await runAt(FRIDAY_LATE);
    expect(await unanswered(staff.chair, concern)).toBe(false);
    expect(await unanswered(staff.trustLead, concern)).toBe(true);
    const { rows } = await world.owner.query('select 1 from mail.outbox where to_person_id = $1', [
      staff.chair,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('more than one worker', () => {
  test('at the same moment: each case is escalated once', async () => {
    const other = createDatabase({
      url: world.urls.appUrl,
      clock: world.clock,
      ids: world.services.ids,
      log: world.services.log,
    });
    try {
      const staff = await aStaffedSchool(world);
      const cases: AnUrgentCase[] = [];
      for (let n = 0; n < 12; n += 1) cases.push(await sent(staff, FRIDAY_LATE, FRIDAY_LATE));
      const workers = [world.database, other, world.database, other];
      const counts = await Promise.all(workers.map((database) => escalateDue(database)));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(cases.length);
      for (const concern of cases) expect(await escalations(concern)).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  test('one case that cannot be escalated holds up no other', async () => {
    const staff = await aStaffedSchool(world);
    const broken = await sent(staff, FRIDAY_LATE, '2026-11-20T15:00:00Z');
    const sound = await sent(staff, FRIDAY_LATE, FRIDAY_LATE);
    await world.owner.query(
      `alter table concern.entry add constraint broken check (concern_id <> '${broken.id}') not valid`,
    );
    try {
      await expect(escalateDue(world.database)).rejects.toThrow('1 of 2 cases');
      expect(await escalations(broken)).toEqual([]);
      expect(await escalations(sound)).toHaveLength(1);
    } finally {
      await world.owner.query('alter table concern.entry drop constraint broken');
    }
  });

  test('an adult of the school who is no handler is never told', async () => {
    const staff = await aStaffedSchool(world);
    const slt = await anAdult(world, { school: staff.school, role: 'slt' });
    const concern = await sent(staff, FRIDAY_LATE, FRIDAY_LATE, { told: [] });
    await runAt(FRIDAY_LATE, '2026-11-23T09:00:00Z', '2026-11-24T09:00:00Z');
    const told = new Set((await escalations(concern)).map(({ person }) => person));
    expect(told).toEqual(new Set([staff.dsl, staff.deputy, staff.head, staff.trustLead]));
    expect(told.has(slt)).toBe(false);
  });
});
