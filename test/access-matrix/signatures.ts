import type { Call } from './calls.ts';
import { fresh, of } from './case-rows.ts';
import type { Scene } from './scene.ts';
import { Expression, type Write } from './types.ts';

/** Who signs what: a signature is over what stands there at that moment, and nothing else. */

type As = 'witness' | 'lead';

/** What the database gives for this concern; somebody to whom it gives nothing tries with a made-up one. */
const digest = (s: Scene, concern: string, as: As) =>
  new Expression(
    `coalesce(concern.digest_to_sign('${s.id('concern.concern', concern)}', '${as}'), sha256('made up'))`,
  );

const signature = (s: Scene, concern: string, as: As, person_id: string) => ({
  ...fresh(),
  ...of(s, concern),
  signed_as: as,
  person_id,
  name: 'x',
  designation: 'x',
  at: s.at,
  digest: digest(s, concern, as),
});

const sign = (what: string, concern: string, as: As, by: string): Write => ({
  what,
  by,
  insert: (s, me) => signature(s, concern, as, me),
});

/** What spoils either signature, tried where the right one would be taken. */
const spoilt = (as: As, whose: string, another: string): Write[] => [
  {
    what: `sign as the ${as} in another name`,
    by: '',
    insert: (s, me) =>
      signature(s, 'child', as, s.id('people.person', me === s.id('people.person', whose) ? another : whose)),
  },
  {
    what: `sign as the ${as} as if earlier`,
    by: '',
    insert: (s, me) => ({ ...signature(s, 'child', as, me), at: '2026-11-20T08:00:00Z' }),
  },
  {
    what: `sign as the ${as} something that does not stand there`,
    by: '',
    insert: (s, me) => ({ ...signature(s, 'child', as, me), digest: new Expression(`sha256('x')`) }),
  },
];

export const signing: readonly Write[] = [
  sign('sign as the witness', 'child', 'witness', 'reporter'),
  sign('sign as the witness where one is excluded', 'byOut', 'witness', 'outDsl'),
  sign('sign as the witness without a second factor', 'byDsl', 'witness', 'dsl dsl1'),
  sign('sign as the witness of what is withheld', 'byRenewed', 'witness', ''),
  ...spoilt('witness', 'reporter', 'dsl'),
  sign('sign as the lead of a child’s case', 'child', 'lead', 'dsl outDsl lead'),
  sign('sign as the lead where one is excluded', 'conflict', 'lead', 'dsl lead'),
  sign('sign as the lead where one is excluded from their own report', 'byOut', 'lead', 'dsl lead'),
  sign('sign as the lead of one about an adult', 'adult', 'lead', 'head cover'),
  sign('sign as the lead of one about the Head', 'aboutHead', 'lead', 'chair lead'),
  sign('sign as the lead at Birch', 'birch', 'lead', 'birchDsl lead'),
  sign('sign as the lead in the other trust', 'cedar', 'lead', 'cedarDsl'),
  ...spoilt('lead', 'dsl', 'outDsl'),
  {
    what: 'sign as the lead what a witness signs',
    by: '',
    insert: (s, me) => ({ ...signature(s, 'child', 'lead', me), digest: digest(s, 'child', 'witness') }),
  },
  {
    what: 'sign as the witness what a lead signs',
    by: '',
    insert: (s, me) => ({ ...signature(s, 'child', 'witness', me), digest: digest(s, 'child', 'lead') }),
  },
];

const signed = (what: string, concern: string, as: As, by: string): Call => ({
  what,
  of: 'concern.digest_to_sign',
  sql: `insert into concern.signature (id, concern_id, caseload_id, signed_as, person_id, name, designation, at, digest)
    select uuidv7(), c.id, c.caseload_id, $2, app.actor(), 'x', 'x', app.at(), concern.digest_to_sign(c.id, $2)
    from concern.concern c where c.id = $1 returning 1`,
  values: (s) => [s.id('concern.concern', concern), as],
  by,
});

const leads = (what: string, caseload: string, by: string): Call => ({
  what: `lead ${what}`,
  of: 'concern.leads',
  sql: 'select 1 where concern.leads($1)',
  values: (s) => [s.id('concern.caseload', caseload)],
  by,
});

/** The same by the owner functions: what they give, and so what can be signed. */
export const signatureCalls: readonly Call[] = [
  leads('Ash’s cases of children', 'ash-child', 'dsl outDsl lead'),
  leads('Ash’s cases about adults', 'ash-adult', 'head cover'),
  leads('Ash’s cases about the Head', 'ash-head', 'chair lead'),
  leads('Birch’s cases of children', 'birch-child', 'birchDsl lead'),
  leads('the cases of children of the other trust', 'cedar-child', 'cedarDsl'),
  signed('sign as the witness', 'child', 'witness', 'reporter'),
  signed('sign as the witness of what is withheld', 'byRenewed', 'witness', ''),
  signed('sign as the lead of a child’s case', 'child', 'lead', 'dsl outDsl lead'),
  signed('sign as the lead where one is excluded', 'conflict', 'lead', 'dsl lead'),
  signed('sign as the lead of one about an adult', 'adult', 'lead', 'head cover'),
  signed('sign as the lead of one about the Head', 'aboutHead', 'lead', 'chair lead'),
];
