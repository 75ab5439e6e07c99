import { describe, expect, test } from 'vitest';
import { roleIn } from '../../src/domains/concerns/policy.ts';
import type { RoleKind } from '../../src/domains/concerns/rule.ts';
import { caseActs, transition } from '../../src/domains/concerns/transitions.ts';
import { type Status, type Stream, statuses, streams } from '../../src/domains/concerns/types.ts';
import { factories } from '../factories/index.ts';
import { testBrowser } from '../support/browser.ts';
import { testWorld } from '../support/world.ts';
import { type ActorName, actors } from './actors.ts';
import { layScene } from './lay-scene.ts';
import { stories } from './scene-concerns.ts';

/**
 * Two tellings of one rule: policy.ts and transitions.ts for buttons and messages, the database's policies for rows.
 * Each person × concern × act, over the routes: allowed in TypeScript is let through, and no concern of mine is 404.
 */

const world = await testWorld();
const scene = await layScene(world);
const browser = await testBrowser(world);

interface Subject {
  readonly id: string;
  readonly schoolId: string;
  readonly reporterId: string;
  readonly excludedIds: readonly string[];
  readonly stream: Stream;
  readonly status: Status;
}

const who = (name: string) => scene.id('people.person', name);

/** The concerns of the scene: whoever is excluded, whoever is of another school, whoever reported it. */
function subjectsOfScene(): [string, Subject][] {
  return Object.entries(stories).map(([name, story]) => [
    name,
    {
      id: scene.id('concern.concern', name),
      schoolId: scene.id('people.school', story.school),
      reporterId: who(story.reporter),
      excludedIds: story.out === undefined || story.state === 'lifted' ? [] : [who(story.out)],
      stream: story.stream,
      status: (story.status ?? 'submitted') as Status,
    },
  ]);
}

/** And one of each stream in each state, with nobody excluded. */
async function layInState(stream: Stream, status: Status): Promise<[string, Subject]> {
  const schoolId = scene.id('people.school', 'ash');
  const reporterId = who('reporter');
  const concern = await factories['concern.concern']?.(world, {
    school_id: schoolId,
    reporter_id: reporterId,
    stream,
  });
  await factories['concern.case_file']?.(world, { concern, status });
  const id = String(concern?.id);
  return [`${stream}, ${status}`, { id, schoolId, reporterId, excludedIds: [], stream, status }];
}

const inStates: [string, Subject][] = [];
for (const stream of streams) {
  for (const status of statuses) inStates.push(await layInState(stream, status));
}

const people = [
  ...([
    'teacher',
    'reporter',
    'office',
    'it',
    'dsl',
    'dsl1',
    'deputy',
    'outDsl',
    'head',
    'head1',
    'cover',
  ] as const),
  ...([
    'chair',
    'governor',
    'lead',
    'lead1',
    'trustIt',
    'birchDsl',
    'birchHead',
    'cedarDsl',
    'leaver',
  ] as const),
];

function personOf(name: ActorName): { id: string; secondFactor: boolean } {
  const actor = actors[name];
  if (actor.kind !== 'person') throw new Error(`${name} is no person`);
  return { id: who(actor.who), secondFactor: actor.secondFactor };
}

/** What the database lets somebody see of a concern: the case, the report alone, or nothing. */
async function seen(name: ActorName, subject: Subject): Promise<{ kind: RoleKind; sql: string }> {
  const { id, secondFactor } = personOf(name);
  return world.as(
    id,
    async (tx, me) => {
      const { rows } = await tx.client.query<{ sql: string }>(
        `select case when exists (select from concern.case_file where concern_id = $1) then 'case'
           when exists (select from concern.concern where id = $1) then 'report' else 'nothing' end as sql`,
        [subject.id],
      );
      return { kind: roleIn(me, subject), sql: rows[0]?.sql ?? '' };
    },
    secondFactor,
  );
}

const inSql: Readonly<Record<RoleKind, string>> = {
  child_handler: 'case',
  adult_handler: 'case',
  head_handler: 'case',
  reporter: 'report',
  nobody: 'nothing',
};

describe('TypeScript and SQL say the same of who is what', () => {
  test.each([...subjectsOfScene(), ...inStates])('%s', async (_, subject) => {
    const differing: string[] = [];
    for (const name of people) {
      const { kind, sql } = await seen(name, subject);
      if (inSql[kind] !== sql) differing.push(`${name}: ${kind} in TypeScript, sees the ${sql} in SQL`);
    }
    expect(differing).toEqual([]);
  });
});

/** Everybody else has been tried above and gets nothing: these few stand for them here. */
const asked = [
  'reporter',
  'teacher',
  'dsl',
  'dsl1',
  'head',
  'chair',
  'lead',
  'birchDsl',
  'cedarDsl',
] as const;
/** One handler tries every act; for the others, and for whom the concern is not there, these three show it. */
const FEW = ['acknowledge', 'note', 'exclude'] as const;

describe('the routes do what the table of transitions says', () => {
  test.each([...inStates, ...subjectsOfScene().filter(([, { excludedIds }]) => excludedIds.length > 0)])(
    '%s',
    async (_, subject) => {
      const wrong: string[] = [];
      let triedAll = false;
      for (const name of asked) {
        const { kind } = await seen(name, subject);
        const hidden = kind === 'nobody' || kind === 'reporter';
        const { id, secondFactor } = personOf(name);
        const visitor = await browser.signedIn(id, { secondFactor });
        const all: boolean = !hidden && !triedAll;
        triedAll ||= all;
        for (const act of all ? caseActs : FEW) {
          const url = `/concerns/${subject.id}/${act}`;
          const may = transition(kind, subject.status, act) !== undefined;
          const shown = (await visitor.get(url)).statusCode;
          // Back to the case where the act is not for now.
          if (shown !== (hidden ? 404 : may ? 200 : 303)) wrong.push(`${name} ${kind} GET ${act}: ${shown}`);
          const done = (await visitor.post(url)).statusCode;
          // Nothing filled in and no version: never done, and never not found by whoever handles it.
          const answers = hidden ? [404] : may ? [409, 422] : [409];
          if (!answers.includes(done)) wrong.push(`${name} ${kind} POST ${act}: ${done}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});
