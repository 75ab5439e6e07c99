import { describe, expect, test } from 'vitest';
import { Unavailable } from '#platform/errors';
import { anAccount } from '#test/factories/accounts.ts';
import { anAdult, anAppointment, aSchool, aStaffedSchool, aTrust } from '#test/factories/people.ts';
import { anUrgentCase, aRoute } from '#test/factories/urgent-case.ts';
import { testWorld } from '#test/support/world.ts';
import { type Stream, streams } from '../types.ts';
import { readersOf } from './ladder.ts';
import { findHolders } from './queries.ts';
import { whoReadsNow } from './reads-now.ts';
import { planRoute, refuseEmptyRoute, tellRoute } from './service.ts';
import { type RoutePlan, type RouteRequest, routeRoles } from './types.ts';

const world = await testWorld();

const FRIDAY_MORNING = '2026-11-20T09:00:00Z';
const FRIDAY_EVENING = '2026-11-20T18:00:00Z';

const told = (plan: RoutePlan) => plan.steps.map((step) => step.map(({ personId }) => personId));

function plan(
  reporter: string,
  request: Partial<RouteRequest> & { readonly schoolId: string },
): Promise<RoutePlan> {
  // Without a second factor, as a teacher's phone is.
  return world.as(
    reporter,
    (tx) => planRoute(tx, { stream: 'child', kinds: ['bullying'], urgent: false, notTell: [], ...request }),
    false,
  );
}

describe('planned by the reporter themself', () => {
  test('a teacher without a second factor gets the whole line, names and all', async () => {
    world.clock.set(FRIDAY_MORNING);
    const staff = await aStaffedSchool(world);
    const found = await plan(staff.teacher, { schoolId: staff.school.id });
    expect(told(found)).toEqual([[staff.dsl, staff.deputy], [staff.head], [staff.trustLead]]);
    expect(found.steps.flat().every(({ name }) => /\w+ \w+/.test(name))).toBe(true);
    expect(found).toMatchObject({ stream: 'child', acknowledgeBy: null });
  });

  test('of a school that is not theirs there is nothing', async () => {
    const staff = await aStaffedSchool(world);
    const elsewhere = await aSchool(world);
    await expect(plan(staff.teacher, { schoolId: elsewhere.id })).rejects.toThrow('no such school');
  });

  test('the trust lead of another trust is not told, nor a lead of a sister school', async () => {
    const staff = await aStaffedSchool(world);
    const sister = await aStaffedSchool(world, { trustId: staff.school.trustId });
    await aStaffedSchool(world);
    const found = await plan(staff.teacher, { schoolId: staff.school.id });
    expect(told(found).flat().sort()).toEqual(
      [staff.dsl, staff.deputy, staff.head, staff.trustLead, sister.trustLead].sort(),
    );
  });
});

describe('who can read what, said twice', () => {
  test.each(streams.flatMap((stream) => routeRoles.map((role) => [stream, role] as const)))(
    '%s, %s: the ladder and app.enter_person agree',
    async (stream, role) => {
      const school = await aSchool(world);
      const person = await anAdult(world, { school, role });
      const reporter = await anAdult(world, { school });
      const concern = await anUrgentCase(world, {
        school,
        reporterId: reporter,
        stream,
        acknowledgeBy: world.clock.now(),
      });
      const { rowCount } = await world.as(person, (tx) =>
        tx.client.query('select 1 from concern.case_file where concern_id = $1', [concern.id]),
      );
      expect(rowCount === 1).toBe(readersOf[stream].includes(role));
    },
  );
});

describe('an account that was closed', () => {
  const close = async (personId: string) => {
    await anAccount(world, personId);
    await world.owner.query('update signin.account set disabled_at = now() where person_id = $1', [personId]);
  };

  test('is told nothing: the route goes on to those who can open it', async () => {
    const staff = await aStaffedSchool(world);
    await close(staff.dsl);
    await close(staff.chair);
    expect(told(await plan(staff.teacher, { schoolId: staff.school.id }))).toEqual([
      [staff.deputy, staff.head],
      [staff.trustLead],
    ]);
    const aboutHead = await plan(staff.teacher, { schoolId: staff.school.id, stream: 'head' });
    expect(told(aboutHead)).toEqual([[staff.trustLead]]);
  });

  test('of the last who could read it: refused, in words, and no adult concern stays with a closed Head', async () => {
    const staff = await aStaffedSchool(world);
    for (const person of [staff.head, staff.chair, staff.trustLead]) await close(person);
    const found = await plan(staff.teacher, { schoolId: staff.school.id, stream: 'adult' });
    expect(() => refuseEmptyRoute(found)).toThrow(Unavailable);
  });

  test('is not told by the escalation either, nor counted as a reader by what moves a concern', async () => {
    const staff = await aStaffedSchool(world);
    await close(staff.dsl);
    const school = { id: staff.school.id, trustId: staff.school.trustId };
    const next = await world.database.withActor({ kind: 'system', role: 'escalation' }, (tx) =>
      findHolders(tx, { ...school, name: '', phone: null, lado: null, acknowledgeWithinMinutes: 30 }),
    );
    expect(next.map(({ personId }) => personId)).not.toContain(staff.dsl);
    expect(next.map(({ personId }) => personId)).toContain(staff.deputy);
    const { rows } = await world.owner.query(`select concern.readers($1, 'child', '2026-11-20') as id`, [
      school.id,
    ]);
    expect(rows.map(({ id }) => id).sort()).toEqual([staff.deputy, staff.head, staff.trustLead].sort());
  });
});

describe('moved up, where nobody could read it', () => {
  test.each<[string, Stream, 'head' | 'dsl']>([
    ['about an adult, the Head alleged', 'adult', 'head'],
    ['about the Head', 'head', 'head'],
  ])('%s: chair and trust', async (_case, stream, alleged) => {
    const staff = await aStaffedSchool(world);
    const found = await plan(staff.teacher, { schoolId: staff.school.id, stream, notTell: [staff[alleged]] });
    expect(found.stream).toBe('head');
    expect(told(found)).toEqual([[staff.chair, staff.trustLead]]);
  });

  test('about an adult, the Head away without cover', async () => {
    const school = await aSchool(world);
    const teacher = await anAdult(world, { school });
    const chair = await anAdult(world, { school, role: 'chair_of_governors' });
    await anAdult(world, { school, role: 'head', during: '[2020-09-01,2026-11-20)' });
    const found = await plan(teacher, { schoolId: school.id, stream: 'adult' });
    expect(found.stream).toBe('head');
    expect(told(found)).toEqual([[chair]]);
  });

  test('about an adult, with cover for the Head: theirs to read', async () => {
    const staff = await aStaffedSchool(world);
    await anAppointment(
      world,
      staff.otherTeacher,
      { school: staff.school, trustId: staff.school.trustId },
      'head',
      {
        asCover: true,
        during: '[2026-11-19,2026-11-28)',
      },
    );
    const found = await plan(staff.teacher, {
      schoolId: staff.school.id,
      stream: 'adult',
      notTell: [staff.head],
    });
    expect(told(found)).toEqual([[staff.otherTeacher]]);
    expect(found.steps[0]?.[0]?.asCover).toBe(true);
  });

  test('nobody at all: the plan says so, and refusing it says whom to ring', async () => {
    const school = await aSchool(world);
    await world.owner.query(
      `update people.school set phone = '01234 000111', lado_contact = '01234 000999' where id = $1`,
      [school.id],
    );
    const teacher = await anAdult(world, { school });
    const found = await plan(teacher, { schoolId: school.id });
    expect(found.steps).toEqual([]);
    let refusal: unknown;
    try {
      refuseEmptyRoute(found);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(Unavailable);
    expect((refusal as Unavailable).userMessage).toMatch(/01234 000111.*01234 000999.*999/);
  });
});

describe("a school's own routes", () => {
  test('a kind with a route of its own follows it; the others keep to the general one', async () => {
    const staff = await aStaffedSchool(world);
    await aRoute(world, staff.school, 'child', [
      ['dsl', true],
      ['head', true],
    ]);
    await aRoute(
      world,
      staff.school,
      'child',
      [
        ['deputy_dsl', true],
        ['dsl', true],
      ],
      'radicalisation',
    );
    const schoolId = staff.school.id;
    expect(told(await plan(staff.teacher, { schoolId }))[0]).toEqual([staff.dsl, staff.head]);
    expect(told(await plan(staff.teacher, { schoolId, kinds: ['radicalisation'] }))[0]).toEqual([
      staff.deputy,
      staff.dsl,
    ]);
  });

  test('several kinds: everybody whom any of their routes tells at once', async () => {
    const staff = await aStaffedSchool(world);
    await aRoute(world, staff.school, 'child', [
      ['dsl', true],
      ['head', false],
    ]);
    await aRoute(
      world,
      staff.school,
      'child',
      [
        ['head', true],
        ['deputy_dsl', true],
      ],
      'radicalisation',
    );
    const found = await plan(staff.teacher, {
      schoolId: staff.school.id,
      kinds: ['bullying', 'radicalisation'],
    });
    expect(new Set(told(found)[0])).toEqual(new Set([staff.dsl, staff.head, staff.deputy]));
  });
});

describe('by when an urgent one must be acknowledged', () => {
  const urgent = async (at: string, immediateDanger: boolean) => {
    world.clock.set(at);
    const staff = await aStaffedSchool(world);
    return (
      await plan(staff.teacher, { schoolId: staff.school.id, urgent: true, immediateDanger })
    ).acknowledgeBy?.toString();
  };

  test('in school hours: the school’s limit', async () => {
    expect(await urgent(FRIDAY_MORNING, false)).toBe('2026-11-20T09:15:00Z');
    expect(await urgent(FRIDAY_MORNING, true)).toBe('2026-11-20T09:15:00Z');
  });

  test('out of hours: from the next opening', async () => {
    expect(await urgent(FRIDAY_EVENING, false)).toBe('2026-11-23T08:45:00Z');
  });

  test('out of hours, in danger: twice the limit, on the wall clock', async () => {
    expect(await urgent(FRIDAY_EVENING, true)).toBe('2026-11-20T18:30:00Z');
  });
});

describe('telling', () => {
  const send = async (stream: Stream) => {
    world.clock.set(FRIDAY_MORNING);
    const staff = await aStaffedSchool(world);
    const concern = await anUrgentCase(world, {
      school: staff.school,
      reporterId: staff.teacher,
      stream,
      acknowledgeBy: world.clock.now(),
    });
    await world.as(
      staff.teacher,
      async (tx) => {
        const route = await planRoute(tx, {
          schoolId: staff.school.id,
          stream,
          kinds: ['bullying'],
          urgent: true,
          notTell: [],
        });
        await tellRoute(tx, concern, route, 'urgent');
      },
      false,
    );
    const { rows } = await world.owner.query<{
      person: string;
      template: string;
      kind: string;
      step: number;
    }>(
      `select m.to_person_id as person, m.template, n.kind, n.step from mail.outbox m
       join concern.notice n on n.person_id = m.to_person_id and n.concern_id = $1 where m.link = $2`,
      [concern.id, `/concerns/${concern.id}`],
    );
    return { staff, rows };
  };

  test('each of the first step once, in Gatehouse and by mail', async () => {
    const { staff, rows } = await send('child');
    expect(rows.map(({ person }) => person).sort()).toEqual([staff.dsl, staff.deputy, staff.head].sort());
    expect(
      rows.every(({ template, kind, step }) => template === 'urgent' && kind === 'urgent' && step === 0),
    ).toBe(true);
  });

  test.each<Stream>(['adult', 'head'])(
    'about an adult (%s): the mail does not even say that it is urgent',
    async (stream) => {
      const { rows } = await send(stream);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every(({ template }) => template === 'waits')).toBe(true);
    },
  );
});

describe('who reads this now', () => {
  const ask = async (at: string, mailLeaves = false) => {
    const trustId = await aTrust(world);
    const school = await aSchool(world, { trustId });
    const teacher = await anAdult(world, { school });
    await anAdult(world, { school, role: 'dsl', givenName: 'Wren', familyName: 'Askdale' });
    await anAdult(world, { school, role: 'deputy_dsl', givenName: 'Noor', familyName: 'Fenholt' });
    world.clock.set(at);
    return world.as(teacher, (tx) => whoReadsNow(tx, school.id, tx.at, mailLeaves), false);
  };

  test('while the school is open', async () => {
    const now = await ask(FRIDAY_MORNING);
    expect(now).toMatchObject({ open: true, readers: 'Wren Askdale and Noor Fenholt' });
    expect(now.text).toBe(
      'Wren Askdale (designated safeguarding lead) and Noor Fenholt (deputy safeguarding lead) will be told as soon as you send this. The school is open until 15:30.',
    );
  });

  test('out of hours: by name, and when', async () => {
    const now = await ask(FRIDAY_EVENING);
    expect(now.open).toBe(false);
    expect(now.text).toContain('until the school opens at 08:30 on Monday 23 November.');
  });

  test('a mail is spoken of only where one leaves', async () => {
    expect((await ask(FRIDAY_EVENING)).text).toContain('will be told in Gatehouse at once');
    expect((await ask(FRIDAY_EVENING, true)).text).toContain(
      'will be told in Gatehouse and by e-mail at once',
    );
  });

  test('where nobody is set up', async () => {
    const school = await aSchool(world);
    const teacher = await anAdult(world, { school });
    const now = await world.as(teacher, (tx) => whoReadsNow(tx, school.id, tx.at), false);
    expect(now.readers).toBe('');
    expect(now.text).toContain('Tell your headteacher in person');
  });
});
