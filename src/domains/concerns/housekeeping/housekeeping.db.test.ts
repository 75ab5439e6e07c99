import { beforeEach, describe, expect, test } from 'vitest';
import { systemIds } from '#platform/ids';
import { type ASchool, anAdult, aSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { keepHouse } from './service.ts';

const world = await testWorld();
const TYPED = '2026-11-02T10:00:00Z';

beforeEach(async () => {
  await world.owner.query('delete from concern.draft');
  world.clock.set(TYPED);
});

async function aDraft(sent: string | null = null): Promise<{ id: string; author: string; school: ASchool }> {
  const school = await aSchool(world);
  const author = await anAdult(world, { school });
  const id = systemIds.uuid();
  await world.owner.query(
    `insert into concern.draft (id, author_id, school_id, made_at, saved_at, sent_concern_id) values ($1, $2, $3, $4, $4, $5)`,
    [id, author, school.id, world.clock.now().toString(), sent],
  );
  return { id, author, school };
}

const drafts = async () => (await world.owner.query('select id from concern.draft')).rows.map(({ id }) => id);
const mails = async (author: string) =>
  (await world.owner.query('select template, link from mail.outbox where to_person_id = $1', [author])).rows;
const runAt = async (at: string) => {
  world.clock.set(at);
  return keepHouse(world.database);
};

describe('a draft', () => {
  test('its author is told once, the day before; it goes after a week', async () => {
    const { id, author } = await aDraft();
    expect(await runAt('2026-11-08T09:59:00Z')).toMatchObject({ prompted: 0, drafts: 0 });
    expect(await runAt('2026-11-08T10:20:00Z')).toMatchObject({ prompted: 1, drafts: 0 });
    expect(await runAt('2026-11-08T11:20:00Z')).toMatchObject({ prompted: 0, drafts: 0 });
    expect(await mails(author)).toEqual([{ template: 'reminder', link: '/concerns/report' }]);
    expect(await drafts()).toEqual([id]);
    expect(await runAt('2026-11-09T10:20:00Z')).toMatchObject({ drafts: 1 });
    expect(await drafts()).toEqual([]);
  });

  test('is not thrown away untold: where nothing ran for a fortnight, its author is told first', async () => {
    await aDraft();
    expect(await runAt('2026-11-16T10:00:00Z')).toMatchObject({ prompted: 1, drafts: 0 });
    expect(await runAt('2026-11-17T10:00:00Z')).toMatchObject({ prompted: 0, drafts: 1 });
  });

  test('that is typed in again lives on, and its author is told again', async () => {
    const { id } = await aDraft();
    await runAt('2026-11-08T10:20:00Z');
    await world.owner.query(`update concern.draft set saved_at = '2026-11-08T12:00:00Z' where id = $1`, [id]);
    expect(await runAt('2026-11-09T10:20:00Z')).toMatchObject({ prompted: 0, drafts: 0 });
    expect(await runAt('2026-11-14T12:20:00Z')).toMatchObject({ prompted: 1, drafts: 0 });
  });

  test('that was sent goes after a week without a word', async () => {
    const { author } = await aDraft(systemIds.uuid());
    expect(await runAt('2026-11-09T10:20:00Z')).toMatchObject({ prompted: 0, drafts: 1 });
    expect(await mails(author)).toEqual([]);
  });
});

test('a search goes after a day', async () => {
  const person = await anAdult(world);
  await world.owner.query(
    `insert into concern.search (id, person_id, words, made_at) values ($1, $2, 'words', $3)`,
    [systemIds.uuid(), person, TYPED],
  );
  expect(await runAt('2026-11-03T09:59:00Z')).toMatchObject({ searches: 0 });
  expect(await runAt('2026-11-03T10:01:00Z')).toMatchObject({ searches: 1 });
});
