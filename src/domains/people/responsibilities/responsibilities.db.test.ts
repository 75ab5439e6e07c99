import { load } from 'cheerio';
import { afterEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '#domains/audit';
import { localDate, Temporal } from '#platform/clock';
import { anAdult, anAppointment, aSchool, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { whoHolds } from './service.ts';
import type { GivenKind, ResponsibilityKind } from './types.ts';

const NOW = '2026-11-20T09:00:00Z';
const world = await testWorld({ at: NOW });
const browser = await testBrowser(world);
afterEach(() => world.clock.set(NOW));

const dateFields = (name: string, iso: string) => {
  const [year = '', month = '', day = ''] = iso.split('-');
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
};

async function aPeopledSchool() {
  const staff = await aStaffedSchool(world);
  const { school } = staff;
  return {
    ...staff,
    slt: await anAdult(world, { school, role: 'slt' }),
    otherSlt: await anAdult(world, { school, role: 'slt' }),
    governor: await anAdult(world, { school, role: 'governor' }),
  };
}

const givePath = (placeId: string, kind: string) => `/responsibilities/give?at=${placeId}&kind=${kind}`;

async function give(
  by: string,
  placeId: string,
  kind: GivenKind,
  personId: string,
  fields: Readonly<Record<string, string>> = {},
) {
  return (await browser.signedIn(by)).post(givePath(placeId, kind), {
    personId,
    reason: 'Agreed',
    ...fields,
  });
}

async function holdersOf(
  by: string,
  { school }: Pick<Staffed, 'school'>,
  kind: ResponsibilityKind,
  day?: string,
) {
  const found = await world.as(by, (tx) =>
    whoHolds(tx, {
      placeId: school.id,
      kind,
      day: day === undefined ? localDate(tx.at) : Temporal.PlainDate.from(day),
    }),
  );
  return found.map(({ personId }) => personId);
}

const idOf = async (personId: string, kind: GivenKind): Promise<string> => {
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from people.responsibility where person_id = $1 and kind = $2',
    [personId, kind],
  );
  return rows[0]?.id ?? '';
};

const boardOf = async (personId: string, query = '') => {
  const answer = await (await browser.signedIn(personId)).get(`/responsibilities${query}`);
  const page = load(answer.body);
  return { status: answer.statusCode, page, main: page('main').text().replaceAll(/\s+/g, ' ') };
};

describe('the page for everybody', () => {
  test('shows a teacher and a governor who is responsible, in plain words, and nothing to change', async () => {
    const here = await aPeopledSchool();
    await give(here.head, here.school.id, 'filtering_lead', here.slt);
    for (const person of [here.teacher, here.governor, here.it]) {
      const { main, page } = await boardOf(person);
      expect(main).toContain('Senior leader for filtering and monitoring');
      expect(main).toContain('are reviewed at least once a year');
      expect(page('main a[href^="mailto:"]').length).toBeGreaterThan(3);
      expect(page('main a[href*="/give"], main a[href$="/end"], main a[href$="/hand-over"]')).toHaveLength(0);
      expect(page('main input[name="on-day"]')).toHaveLength(0);
      expect(main).toContain('Nobody');
    }
  });

  test('names the trust’s own to a teacher, who sees nobody else of the trust', async () => {
    const here = await aPeopledSchool();
    const it = await anAdult(world, {
      trustId: here.school.trustId,
      role: 'trust_it',
      familyName: 'Quillfeather',
    });
    expect((await boardOf(here.teacher)).main).not.toContain('Quillfeather');
    await give(here.trustLead, here.school.trustId, 'trust_it_lead', it);
    expect((await boardOf(here.teacher)).main).toContain('Quillfeather');
    const elsewhere = await aStaffedSchool(world);
    expect((await boardOf(elsewhere.teacher)).main).not.toContain('Quillfeather');
  });

  test('is as it was on a chosen day for the Head, and as it is today for everybody else', async () => {
    const here = await aPeopledSchool();
    await give(here.head, here.school.id, 'filtering_lead', here.slt);
    const id = await idOf(here.slt, 'filtering_lead');
    world.clock.set('2027-01-11T09:00:00Z');
    await (await browser.signedIn(here.head)).post(`/responsibilities/${id}/end`, { reason: 'Moved on' });
    await give(here.head, here.school.id, 'filtering_lead', here.otherSlt);
    const on = `?at=${here.school.id}&on-day=1&on-month=12&on-year=2026`;
    const names = async (person: string, query: string) => {
      const { page } = await boardOf(person, query);
      const row = page('.gh-duty').filter((_, line) =>
        page(line).text().includes('filtering and monitoring'),
      );
      return row.find('.gh-duty__name b').text();
    };
    const { rows } = await world.owner.query<{ id: string; name: string }>(
      `select id, given_name || ' ' || family_name as name from people.person where id = any ($1)`,
      [[here.slt, here.otherSlt]],
    );
    const nameOf = (person: string) => rows.find((row) => row.id === person)?.name;
    expect(await names(here.head, on)).toBe(nameOf(here.slt));
    expect(await names(here.trustLead, on)).toBe(nameOf(here.slt));
    expect(await names(here.teacher, on)).toBe(nameOf(here.otherSlt));
    expect(await holdersOf(here.teacher, here, 'filtering_lead', '2026-12-01')).toEqual([]);
    const wrong = await boardOf(here.head, `?at=${here.school.id}&on-day=31&on-month=2&on-year=2026`);
    expect(wrong.main).toContain('Enter a real date');
  });

  test('of another school, or of the other trust, is not there', async () => {
    const here = await aPeopledSchool();
    const sister = await aSchool(world, { trustId: here.school.trustId });
    const elsewhere = await aStaffedSchool(world);
    for (const place of [sister.id, elsewhere.school.id, elsewhere.school.trustId])
      expect((await boardOf(here.teacher, `?at=${place}`)).status).toBe(404);
    expect((await boardOf(here.trustLead, `?at=${sister.id}`)).status).toBe(200);
  });

  test('of the trust shows its lead every school, those with somebody missing first', async () => {
    const here = await aPeopledSchool();
    const sister = await aStaffedSchool(world, { trustId: here.school.trustId });
    await give(here.head, here.school.id, 'filtering_lead', here.slt);
    await give(here.head, here.school.id, 'link_governor', here.governor);
    const answer = await (await browser.signedIn(here.trustLead)).get('/responsibilities/trust');
    const page = load(answer.body);
    const rows = page('main tbody tr')
      .slice(0, 2)
      .toArray()
      .map((row) => page(row).find('a').attr('href'));
    expect(rows).toEqual([sister.school.id, here.school.id].map((id) => `/responsibilities?at=${id}`));
    expect(page('main').text()).toContain('2 responsibilities have nobody, in 1 school');
  });
});

describe('giving and ending', () => {
  test('is told, audited with a row that the event vouches for, and shown in the history with its reason', async () => {
    const here = await aPeopledSchool();
    await world.owner.query('delete from mail.outbox');
    expect((await give(here.head, here.school.id, 'searcher', here.teacher)).statusCode).toBe(303);
    const { rows } = await world.owner.query('select to_person_id, link from mail.outbox');
    expect(rows).toEqual([{ to_person_id: here.teacher, link: '/responsibilities' }]);
    const id = await idOf(here.teacher, 'searcher');
    await (await browser.signedIn(here.head)).post(`/responsibilities/${id}/end`, {
      reason: 'Left the corridor duty',
    });
    expect(await holdersOf(here.head, here, 'searcher')).toEqual([]);
    const history = await (await browser.signedIn(here.head)).get(
      `/responsibilities/history?at=${here.school.id}`,
    );
    expect(history.body).toContain('Left the corridor duty');
    expect(history.body).toContain('Taken back before it began');
    const events = await world.owner.query<{ type: string; body: string }>(
      `select type, body from audit.event where subject = $1 order by seq`,
      [here.teacher],
    );
    expect(events.rows.map(({ type }) => type)).toEqual(['responsibility.given/1', 'responsibility.ended/1']);
    expect(events.rows.map(({ body }) => body).join()).not.toMatch(/corridor|Agreed/);
    expect((await verifyAudit(world.database, [])).faults).toEqual([]);
  });

  test('a deed that somebody changed in the database is found', async () => {
    const here = await aPeopledSchool();
    await give(here.head, here.school.id, 'counter_signer', here.slt);
    const changed = world.owner.query(
      `update people.responsibility_deed set reason = 'Something else' where person_id = $1`,
      [here.slt],
    );
    await changed;
    const { faults } = await verifyAudit(world.database, []);
    expect(faults.map(({ kind }) => kind)).toEqual(['content-changed']);
    await world.owner.query(`update people.responsibility_deed set reason = 'Agreed' where person_id = $1`, [
      here.slt,
    ]);
  });

  test('says what does not fit, with everything that was typed', async () => {
    const here = await aPeopledSchool();
    const cases = [
      [{ personId: '' }, 'Choose who takes it.'],
      [{ reason: '' }, 'Say why'],
      [dateFields('from', '2026-11-19'), 'Enter today or a later day'],
      [dateFields('until', '2026-11-19'), 'The last day is before the first.'],
      [{ cover: 'yes' }, 'Enter the last day of the cover'],
      [{ personId: here.teacher }, 'Choose somebody from the list.'],
    ] as const;
    for (const [fields, message] of cases) {
      const answer = await give(here.head, here.school.id, 'filtering_lead', here.slt, {
        reason: 'Typed',
        ...fields,
      });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain(message);
      if (!('reason' in fields)) expect(answer.body).toContain('Typed');
    }
    expect(await holdersOf(here.head, here, 'filtering_lead')).toEqual([]);
  });

  test('one holder at a time and one who covers, also when two give it in the same moment', async () => {
    const here = await aPeopledSchool();
    const answers = await Promise.all(
      [here.slt, here.otherSlt].map((person) => give(here.head, here.school.id, 'filtering_lead', person)),
    );
    expect(answers.map(({ statusCode }) => statusCode).filter((code) => code === 303)).toHaveLength(1);
    const [holder] = await holdersOf(here.head, here, 'filtering_lead');
    const other = holder === here.slt ? here.otherSlt : here.slt;
    const second = await give(here.head, here.school.id, 'filtering_lead', other);
    expect(second.body).toContain('Somebody holds this already');
    const cover = { cover: 'yes', ...dateFields('until', '2026-11-27') };
    expect((await give(here.head, here.school.id, 'filtering_lead', other, cover)).statusCode).toBe(303);
    expect(await holdersOf(here.head, here, 'filtering_lead')).toEqual([holder, other]);
    expect(await holdersOf(here.head, here, 'filtering_lead', '2026-11-28')).toEqual([holder]);
    const third = await give(here.head, here.school.id, 'filtering_lead', here.dsl, cover);
    expect(third.statusCode).toBe(409);
  });

  test('by whoever covers for the Head: in those days, and not without a second factor', async () => {
    const here = await aPeopledSchool();
    const at = { school: here.school, trustId: here.school.trustId };
    await anAppointment(world, here.slt, at, 'head', { asCover: true, during: '[2026-11-20,2026-11-21)' });
    const attempt = () => give(here.slt, here.school.id, 'searcher', here.otherTeacher);
    const unsure = await browser.signedIn(here.slt, { secondFactor: false });
    expect((await unsure.get(givePath(here.school.id, 'searcher'))).statusCode).toBe(404);
    world.clock.set('2026-11-21T00:00:00Z');
    expect((await attempt()).statusCode).toBe(404);
    world.clock.set('2026-11-20T23:59:59Z');
    expect((await attempt()).statusCode).toBe(303);
  });
});

describe('what nobody gives to themself', () => {
  test.each(['searcher', 'counter_signer'] as const)('a Head is not her own %s', async (kind) => {
    const here = await aPeopledSchool();
    const page = load((await (await browser.signedIn(here.head)).get(givePath(here.school.id, kind))).body);
    const offered = page('select option')
      .map((_, option) => page(option).val())
      .get();
    expect([offered.includes(here.dsl), offered.includes(here.head)]).toEqual([true, false]);
    expect((await give(here.head, here.school.id, kind, here.head)).statusCode).toBe(422);
    const past = world.as(here.head, (tx) =>
      tx.client.query(
        `select people.give_responsibility(gen_random_uuid(), gen_random_uuid(), $1, $2, $3, false, daterange(app.at()::date, null), 'x')`,
        [here.school.id, kind, here.head],
      ),
    );
    await expect(past).rejects.toThrow('nobody gives this to themself');
    expect(await holdersOf(here.head, here, kind)).toEqual([]);
  });

  test('the trust’s lead makes the Head counter-signer', async () => {
    const here = await aPeopledSchool();
    expect((await give(here.trustLead, here.school.id, 'counter_signer', here.head)).statusCode).toBe(303);
    expect(await holdersOf(here.head, here, 'counter_signer')).toEqual([here.head]);
  });
});

describe('handing over', () => {
  const handOver = async (
    by: string,
    id: string,
    toId: string,
    day: string,
    notes = 'Open: the yearly review',
  ) => {
    const answer = await (await browser.signedIn(by)).post(`/responsibilities/${id}/hand-over`, {
      toId,
      notes,
      ...dateFields('day', day),
    });
    const { rows } = await world.owner.query<{ id: string }>(
      'select id from people.handover where responsibility_id = $1 order by asked_at desc limit 1',
      [id],
    );
    return {
      status: answer.statusCode,
      path: `/responsibilities/handover/${rows[0]?.id}`,
      body: answer.body,
    };
  };

  /** The senior leader for filtering has had it since Monday. */
  async function held() {
    const here = await aPeopledSchool();
    world.clock.set('2026-11-16T09:00:00Z');
    await give(here.head, here.school.id, 'filtering_lead', here.slt);
    world.clock.set(NOW);
    return { here, id: await idOf(here.slt, 'filtering_lead') };
  }

  test('without a day it is handed over today', async () => {
    const { here, id } = await held();
    expect((await handOver(here.head, id, here.otherSlt, '')).status).toBe(303);
    expect(await holdersOf(here.head, here, 'filtering_lead')).toEqual([here.otherSlt]);
  });

  test('by the holder waits for the Head; agreed to, it passes on from its day, and the notes with it', async () => {
    const { here, id } = await held();
    const asked = await handOver(here.slt, id, here.otherSlt, '2026-12-01');
    expect(asked.status).toBe(303);
    expect(await holdersOf(here.head, here, 'filtering_lead', '2026-12-01')).toEqual([here.slt]);
    const head = await browser.signedIn(here.head);
    expect((await head.get('/')).body).toContain(asked.path);
    for (const person of [here.slt, here.otherSlt, here.teacher])
      expect((await (await browser.signedIn(person)).post(`${asked.path}/agree`)).statusCode).toBe(404);
    expect((await head.post(`${asked.path}/agree`)).statusCode).toBe(303);
    expect((await head.post(`${asked.path}/agree`)).statusCode).toBe(404);
    expect(await holdersOf(here.head, here, 'filtering_lead', '2026-11-30')).toEqual([here.slt]);
    expect(await holdersOf(here.head, here, 'filtering_lead', '2026-12-01')).toEqual([here.otherSlt]);
    for (const person of [here.otherSlt, here.slt, here.head])
      expect((await (await browser.signedIn(person)).get(asked.path)).body).toContain('the yearly review');
    for (const person of [here.teacher, here.dsl, here.it, here.governor])
      expect((await (await browser.signedIn(person)).get(asked.path)).statusCode).toBe(404);
    expect((await verifyAudit(world.database, [])).faults).toEqual([]);
  });

  test('agreed to late, begins on the day of the agreement', async () => {
    const { here, id } = await held();
    const asked = await handOver(here.slt, id, here.otherSlt, '2026-11-23');
    world.clock.set('2026-11-26T09:00:00Z');
    await (await browser.signedIn(here.head)).post(`${asked.path}/agree`);
    expect(await holdersOf(here.head, here, 'filtering_lead', '2026-11-25')).toEqual([here.slt]);
    expect(await holdersOf(here.head, here, 'filtering_lead', '2026-11-26')).toEqual([here.otherSlt]);
  });

  test('can be taken back, and falls away when the responsibility is ended', async () => {
    const { here, id } = await held();
    const asked = await handOver(here.slt, id, here.otherSlt, '2026-12-01');
    expect((await handOver(here.slt, id, here.dsl, '2026-12-01')).status).toBe(409);
    expect((await (await browser.signedIn(here.slt)).post(`${asked.path}/decline`)).statusCode).toBe(303);
    const again = await handOver(here.slt, id, here.dsl, '2026-12-01');
    const head = await browser.signedIn(here.head);
    await head.post(`/responsibilities/${id}/end`, { reason: 'x' });
    expect((await head.post(`${again.path}/agree`)).statusCode).toBe(404);
    expect(await holdersOf(here.head, here, 'filtering_lead', '2026-12-01')).toEqual([]);
    expect((await verifyAudit(world.database, [])).faults).toEqual([]);
  });

  test('by the Head holds at once', async () => {
    const { here, id } = await held();
    await handOver(here.head, id, here.otherSlt, '2026-11-20');
    expect(await holdersOf(here.head, here, 'filtering_lead')).toEqual([here.otherSlt]);
    expect(await holdersOf(here.head, here, 'filtering_lead', '2026-11-19')).toEqual([here.slt]);
  });

  test('says what does not fit, and keeps the notes', async () => {
    const { here, id } = await held();
    const past = await handOver(here.slt, id, here.otherSlt, '2026-11-19');
    expect(past.body).toContain('Enter today or a later day');
    expect(past.body).toContain('the yearly review');
    expect((await handOver(here.slt, id, here.teacher, '2026-12-01')).body).toContain(
      'Choose somebody from the list',
    );
    expect((await handOver(here.slt, id, here.otherSlt, '2026-12-01', '')).body).toContain(
      'what your successor needs',
    );
    expect((await handOver(here.teacher, id, here.otherSlt, '2026-12-01')).status).toBe(404);
  });
});

describe('the notes of a duty that reads cases', () => {
  const dutyOf = async (personId: string) => {
    const { rows } = await world.owner.query<{ id: string }>(
      'select id from people.appointment where person_id = $1',
      [personId],
    );
    return rows[0]?.id ?? '';
  };

  test('go to whoever two people have given the same duty, and to nobody else', async () => {
    const here = await aPeopledSchool();
    const id = await dutyOf(here.dsl);
    const visitor = await browser.signedIn(here.dsl);
    const path = `/responsibilities/${id}`;
    expect((await visitor.get(`${path}/hand-over`)).body).toContain(
      'Nobody else has been given this duty yet',
    );
    const next = await anAdult(world, { school: here.school, role: 'dsl', during: '[2027-01-04,)' });
    const post = (toId: string) =>
      visitor.post(`${path}/notes`, { toId, notes: 'The lock-down drill is due.' });
    expect((await post(here.teacher)).statusCode).toBe(422);
    expect((await post(next)).statusCode).toBe(303);
    const { rows } = await world.owner.query<{ id: string; day: string }>(
      'select id, from_day::text as day from people.handover where to_person_id = $1',
      [next],
    );
    expect(rows[0]?.day).toBe('2027-01-04');
    const notes = `/responsibilities/handover/${rows[0]?.id}`;
    for (const person of [next, here.dsl, here.head])
      expect((await (await browser.signedIn(person)).get(notes)).body).toContain(
        'The lock-down drill is due.',
      );
    for (const person of [here.deputy, here.teacher, here.it])
      expect((await (await browser.signedIn(person)).get(notes)).statusCode).toBe(404);
    // The duty itself is where two people left it.
    expect(await holdersOf(here.head, here, 'dsl')).toEqual([here.dsl]);
    expect((await verifyAudit(world.database, [])).faults).toEqual([]);
  });

  test('are nobody else’s to write, and not without a second factor', async () => {
    const here = await aPeopledSchool();
    await anAdult(world, { school: here.school, role: 'dsl' });
    const path = `/responsibilities/${await dutyOf(here.dsl)}/hand-over`;
    for (const person of [here.head, here.deputy, here.teacher])
      expect((await (await browser.signedIn(person)).get(path)).statusCode).toBe(404);
    const unsure = await browser.signedIn(here.dsl, { secondFactor: false });
    expect((await unsure.get(path)).statusCode).toBe(404);
  });
});

describe('Today', () => {
  const todayOf = async (personId: string) => {
    const visitor = await browser.signedIn(personId);
    const before = world.database.counts.statements;
    const { body } = await visitor.get('/');
    const page = load(body);
    return {
      lines: page('.gh-work__row')
        .toArray()
        .map((row) => page(row).text().replaceAll(/\s+/g, ' ')),
      statements: world.database.counts.statements - before,
    };
  };
  const about = (lines: readonly string[], words: string) => lines.findIndex((line) => line.includes(words));

  test('says to the Head who is missing, then what ends soonest, and nothing of it to anybody else', async () => {
    const here = await aPeopledSchool();
    await give(here.head, here.school.id, 'filtering_lead', here.slt, dateFields('until', '2026-12-10'));
    const cover = { cover: 'yes', ...dateFields('until', '2026-11-24') };
    await give(here.head, here.school.id, 'counter_signer', here.otherSlt, cover);
    const { lines, statements } = await todayOf(here.head);
    const vacant = about(lines, 'Link governor for online safety and safeguarding: nobody has it');
    const ends = about(lines, 'ends in 4 days');
    const leaves = about(lines, 'has it no longer in 21 days, and nobody follows');
    expect(vacant).toBeGreaterThan(-1);
    expect(ends).toBeGreaterThan(vacant);
    expect(leaves).toBeGreaterThan(ends);
    expect(statements).toBeLessThanOrEqual(8);
    for (const person of [here.dsl, here.deputy, here.teacher, here.governor, here.it, here.office])
      expect(about((await todayOf(person)).lines, 'nobody has it')).toBe(-1);
  });

  test('is quiet about a leaver whom somebody follows, and says it of one whose post ends', async () => {
    const here = await aPeopledSchool();
    await give(here.head, here.school.id, 'link_governor', here.governor);
    await give(here.head, here.school.id, 'filtering_lead', here.slt, dateFields('until', '2026-12-10'));
    await give(here.head, here.school.id, 'filtering_lead', here.otherSlt, dateFields('from', '2026-12-11'));
    expect(about((await todayOf(here.head)).lines, 'filtering and monitoring')).toBe(-1);
    await world.owner.query(
      "update people.appointment set during = '[2020-09-01,2026-12-01)' where person_id = $1",
      [here.governor],
    );
    expect(about((await todayOf(here.head)).lines, 'has it no longer in 11 days')).toBeGreaterThan(-1);
    world.clock.set('2026-12-01T09:00:00Z');
    expect(
      about((await todayOf(here.head)).lines, 'Link governor for online safety and safeguarding: nobody'),
    ).toBe(0);
  });

  test('gives the trust’s lead one line for a school where several are missing', async () => {
    const here = await aPeopledSchool();
    await aStaffedSchool(world, { trustId: here.school.trustId, name: 'Sister Primary' });
    const { lines, statements } = await todayOf(here.trustLead);
    expect(about(lines, 'Sister Primary: 2 responsibilities need somebody')).toBeGreaterThan(-1);
    expect(statements).toBeLessThanOrEqual(8);
  });
});
