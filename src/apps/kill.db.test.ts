import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { systemIds } from '#platform/ids';
import { aPupil, aStaffedSchool, type Staffed } from '../../test/factories/people.ts';
import { freePort } from '../../test/support/free-port.ts';
import { asOwner, killAt, signIn, start } from '../../test/support/killing.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import type { World } from '../../test/support/world.ts';

/**
 * The promise of a safeguarding record: what a reporter was told is sent is there, once, whatever was killed and when.
 * The real process and the real server, with everything that makes writes last; only the moments are random.
 */

const ROUNDS = 8;
const SENDERS = 6;

const complete = (schoolId: string, pupil: string) => ({
  school: [schoolId],
  danger: ['no'],
  about: ['child'],
  person: [pupil],
  person_part: ['affected'],
  kinds: ['bullying'],
  place: ['home'],
  indecent_image: ['no'],
  seen: ['Six messages.'],
  happened_when: ['not_known'],
});

async function addDraft(owner: pg.Pool, staff: Staffed, pupil: string): Promise<string> {
  const id = systemIds.uuid();
  await owner.query(
    `insert into concern.draft (id, author_id, school_id, fields, made_at, saved_at) values ($1, $2, $3, $4, now(), now())`,
    [id, staff.teacher, staff.school.id, JSON.stringify(complete(staff.school.id, pupil))],
  );
  return id;
}

/** Sends reports until it is told to stop; writes down each that was acknowledged. */
async function sender(
  port: number,
  cookie: string,
  drafts: string[],
  acknowledged: Map<string, string>,
  on: () => boolean,
): Promise<void> {
  while (on()) {
    const draft = drafts.pop();
    if (draft === undefined) return;
    const answer = await fetch(`http://127.0.0.1:${port}/concerns/report/${draft}/send`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    }).catch(() => undefined);
    const id = /\/concerns\/mine\/([0-9a-f-]{36})/.exec(answer?.headers.get('location') ?? '')?.[1];
    if (id !== undefined) acknowledged.set(draft, id);
  }
}

test('every acknowledged report is there, once, after the web and the database are killed at random moments', async () => {
  const folder = await temporaryFolder('kill');
  const port = await freePort();
  const acknowledged = new Map<string, string>();
  try {
    let running = await start(folder.path, port);
    const { staff, pupil } = await asOwner(running.ownerUrl, async (owner) => {
      const world = { owner } as World; // the factories need the owner alone
      const staff = await aStaffedSchool(world);
      return { staff, pupil: await aPupil(world, { school: staff.school }) };
    });
    for (let round = 0; round < ROUNDS; round += 1) {
      const { cookie, drafts } = await asOwner(running.ownerUrl, async (owner) => ({
        cookie: await signIn(owner, staff.teacher),
        drafts: await Promise.all(Array.from({ length: 60 }, () => addDraft(owner, staff, pupil))),
      }));
      let on = true;
      const senders = Array.from({ length: SENDERS }, () =>
        sender(port, cookie, drafts, acknowledged, () => on),
      );
      const before = acknowledged.size;
      while (acknowledged.size === before && drafts.length > 0) await pause(5); // nothing could be lost before the first
      expect(acknowledged.size).toBeGreaterThan(before);
      await killAt(round, folder.path, running);
      on = false;
      await Promise.all(senders);
      running = await start(folder.path, port);
    }
    const { rows } = await asOwner(running.ownerUrl, (owner) =>
      owner.query<{ draft: string; id: string; whole: boolean }>(`
        select c.submitted_key as draft, c.id,
          exists (select from concern.case_file f where f.concern_id = c.id)
          and (select count(*) from concern.party p where p.concern_id = c.id) = 1
          and (select count(*) from concern.notice n where n.concern_id = c.id) >= 2
          and (select count(*) from audit.event e where e.subject = c.id::text and e.type = 'concern.sent/1') = 1 as whole
        from concern.concern c`),
    );
    const stored = new Map(rows.map((row) => [row.draft, row.id]));
    expect(stored.size).toBe(rows.length);
    expect(rows.filter((row) => !row.whole)).toEqual([]);
    expect([...acknowledged].filter(([draft, id]) => stored.get(draft) !== id)).toEqual([]);
    expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS);
    await running.stop();
  } finally {
    await folder.remove();
  }
}, 240_000);
