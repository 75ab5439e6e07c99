import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { type ActorName, actorNames, databaseRoleOf } from './actors.ts';
import { type Policy, readPolicies } from './catalogue.ts';
import { withoutOnePart } from './conditions.ts';
import { layScene } from './lay-scene.ts';
import { matrix } from './matrix.ts';
import { tryTable } from './run.ts';

/**
 * Is the matrix worth anything? Each policy is dropped, and each of its two conditions loosened to `true`, in a
 * transaction that is rolled back; what the matrix says of that table must then be wrong somewhere.
 */

const database = await testDatabase();
const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
const scene = await layScene({ owner });
// Only a superuser can become the processes' login within the transaction that holds the mutation.
const admin = new pg.Client({ connectionString: database.adminUrl });
await admin.connect();
const policies = await readPolicies(owner);

afterAll(async () => {
  await admin.end();
  await owner.end();
});

const clauses = { using: 'using', check: 'with check' } as const;

interface Mutation {
  readonly policy: Policy;
  readonly what: string;
  readonly sql: string;
}

/** A condition that is `true` already cannot be loosened; dropping such a policy is tried all the same. */
function mutationsOf(policy: Policy): Mutation[] {
  const on = `${policy.name} on ${policy.table}`;
  const loosened = (['using', 'check'] as const).filter((part) => (policy[part] ?? 'true') !== 'true');
  return [
    { policy, what: `${on}, dropped`, sql: `drop policy ${on}` },
    ...loosened.map((part) => ({
      policy,
      what: `${on}, ${part} loosened`,
      sql: `alter policy ${on} ${clauses[part]} (true)`,
    })),
  ];
}

/** Each single part of a condition, at whatever depth, made to ask nothing (of an and) or to give nothing (of an or). */
function smallMutationsOf(policy: Policy): Mutation[] {
  const on = `${policy.name} on ${policy.table}`;
  return (['using', 'check'] as const).flatMap((clause) =>
    withoutOnePart(policy[clause] ?? '').map(({ part, rest }) => ({
      policy,
      what: `${on}, ${clause} without ${part}`,
      sql: `alter policy ${on} ${clauses[clause]} (${rest})`,
    })),
  );
}

/** Those whom the policy is for: nobody else can notice. */
function concerned({ roles }: Policy): ActorName[] {
  return actorNames.filter((name) => roles.includes(databaseRoleOf(name)));
}

async function noticed({ policy, sql }: Mutation): Promise<boolean> {
  const rows = matrix[policy.table];
  if (rows === undefined) return false;
  await admin.query('begin');
  try {
    await admin.query(sql);
    await admin.query('set local session authorization gatehouse_app');
    const options = { actors: concerned(policy), first: true };
    return (await tryTable(admin, scene, policy.table, rows, options)).length > 0;
  } finally {
    await admin.query('rollback');
  }
}

test('the matrix has nothing to say while nothing is mutated', { timeout: 180_000 }, async () => {
  const first = new Map(policies.map((policy) => [policy.table, policy]));
  for (const policy of first.values()) {
    expect(await noticed({ policy, what: 'nothing', sql: 'select' }), policy.table).toBe(false);
  }
});

test('whichever policy is dropped or loosened, the matrix notices', { timeout: 180_000 }, async () => {
  const unnoticed: string[] = [];
  for (const mutation of policies.flatMap(mutationsOf)) {
    if (!(await noticed(mutation))) unnoticed.push(mutation.what);
  }
  expect(unnoticed).toEqual([]);
});

/** Parts that nothing can be without: why the rest says the same here, or the database does so elsewhere. */
const saidTwice: Readonly<Record<string, string>> = {
  'reporter_names on concern.party, check without (reporter_id = ( SELECT app.actor() AS actor))':
    'the concern is there for its reporter and its handlers alone, and handlers may name (handlers_name)',
  "lead_signs on concern.signature, check without (caseload_id = ANY (( SELECT app.ids('caseloads'::text) AS ids)::uuid[]))":
    'concern.leads asks it as well',
  "lead_signs on concern.signature, check without (concern_id <> ALL (( SELECT app.ids('excluded'::text) AS ids)::uuid[]))":
    'concern.digest_to_sign gives an excluded lead nothing to sign',
  'another_agrees on concern.identity_reveal, using without (asked_by <> ( SELECT app.actor() AS actor))':
    'the table refuses one person as both',
  'mine on signin.session, check without (person_id = ( SELECT app.actor() AS actor))':
    'it is so before the change, and a person has no right to write the column',
  "reporter_names on concern.exclusion, check without (state = 'provisional'::text)":
    'concern.judged_by_another lets every exclusion begin as provisional',
};

test('whichever part of a policy is left out, the matrix notices', { timeout: 180_000 }, async () => {
  const unnoticed: string[] = [];
  for (const mutation of policies.flatMap(smallMutationsOf)) {
    if (!(await noticed(mutation))) unnoticed.push(mutation.what);
  }
  expect(unnoticed.filter((what) => saidTwice[what] === undefined)).toEqual([]);
  expect(Object.keys(saidTwice).filter((what) => !unnoticed.includes(what))).toEqual([]);
});
