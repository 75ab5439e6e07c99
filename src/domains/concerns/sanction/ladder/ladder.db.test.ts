import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { sanctionCases } from '#test/factories/sanction-case.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { findLadder } from '../queries.ts';

const world = await testWorld();
const browser = await testBrowser(world);

const at = (staff: Staffed) => `/settings/sanctions/${staff.school.id}`;
const steps = (staff: Staffed, forAdults = false) =>
  world.as(staff.dsl, (tx) => findLadder(tx, staff.school.id, forAdults));
const names = async (staff: Staffed) => (await steps(staff)).map(({ called }) => called);
const idOf = async (staff: Staffed, called: string) =>
  (await steps(staff)).find((step) => step.called === called)?.id ?? '';
const events = async (staff: Staffed) =>
  (
    await world.owner.query('select type from audit.event where chain_id = $1 order by seq', [
      staff.school.id,
    ])
  ).rows.map(({ type }) => type);

const phone = { called: 'Phone kept in the office', decider: 'handler', withdraws: 'device' };

describe('the Head', () => {
  test('adds a step, moves it to its place, rewords and retires it; each is an event', async () => {
    const staff = await aStaffedSchool(world);
    const head = await browser.signedIn(staff.head);
    await head.post(`${at(staff)}/new/children`, phone);
    expect((await names(staff)).at(-1)).toBe('Phone kept in the office');
    const before = await idOf(staff, phone.called);
    await head.post(`${at(staff)}/${before}/move`, { to: 'up' });
    await head.post(`${at(staff)}/${before}/move`, { to: 'up' });
    await head.post(`${at(staff)}/${before}/reword`, { ...phone, called: 'Phone handed in each day' });
    expect((await names(staff)).slice(-3)).toEqual([
      'Phone handed in each day',
      'Suspension',
      'Permanent exclusion',
    ]);
    const now = await idOf(staff, 'Phone handed in each day');
    expect(now).not.toBe(before);
    await head.post(`${at(staff)}/${now}/retire`);
    expect((await names(staff)).at(-1)).toBe('Permanent exclusion');
    const page = load((await head.get(at(staff))).body);
    expect(page('.govuk-details').text()).toContain('Phone handed in each day, until');
    expect((await events(staff)).filter((type) => type.startsWith('sanction-step'))).toEqual([
      'sanction-step.added/1',
      'sanction-step.moved/1',
      'sanction-step.moved/1',
      'sanction-step.reworded/1',
      'sanction-step.retired/1',
    ]);
  });

  test('at either end a step stays where it is', async () => {
    const staff = await aStaffedSchool(world);
    const head = await browser.signedIn(staff.head);
    const before = await names(staff);
    await head.post(`${at(staff)}/${await idOf(staff, before[0] ?? '')}/move`, { to: 'up' });
    await head.post(`${at(staff)}/${await idOf(staff, before.at(-1) ?? '')}/move`, { to: 'down' });
    expect(await names(staff)).toEqual(before);
  });

  test('decides every step of the adults’ ladder; one that judges nobody says so', async () => {
    const staff = await aStaffedSchool(world);
    const head = await browser.signedIn(staff.head);
    await head.post(`${at(staff)}/new/adults`, { called: 'Works from home', withdraws: '', neutral: 'yes' });
    expect((await steps(staff, true)).at(-1)).toMatchObject({
      called: 'Works from home',
      decider: 'head',
      neutral: true,
    });
  });

  test.each([
    ['no name', { called: '' }, 'Say what the step is called'],
    ['a name that is there', { called: 'warning' }, 'There is a step of that name'],
    ['nobody who decides', { decider: '' }, 'Choose who decides it'],
  ])('%s: refused, kept as typed', async (_case, change, message) => {
    const staff = await aStaffedSchool(world);
    const head = await browser.signedIn(staff.head);
    const reply = await head.post(`${at(staff)}/new/children`, { ...phone, ...change });
    expect(reply.statusCode).toBe(422);
    expect(load(reply.body)('.govuk-error-summary').text()).toContain(message);
    expect(load(reply.body)('#withdraws option[selected]').attr('value')).toBe('device');
  });
});

test('a sanction keeps the step that it was decided by, in its words, and goes its way', async () => {
  const staff = await aStaffedSchool(world);
  const { aCase, find, propose, sanctionsOf } = sanctionCases(world, staff);
  const c = await aCase();
  await find(c, 'substantiated');
  await propose(c, 'Suspension', { when: 'later' });
  const head = await browser.signedIn(staff.head);
  const id = await idOf(staff, 'Suspension');
  await head.post(`${at(staff)}/${id}/reword`, { called: 'Sent home', decider: 'handler', withdraws: '' });
  expect(await sanctionsOf(c)).toMatchObject([{ called: 'Suspension', decider: 'head', state: 'proposed' }]);
  await expect(propose(c, 'Suspension')).rejects.toMatchObject({ fields: [{ field: 'step' }] });
});

describe('nobody but the Head', () => {
  test('the lead reads it and finds no button; what they send is not found', async () => {
    const staff = await aStaffedSchool(world);
    const lead = await browser.signedIn(staff.dsl);
    const page = load((await lead.get(at(staff))).body);
    expect(page('main').text()).toContain('The Head changes these steps');
    expect(page('main button, main .gh-link-row')).toHaveLength(0);
    const id = await idOf(staff, 'Suspension');
    const reword = { called: 'Suspension', decider: 'handler', withdraws: '' };
    for (const [path, body] of [
      ['new/children', phone],
      [`${id}/reword`, reword],
      [`${id}/retire`, {}],
      [`${id}/move`, { to: 'up' }],
    ] as const)
      expect((await lead.post(`${at(staff)}/${path}`, body)).statusCode).toBe(404);
  });

  test('the database agrees, so that nobody makes a step their own to decide', async () => {
    const staff = await aStaffedSchool(world);
    const id = await idOf(staff, 'Suspension');
    for (const who of [staff.dsl, staff.trustLead, staff.teacher]) {
      const insert = world.as(who, (tx) =>
        tx.client.query(
          `insert into concern.sanction_step (id, school_id, for_adults, place, called, decider, neutral)
           values (gen_random_uuid(), $1, false, 1, 'Exclusion', 'handler', false)`,
          [staff.school.id],
        ),
      );
      await expect(insert).rejects.toThrow('row-level security');
      const { rowCount } = await world.as(who, (tx) =>
        tx.client.query('update concern.sanction_step set retired_at = app.at() where id = $1', [id]),
      );
      expect(rowCount).toBe(0);
    }
  });

  test('for a teacher there is nothing', async () => {
    const staff = await aStaffedSchool(world);
    expect((await (await browser.signedIn(staff.teacher)).get(at(staff))).statusCode).toBe(404);
  });
});
