import { expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import { Conflict, Invalid } from '#platform/errors';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { findCase, findEntries } from '../queries.ts';
import { type ActOn, StaleCase } from './perform.ts';
import * as service from './service.ts';

const world = await testWorld();

const day = (text: string) => Temporal.PlainDate.from(text);

async function scene(facts: Parameters<typeof aStaffedSchool>[1] = {}) {
  const staff = await aStaffedSchool(world, facts);
  const concern = await aConcern(world, { school: staff.school, reporter: staff.teacher });
  const on = (version: number): ActOn => ({ concernId: concern.id, version });
  return { staff, concern, on };
}

async function entriesOf(concernId: string) {
  const { rows } = await world.owner.query<{
    kind: string;
    body: string | null;
    details: { changes?: unknown };
  }>('select kind, body, details from concern.entry where concern_id = $1 order by at, id', [concernId]);
  return rows;
}

async function eventsOf(concernId: string) {
  const { rows } = await world.owner.query<{ type: string; body: string }>(
    'select type, body from audit.event where subject = $1 order by seq',
    [concernId],
  );
  return rows;
}

test('a case goes from report to closed, with one entry and one event an act', async () => {
  const { staff, concern, on } = await scene();
  const as = <T>(act: Parameters<typeof world.as<T>>[1]) => world.as(staff.dsl, act);
  await as((tx, me) => service.acknowledge(tx, me, on(1)));
  await as((tx, me) => service.categorise(tx, me, on(2), { categories: ['scam'], fourCs: ['conduct'] }));
  await as((tx, me) => service.setIntent(tx, me, on(3), { intent: 'careless', note: null }));
  await as((tx, me) => service.setSeverity(tx, me, on(4), { severity: 'medium', note: 'Six messages' }));
  await as((tx, me) =>
    service.recordChild(tx, me, on(5), { childInvolved: 'involved', note: 'Chose who is told' }),
  );
  await as((tx, me) =>
    service.answerParents(tx, me, on(6), { parents: 'not_safe', note: 'The father sent them' }),
  );
  await as((tx, me) =>
    service.writeOutcome(tx, me, on(7), { outcome: 'Both spoken with.', outcomeLine: 'It is dealt with.' }),
  );
  await as((tx, me) => service.close(tx, me, on(8)));

  const file = await as((tx) => findCase(tx, concern.id));
  expect(file).toMatchObject({
    status: 'closed',
    version: 9,
    assignedTo: staff.dsl,
    acknowledgedBy: staff.dsl,
    intent: 'careless',
  });
  const kinds = ['acknowledge', 'categorise', 'intent', 'severity', 'child', 'parents', 'outcome', 'close'];
  expect((await entriesOf(concern.id)).map(({ kind }) => kind)).toEqual(kinds);
  expect((await eventsOf(concern.id)).map(({ type }) => type)).toEqual(
    kinds.map((kind) => `concern.${kind}/1`),
  );
});

test('the event names fields, never values, and carries the salted hash of the entry', async () => {
  const { staff, concern, on } = await scene();
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, on(1)));
  await world.as(staff.dsl, (tx, me) =>
    service.setSeverity(tx, me, on(2), { severity: 'high', note: 'Bruised and afraid' }),
  );
  const event = (await eventsOf(concern.id)).at(-1);
  expect(event?.body).not.toMatch(/Bruised|"high"/);
  const body = JSON.parse(event?.body ?? '{}') as {
    data: { fields: string[] };
    content: { id: string; hash: string }[];
  };
  expect(body.data.fields).toEqual(['severity']);
  const [content] = body.content;
  const { rows } = await world.owner.query<{ hash: string }>(
    `select encode(audit.content_hash('concern.entry', $1), 'hex') as hash`,
    [content?.id],
  );
  expect(rows[0]?.hash).toBe(content?.hash);
});

test('the reporter is told when it is acknowledged, by a row and a mail that says nothing', async () => {
  const { staff, concern, on } = await scene();
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, on(1)));
  await world.as(staff.dsl, (tx, me) =>
    service.messageReporter(tx, me, on(2), { body: 'Which lesson was it?' }),
  );
  const updates = await world.owner.query(
    'select kind, body from concern.reporter_update where concern_id = $1 order by at, id',
    [concern.id],
  );
  expect(updates.rows).toEqual([
    { kind: 'acknowledged', body: null },
    { kind: 'message', body: 'Which lesson was it?' },
  ]);
  const mails = await world.owner.query('select template, link from mail.outbox where to_person_id = $1', [
    staff.teacher,
  ]);
  expect(mails.rows).toEqual(Array(2).fill({ template: 'update', link: `/concerns/mine/${concern.id}` }));
});

test('whoever handles their own report is sent no mail about it', async () => {
  const staff = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: staff.school, reporter: staff.dsl });
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, { concernId: concern.id, version: 1 }));
  const mails = await world.owner.query('select 1 from mail.outbox where to_person_id = $1', [staff.dsl]);
  expect(mails.rowCount).toBe(0);
});

test('closing says everything that is missing, and writes nothing', async () => {
  const { staff, concern, on } = await scene({ recordOfTruth: 'myconcern' });
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, on(1)));
  const refused = await world
    .as(staff.dsl, (tx, me) => service.close(tx, me, on(2)))
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Invalid);
  expect((refused as Invalid).fields).toHaveLength(8);
  expect((refused as Invalid).fields.at(-1)?.message).toBe('Enter the MyConcern reference');
  expect((await world.as(staff.dsl, (tx) => findCase(tx, concern.id)))?.status).toBe('open');
  expect(await entriesOf(concern.id)).toHaveLength(1);
});

test('an open action keeps a case from closing until it is done or ended with a reason', async () => {
  const { staff, concern, on } = await scene();
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, on(1)));
  const input = {
    what: 'Speak to the class',
    owner: staff.deputy,
    due: day('2026-11-23'),
    childInvolved: 'not_yet',
    childNote: null,
  } as const;
  await world.as(staff.dsl, (tx, me) => service.addAction(tx, me, on(2), input));
  expect((await world.as(staff.dsl, (tx) => findCase(tx, concern.id)))?.openActions).toBe(1);
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from concern.action where concern_id = $1',
    [concern.id],
  );
  const action = rows[0]?.id ?? '';
  await world.as(staff.deputy, (tx, me) =>
    service.dropAction(tx, me, on(3), { action, note: 'The class has left' }),
  );
  expect((await world.as(staff.dsl, (tx) => findCase(tx, concern.id)))?.openActions).toBe(0);
  const again = world.as(staff.deputy, (tx, me) =>
    service.dropAction(tx, me, on(4), { action, note: 'Twice' }),
  );
  await expect(again).rejects.toBeInstanceOf(Invalid);
});

test('an action done with the child told answers for the case as well', async () => {
  const { staff, concern, on } = await scene();
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, on(1)));
  const input = {
    what: 'Speak to her',
    owner: staff.dsl,
    due: day('2026-11-20'),
    childInvolved: 'not_yet',
    childNote: null,
  } as const;
  await world.as(staff.dsl, (tx, me) => service.addAction(tx, me, on(2), input));
  expect((await world.as(staff.dsl, (tx) => findCase(tx, concern.id)))?.childInvolved).toBeNull();
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from concern.action where concern_id = $1',
    [concern.id],
  );
  const done = {
    action: rows[0]?.id ?? '',
    note: 'Spoken with',
    childInvolved: 'told',
    childNote: 'At noon',
  } as const;
  await world.as(staff.dsl, (tx, me) => service.finishAction(tx, me, on(3), done));
  expect((await world.as(staff.dsl, (tx) => findCase(tx, concern.id)))?.childInvolved).toBe('told');
});

test('an action cannot be due in the past, nor belong to somebody who cannot see the case', async () => {
  const { staff, on } = await scene();
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, on(1)));
  const input = {
    what: 'x',
    owner: staff.dsl,
    due: day('2026-11-19'),
    childInvolved: 'not_yet',
    childNote: null,
  } as const;
  await expect(
    world.as(staff.dsl, (tx, me) => service.addAction(tx, me, on(2), input)),
  ).rejects.toBeInstanceOf(Invalid);
  const other = { ...input, due: day('2026-11-21'), owner: staff.otherTeacher };
  await expect(
    world.as(staff.dsl, (tx, me) => service.addAction(tx, me, on(2), other)),
  ).rejects.toBeInstanceOf(Invalid);
});

test('of two editors the second is refused, and its history says what the first did', async () => {
  const { staff, concern, on } = await scene();
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, on(1)));
  await world.as(staff.dsl, (tx, me) => service.setSeverity(tx, me, on(2), { severity: 'low', note: null }));
  const second = world.as(staff.deputy, (tx, me) =>
    service.setSeverity(tx, me, on(2), { severity: 'high', note: null }),
  );
  await expect(second).rejects.toBeInstanceOf(StaleCase);
  const [last] = await world.as(staff.deputy, (tx) => findEntries(tx, concern.id));
  expect(last?.details.changes).toEqual([{ field: 'severity', from: null, to: 'low' }]);
  await world.as(staff.deputy, (tx, me) =>
    service.setSeverity(tx, me, on(3), { severity: 'high', note: null }),
  );
  const [now] = await world.as(staff.deputy, (tx) => findEntries(tx, concern.id));
  expect(now?.details.changes).toEqual([{ field: 'severity', from: 'low', to: 'high' }]);
});

test('two who press at the very same time: one is taken, one is refused, nothing is mixed', async () => {
  const { staff, concern, on } = await scene();
  const results = await Promise.allSettled(
    [staff.dsl, staff.deputy, staff.head].map((id) =>
      world.as(id, (tx, me) => service.acknowledge(tx, me, on(1))),
    ),
  );
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(StaleCase);
  expect(await entriesOf(concern.id)).toHaveLength(1);
});

test('a closed case takes nothing but being reopened, and the reason stays with the handlers', async () => {
  const { staff, concern, on } = await scene();
  await world.owner.query(
    `update concern.case_file set status = 'closed', acknowledged_at = changed_at where concern_id = $1`,
    [concern.id],
  );
  await expect(
    world.as(staff.dsl, (tx, me) => service.addNote(tx, me, on(1), { body: 'Late' })),
  ).rejects.toBeInstanceOf(Conflict);
  await world.as(staff.dsl, (tx, me) => service.reopen(tx, me, on(1), { reason: 'It began again at home' }));
  const { rows } = await world.owner.query(
    'select kind, body from concern.reporter_update where concern_id = $1',
    [concern.id],
  );
  expect(rows).toEqual([{ kind: 'reopened', body: null }]);
  expect((await world.as(staff.dsl, (tx) => findCase(tx, concern.id)))?.status).toBe('reopened');
});

test('monitoring makes an action of whoever watches, for the day of the review', async () => {
  const { staff, concern, on } = await scene();
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, on(1)));
  await world.as(staff.dsl, (tx, me) =>
    service.monitor(tx, me, on(2), { watchFor: 'New accounts', review: day('2026-12-04') }),
  );
  const { rows } = await world.owner.query(
    'select owner_id, due_on::text from concern.action where concern_id = $1',
    [concern.id],
  );
  expect(rows).toEqual([{ owner_id: staff.dsl, due_on: '2026-12-04' }]);
});

test('concerns of one caseload are linked from either side; a reference that I may not open is not known', async () => {
  const { staff, concern, on } = await scene();
  const second = await aConcern(world, { school: staff.school });
  const adult = await aConcern(world, { school: staff.school, stream: 'adult' });
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, on(1)));
  for (const reference of [adult.reference, 'ZZ-00000', concern.reference]) {
    const refused = world.as(staff.dsl, (tx, me) => service.linkConcern(tx, me, on(2), { reference }));
    await expect(refused).rejects.toBeInstanceOf(Invalid);
  }
  await world.as(staff.dsl, (tx, me) =>
    service.linkConcern(tx, me, on(2), { reference: second.reference.toLowerCase() }),
  );
  const { rows } = await world.owner.query('select target from concern.link where concern_id = $1', [
    concern.id,
  ]);
  expect(rows).toEqual([{ target: second.id }]);
});

test('assigning tells the new owner; only a reader can be one', async () => {
  const { staff, concern, on } = await scene();
  const refused = world.as(staff.dsl, (tx, me) => service.assign(tx, me, on(1), { assignee: staff.teacher }));
  await expect(refused).rejects.toBeInstanceOf(Invalid);
  await world.as(staff.dsl, (tx, me) => service.assign(tx, me, on(1), { assignee: staff.deputy }));
  const notices = await world.owner.query(
    'select person_id, kind from concern.notice where concern_id = $1',
    [concern.id],
  );
  expect(notices.rows).toEqual([{ person_id: staff.deputy, kind: 'assigned' }]);
});

test('a link that is not there is not taken away: nothing is written', async () => {
  const { staff, concern, on } = await scene();
  const second = await aConcern(world, { school: staff.school });
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, on(1)));
  const refused = world.as(staff.dsl, (tx, me) =>
    service.unlinkConcern(tx, me, on(2), { concern: second.id }),
  );
  await expect(refused).rejects.toBeInstanceOf(Invalid);
  expect((await entriesOf(concern.id)).map(({ kind }) => kind)).toEqual(['acknowledge']);
});

test('what changes nothing is refused: no entry, no new version', async () => {
  const { staff, concern, on } = await scene();
  const as = <T>(act: Parameters<typeof world.as<T>>[1]) => world.as(staff.dsl, act);
  await as((tx, me) => service.acknowledge(tx, me, on(1)));
  await as((tx, me) => service.setSeverity(tx, me, on(2), { severity: 'low', note: null }));
  await as((tx, me) => service.linkPolicies(tx, me, on(3), { policies: ['behaviour'] }));
  const before = await entriesOf(concern.id);
  const again = [
    () => as((tx, me) => service.setSeverity(tx, me, on(4), { severity: 'low', note: null })),
    () => as((tx, me) => service.linkPolicies(tx, me, on(4), { policies: ['behaviour'] })),
    () => as((tx, me) => service.assign(tx, me, on(4), { assignee: staff.dsl })),
  ];
  for (const act of again)
    await expect(act()).rejects.toMatchObject({ fields: [{ message: 'Nothing was changed.' }] });
  expect(await entriesOf(concern.id)).toEqual(before);
  expect((await as((tx) => findCase(tx, concern.id)))?.version).toBe(4);
  await as((tx, me) =>
    service.setSeverity(tx, me, on(4), { severity: 'low', note: 'Still low after a week' }),
  );
});
