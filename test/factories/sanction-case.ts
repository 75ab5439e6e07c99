import { restrictionsOf } from '#domains/access';
import { Temporal } from '#platform/clock';
import { acknowledge } from '../../src/domains/concerns/case/act/service.ts';
import { readCase } from '../../src/domains/concerns/case/page/service.ts';
import { findCase } from '../../src/domains/concerns/case/queries.ts';
import { recordFinding } from '../../src/domains/concerns/finding/service.ts';
import * as sanctions from '../../src/domains/concerns/sanction/service.ts';
import type { Finding, Intent, Part } from '../../src/domains/concerns/types.ts';
import type { World } from '../support/world.ts';
import { aConcern } from './concerns.ts';
import { aPupil, type Staffed } from './people.ts';

export const day = (text: string) => Temporal.PlainDate.from(text);

/** Cases of one school with one child each, up to a sanction, as its lead works them. */
export function sanctionCases(world: World, staff: Staffed) {
  /** An acknowledged case with one child in a part, and ways to act on it in whatever version it has. */
  async function aCase(part: Part = 'alleged') {
    const child = await aPupil(world, { school: staff.school });
    const concern = await aConcern(world, {
      school: staff.school,
      reporter: staff.teacher,
      parties: [{ personId: child, part }],
    });
    await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, { concernId: concern.id, version: 1 }));
    const { rows } = await world.owner.query('select id from concern.party where concern_id = $1', [
      concern.id,
    ]);
    const party: string = rows[0].id;
    const version = async () => (await world.as(staff.dsl, (tx) => findCase(tx, concern.id)))?.version ?? 0;
    const on = async (row: string) => ({ concernId: concern.id, row, version: await version() });
    const view = (who = staff.dsl) => world.as(who, (tx, me) => readCase(tx, me, concern.id));
    return { child, concern, party, on, view };
  }
  async function find(
    c: Awaited<ReturnType<typeof aCase>>,
    finding: Finding,
    intent: Intent = 'deliberate',
    selfReported = false,
  ) {
    const on = await c.on(c.party);
    const input = { finding, intent, selfReported: selfReported ? 'yes' : 'no', reason: 'Seen' } as const;
    await world.as(staff.dsl, (tx, me) => recordFinding(tx, me, on, input));
  }

  async function stepOf(called: string): Promise<string> {
    const { rows } = await world.owner.query(
      'select id from concern.sanction_step where school_id = $1 and called = $2',
      [staff.school.id, called],
    );
    return rows[0].id;
  }

  async function propose(
    c: Awaited<ReturnType<typeof aCase>>,
    called: string,
    facts: Partial<Parameters<typeof sanctions.propose>[3]> = {},
    who = staff.dsl,
  ) {
    const [on, step] = [await c.on(c.party), await stepOf(called)];
    const terms = { starts: day('2026-11-20'), ends: day('2026-11-27'), appealBy: day('2026-12-04') };
    const input = { step, thing: null, reason: 'Third time', when: 'now', ...terms, ...facts } as const;
    return world.as(who, (tx, me) => sanctions.propose(tx, me, on, input));
  }

  const sanctionsOf = async (c: Awaited<ReturnType<typeof aCase>>) => (await c.view()).following.sanctions;
  const inForce = (c: Awaited<ReturnType<typeof aCase>>, at = world.clock.now()) =>
    world.as(staff.teacher, (tx) => restrictionsOf(tx, c.child, at));

  return { aCase, find, stepOf, propose, sanctionsOf, inForce };
}
export type SanctionCase = Awaited<ReturnType<ReturnType<typeof sanctionCases>['aCase']>>;
