import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid } from '#platform/errors';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge, close, reopen } from '../case/act/service.ts';
import { findCase } from '../case/queries.ts';
import { hear, notRefer, refer } from '../referral/service.ts';
import type { KindId } from '../types.ts';
import { emptyAnswer } from './answer.ts';
import { choicesOf } from './progress.ts';
import { findPathways } from './queries.ts';
import { answerStep, notNeeded } from './service.ts';
import { standingOf } from './standing.ts';

/** Random answers, changes and referrals: what is counted beside a pathway is what its definition says, at every moment. */

const world = await testWorld();
const staff = await aStaffedSchool(world);
const today = localDate(world.clock.now());

const kinds = [
  'indecent_image',
  'radicalisation',
  'sexual_harassment',
  'self_harm',
  'reached_material',
] as const;
const deeds = [
  'answer',
  'next',
  'next',
  'refer',
  'not_refer',
  'withdraw',
  'not_needed',
  'close',
  'reopen',
] as const;
const move = fc.record({ deed: fc.constantFrom(...deeds), pick: fc.nat(60), other: fc.nat(20) });
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;

const at = <T>(list: readonly T[], n: number): T => list[n % list.length] ?? expect.fail('nothing to choose');

/** A case that lacks nothing for closing but its pathways. */
async function aCase(kind: KindId): Promise<string> {
  const { id } = await aConcern(world, { school: staff.school, kinds: [kind] });
  await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, { concernId: id, version: 1 }));
  await world.owner.query(
    `update concern.case_file set severity = 'low', intent = 'accidental', categories = '{scam}', child_involved = 'told',
       parents = 'spoken_to', outcome = 'x', outcome_line = 'y' where concern_id = $1`,
    [id],
  );
  return id;
}

const now = (id: string) =>
  world.as(staff.dsl, async (tx) => ({
    file: (await findCase(tx, id)) ?? expect.fail('no case'),
    ...(await findPathways(tx, id)),
  }));
type Now = Awaited<ReturnType<typeof now>>;

type Run = (tx: Tx, me: Me, on: { concernId: string; version: number; row: string }) => Promise<unknown>;

const whom = (n: number) => at(['police', 'social_care', 'prevent'] as const, n);

function answering({ pathways, deeds: done }: Now, { deed, pick, other }: Move): readonly [string, Run] {
  const pathway = at(pathways, 0);
  const { open, next } = standingOf(pathway, done);
  const step = (deed === 'next' ? next : undefined) ?? at(open, pick);
  const choice = step.kind === 'log' ? null : (choicesOf(step)[other % 3]?.id ?? 'nobody');
  const input = {
    ...emptyAnswer,
    step: step.id,
    choice,
    reason: other % 4 === 0 ? null : 'x',
    log: 'none',
  } as const;
  return [pathway.id, (tx, me, on) => answerStep(tx, me, on, input)];
}

function doing(seen: Now, one: Move): readonly [string, Run] {
  const { pick, other, deed } = one;
  const about = { recipient: whom(pick), reason: 'x' } as const;
  switch (deed) {
    case 'refer': {
      const made = {
        madeOn: today,
        madeTime: null,
        how: 'x',
        spokeTo: null,
        reference: null,
        nextCheck: today,
      };
      return ['', (tx, me, on) => refer(tx, me, on, { ...about, ...made })];
    }
    case 'not_refer':
      return ['', (tx, me, on) => notRefer(tx, me, on, about)];
    case 'withdraw': {
      const step = {
        step: 'withdrawn',
        happenedOn: today,
        note: 'x',
        reference: null,
        nextCheck: null,
      } as const;
      return ['referral', (tx, me, on) => hear(tx, me, on, step)];
    }
    case 'not_needed':
      return [
        other === 0 ? at(seen.pathways, 0).id : '',
        (tx, me, on) => (on.row === '' ? Promise.resolve() : notNeeded(tx, me, on, { why: 'x' })),
      ];
    case 'close':
      return ['', close];
    case 'reopen':
      return ['', (tx, me, on) => reopen(tx, me, on, { reason: 'x' })];
    default:
      return answering(seen, one);
  }
}

async function rowOf(id: string, row: string, pick: number): Promise<string> {
  if (row !== 'referral') return row;
  const { rows } = await world.owner.query<{ id: string }>(
    `select id from concern.referral where concern_id = $1 and state = 'made' order by id`,
    [id],
  );
  return rows[pick % Math.max(rows.length, 1)]?.id ?? '';
}

/** What must hold after every move, done or refused. */
function expectCounted({ pathways, deeds: done }: Now): void {
  for (const pathway of pathways.filter(({ notNeededAt }) => notNeededAt === null)) {
    const { missing, today: waits } = standingOf(pathway, done);
    expect(pathway.requiredOpen).toBe(missing.length);
    expect(pathway.dueOn !== null).toBe(waits);
  }
}

test('what is counted is what is missing, and no case closes while a step that must be answered is not', async () => {
  let closed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...kinds),
      fc.array(move, { minLength: 20, maxLength: 45 }),
      async (kind, moves) => {
        const id = await aCase(kind);
        for (const one of moves) {
          const seen = await now(id);
          const [of, run] = doing(seen, one);
          const row = await rowOf(id, of, one.pick);
          if (of === 'referral' && row === '') continue;
          const on = { concernId: id, version: seen.file.version, row };
          const failed = await world
            .as(staff.dsl, (tx, me) => run(tx, me, on))
            .catch((error: unknown) => error);
          if (failed instanceof Error)
            expect(failed instanceof Conflict || failed instanceof Invalid, String(failed)).toBe(true);
          const after = await now(id);
          expectCounted(after);
          if (one.deed !== 'close' || after.file.status !== 'closed' || seen.file.status === 'closed')
            continue;
          closed += 1;
          expect(after.file.waitingPathways).toBe(0);
        }
      },
    ),
    { numRuns: 20 },
  );
  // So that it is not true of cases that never close.
  expect(closed).toBeGreaterThan(0);
}, 120_000);
