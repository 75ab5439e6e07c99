import { load } from 'cheerio';
import { afterAll, describe, expect, test } from 'vitest';
import { factories } from '../../../../../test/factories/index.ts';
import { anAdult } from '../../../../../test/factories/people.ts';
import {
  importRoster,
  personOf,
  placesOf,
  rosterSchools,
  type SmallPupil,
  smallRoster,
} from '../../../../../test/factories/roster.ts';
import { testBrowser, type Visitor } from '../../../../../test/support/browser.ts';
import { testWorld } from '../../../../../test/support/world.ts';
import { verifyAudit } from '../../../audit/index.ts';
import type { Roster } from '../../oneroster/index.ts';
import type { RosterSchool } from '../types.ts';

const world = await testWorld();
const browser = await testBrowser(world);
afterAll(() => browser.app.close());

const pupil = (id: string, familyName: string): SmallPupil => ({
  id,
  upn: null,
  year: 4,
  group: 'Elm',
  familyName,
});
const born = (roster: Roster, ...ids: readonly string[]): Roster => ({
  ...roster,
  demographics: ids.map((id) => ({ userSourcedId: id, birthDate: '2016-05-04' as never, sex: null })),
});

/** One child, whom the second roster brings under a new id while the first one's record has gone. */
async function doubled() {
  world.clock.set('2026-11-10T09:00:00Z');
  const [school] = await rosterSchools(world, 1);
  if (school === undefined) throw new Error('no school');
  await importRoster(
    world,
    school,
    born(smallRoster(school, [pupil('old', 'Twin'), pupil('x', 'Other')]), 'old', 'x'),
  );
  world.clock.set('2026-11-20T09:00:00Z');
  const second = born(smallRoster(school, [pupil('new', 'Twin'), pupil('x', 'Other')]), 'new', 'x');
  await importRoster(world, school, second);
  const office = await browser.signedIn(await anAdult(world, { school, role: 'office' }));
  return {
    school,
    office,
    second,
    old: await personOf(world, school.urn, 'old'),
    fresh: await personOf(world, school.urn, 'new'),
  };
}

const matchOf = async (school: RosterSchool) =>
  (
    await world.owner.query<{ id: string }>('select id from people.proposed_match where school_id = $1', [
      school.id,
    ])
  ).rows[0]?.id ?? '';
const undoOf = async (visitor: Visitor) =>
  load((await visitor.get('/people/matches')).body)('form[action$="/undo"]').attr('action') ?? '';

/** Everything that hangs on people, but for what says that they were joined and when. */
async function hanging(ids: readonly string[]) {
  const { rows } = await world.owner.query(
    `select 'e' as t, person_id, school_id::text as k, during::text from people.enrolment where person_id = any ($1)
     union all select 'm', person_id, class_id::text, during::text from people.class_member where person_id = any ($1)
     union all select 'a', person_id, role, during::text from people.appointment where person_id = any ($1)
     union all select 'i', person_id, source || external_id, null from people.identifier where person_id = any ($1)
     union all select 'g', child_id, adult_id::text, null from people.guardianship where child_id = any ($1)
     union all select 'c', person_id, plan, null from people.child_context where person_id = any ($1)
     order by 1, 2, 3, 4`,
    [ids],
  );
  return rows;
}

describe('a pupil whom the roster brings a second time', () => {
  test('is compared side by side, with UPN, ids, classes and family, and no word of any concern', async () => {
    const { school, office } = await doubled();
    expect(load((await office.get('/people/import')).body)('a[href="/people/matches"]').text()).toContain(
      'Decide about 1',
    );
    const page = load((await office.get(`/people/matches/${await matchOf(school)}`)).body);
    expect(page('main').text()).toContain('new in the roster of Roster school 1');
    expect(page('main').text()).toContain('old in the roster of Roster school 1');
    expect(page('main').text()).toContain('Group Elm, since');
    expect(page('title').text()).not.toContain('Twin');
  });

  test('is one child once somebody says so: both ids lead to the record, and nothing is lost', async () => {
    const { school, office, second, old, fresh } = await doubled();
    await factories['people.guardianship']?.(world, { child_id: fresh });
    await factories['people.child_context']?.(world, { person_id: fresh, plan: 'child_protection' });
    const before = await hanging([old, fresh]);
    const done = await office.post(`/people/matches/${await matchOf(school)}`, { decision: 'same' });
    expect(done.statusCode).toBe(303);
    expect(await personOf(world, school.urn, 'new')).toBe(old);
    expect((await hanging([old, fresh])).length).toBe(before.length);
    for (const kind of ['g', 'c'])
      expect((await hanging([old])).filter(({ t }) => t === kind)).toHaveLength(1);
    expect((await placesOf(world, old)).map(({ during }) => during)).toEqual(['[2026-11-10,)']);
    expect((await office.get(`/people/${fresh}`)).body).toBe((await office.get(`/people/${old}`)).body);
    // The next roster knows them by the new id, and takes the leaver back that the old one was.
    const plan = await importRoster(world, school, second);
    expect(plan.counts).toMatchObject({ pupilsJoining: 0, leaversWithdrawn: 1, matchesProposed: 0 });
    expect(await matchOf(school)).toBe('');
  });

  test('is two children again once it is taken back, as before', async () => {
    const { school, office, old, fresh } = await doubled();
    await factories['people.guardianship']?.(world, { child_id: fresh });
    const before = await hanging([old, fresh]);
    await office.post(`/people/matches/${await matchOf(school)}`, { decision: 'same' });
    expect((await office.post(await undoOf(office))).statusCode).toBe(303);
    expect(await hanging([old, fresh])).toEqual(before);
    expect(await matchOf(school)).not.toBe('');
    expect((await office.get(`/people/${fresh}`)).body).not.toBe((await office.get(`/people/${old}`)).body);
  });

  test('is two children where somebody says so, and nobody is asked again', async () => {
    const { school, office, second, fresh } = await doubled();
    await office.post(`/people/matches/${await matchOf(school)}`, { decision: 'different' });
    expect(await matchOf(school)).toBe('');
    await importRoster(world, school, second);
    expect(await matchOf(school)).toBe('');
    expect(await personOf(world, school.urn, 'new')).toBe(fresh);
  });

  test('may stand twice in one file after that: the first counts', async () => {
    const { school, office } = await doubled();
    await office.post(`/people/matches/${await matchOf(school)}`, { decision: 'same' });
    const both = smallRoster(school, [pupil('old', 'Twin'), pupil('new', 'Twin'), pupil('x', 'Other')]);
    const plan = await importRoster(world, school, both);
    expect(plan.faults.map(({ code, severity }) => [code, severity])).toEqual([['joined-twice', 'warning']]);
    expect(plan.counts).toMatchObject({ pupilsJoining: 0, leaversProposed: 0 });
  });

  test('leaves a whole record behind', async () => {
    const { school, office } = await doubled();
    await office.post(`/people/matches/${await matchOf(school)}`, { decision: 'same' });
    await office.post(await undoOf(office));
    const { rows } = await world.owner.query(
      `select type from audit.event where chain_id = $1 and type like 'people.%' order by seq`,
      [school.id],
    );
    expect(rows.map(({ type }) => type)).toEqual(['people.joined/1', 'people.taken_apart/1']);
    expect((await verifyAudit(world.database, [])).faults).toEqual([]);
  });
});

describe('who may decide', () => {
  test('nobody but who keeps the roster', async () => {
    const { school } = await doubled();
    const id = await matchOf(school);
    for (const facts of [{ school, role: 'teacher' }, { role: 'office' }] as const) {
      const visitor = await browser.signedIn(await anAdult(world, facts));
      expect((await visitor.get(`/people/matches/${id}`)).statusCode).toBe(404);
      expect((await visitor.post(`/people/matches/${id}`, { decision: 'same' })).statusCode).toBe(404);
    }
  });

  test('of a child of a sister school only who keeps both rosters, and nobody else sees the other', async () => {
    world.clock.set('2026-11-10T09:00:00Z');
    const [here, there] = await rosterSchools(world, 2);
    if (here === undefined || there === undefined) throw new Error('no schools');
    await importRoster(world, there, born(smallRoster(there, [pupil('far', 'Twin')]), 'far'));
    await importRoster(world, here, born(smallRoster(here, [pupil('near', 'Twin')]), 'near'));
    const id = await matchOf(here);
    const office = await browser.signedIn(await anAdult(world, { school: here, role: 'office' }));
    const page = await office.get(`/people/matches/${id}`);
    expect(page.body).toContain('Somebody else decides this');
    expect(page.body).not.toContain('Twin');
    expect((await office.post(`/people/matches/${id}`, { decision: 'same' })).statusCode).toBe(409);
    expect((await office.post(`/people/matches/${id}`, { decision: 'different' })).statusCode).toBe(404);
    const trustIt = await browser.signedIn(await anAdult(world, { trustId: here.trustId, role: 'trust_it' }));
    expect((await trustIt.post(`/people/matches/${id}`, { decision: 'same' })).statusCode).toBe(303);
    const far = await personOf(world, there.urn, 'far');
    expect(await personOf(world, here.urn, 'near')).toBe(far);
    expect((await placesOf(world, far)).map((place) => place.school).sort()).toEqual(
      [here.id, there.id].sort(),
    );
  });
});

describe('an adult', () => {
  async function twoAdults() {
    const [school] = await rosterSchools(world, 1);
    if (school === undefined) throw new Error('no school');
    const old = await anAdult(world, { school, role: 'teacher' });
    const fresh = await anAdult(world, { school, role: 'teacher' });
    const match = await factories['people.proposed_match']?.(world, {
      school_id: school.id,
      person_id: fresh,
      candidate_id: old,
    });
    const office = await browser.signedIn(await anAdult(world, { school, role: 'office' }));
    return { school, old, fresh, office, path: `/people/matches/${match?.id}` };
  }

  test('who is shut out of a concern under one id is shut out under the other', async () => {
    const { school, old, fresh, office, path } = await twoAdults();
    const { rows } = await world.owner.query<{ id: string }>(
      `select id from concern.caseload where school_id = $1 and stream = 'adult'`,
      [school.id],
    );
    const concern = await factories['concern.concern']?.(world, {
      school_id: school.id,
      caseload_id: rows[0]?.id,
    });
    await factories['concern.exclusion']?.(world, {
      concern_id: concern?.id,
      caseload_id: rows[0]?.id,
      person_id: fresh,
      state: 'confirmed',
    });
    // Who joins them is told nothing of it: the page is the same as for any two.
    expect(load((await office.get(path)).body)('main').text()).not.toMatch(/concern .*shut|exclu/i);
    expect((await office.post(path, { decision: 'same' })).statusCode).toBe(303);
    const excluded = await world.owner.query<{ person_id: string; state: string }>(
      'select person_id, state from concern.exclusion where concern_id = $1 order by state',
      [concern?.id],
    );
    expect(excluded.rows).toEqual([
      { person_id: fresh, state: 'confirmed' },
      { person_id: old, state: 'provisional' },
    ]);
  });

  test('who reads concerns is joined to nobody', async () => {
    const { school, old, office, path } = await twoAdults();
    await factories['people.appointment']?.(world, {
      person_id: old,
      trust_id: school.trustId,
      school_id: school.id,
      role: 'dsl',
    });
    expect((await office.get(path)).body).toContain('One of the two reads concerns here');
    expect((await office.post(path, { decision: 'same' })).statusCode).toBe(409);
  });

  test('of a sister school is joined by the trust alone, since their sign-in goes with them', async () => {
    const { school, old, office, path } = await twoAdults();
    const sister = await factories['people.school']?.(world, { trust_id: school.trustId });
    await factories['people.appointment']?.(world, {
      person_id: old,
      trust_id: school.trustId,
      school_id: sister?.id,
      role: 'teacher',
    });
    expect((await office.get(path)).body).toContain('Somebody else decides this');
    expect((await office.post(path, { decision: 'same' })).statusCode).toBe(409);
    const trustIt = await browser.signedIn(
      await anAdult(world, { trustId: school.trustId, role: 'trust_it' }),
    );
    expect((await trustIt.post(path, { decision: 'same' })).statusCode).toBe(303);
  });

  test('keeps one post where both held it, and the other is ended and kept', async () => {
    const { old, fresh, office, path } = await twoAdults();
    const before = await hanging([old, fresh]);
    await office.post(path, { decision: 'same' });
    const posts = (await hanging([old, fresh])).filter(({ t }) => t === 'a');
    expect(posts.map(({ person_id, during }) => [person_id === old, /,\)$/.test(during)]).sort()).toEqual([
      [false, false],
      [true, true],
    ]);
    await office.post(await undoOf(office));
    expect(await hanging([old, fresh])).toEqual(before);
  });
});
