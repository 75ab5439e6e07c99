import { another, type Factory, type Facts, type Ground, idOf, lay, newId, SINCE, THEN } from './lay.ts';
import { peopleRows } from './people.ts';

/** The tables of accounts, sessions and everything that gives them back. */

const person = peopleRows['people.person'];
const LATER = '2026-11-20T18:00:00Z';
const bytes = () => Buffer.from(`row ${another()}`);

/** Two adults of one trust: whoever it is about, and whoever asks. */
async function pair(ground: Ground, facts: Facts, asker: string): Promise<Facts> {
  if (facts.person_id !== undefined && facts[asker] !== undefined) return facts;
  const about = await person(ground);
  const asks = await person(ground, { trust_id: about.trust_id });
  return { person_id: about.id, trust_id: about.trust_id, [asker]: asks.id, ...facts };
}

const account: Factory = async (ground, facts = {}) =>
  lay(ground, 'signin.account', {
    person_id: await idOf(facts.person_id, () => person(ground)),
    user_name: `row${another()}`,
    created_at: THEN,
    ...facts,
  });

const session: Factory = async (ground, facts = {}) =>
  lay(ground, 'signin.session', {
    id: newId(),
    token_hash: bytes(),
    person_id: await idOf(facts.person_id, () => person(ground)),
    created_at: THEN,
    last_seen_at: THEN,
    ends_at: LATER,
    second_factor: true,
    user_agent: 'made-up browser',
    address_hint: 'here',
    ...facts,
  });

const pass: Factory = async (ground, facts = {}) =>
  lay(ground, 'signin.pass', {
    id: newId(),
    token_hash: bytes(),
    person_id: await idOf(facts.person_id, () => person(ground)),
    purpose: 'invitation',
    made_at: THEN,
    expires_at: LATER,
    ...facts,
  });

const recovery: Factory = async (ground, facts = {}) =>
  lay(ground, 'signin.recovery', {
    id: newId(),
    started_at: THEN,
    reason: 'Lost telephone',
    expires_at: LATER,
    ...(await pair(ground, facts, 'started_by')),
  });

const dutyGrant: Factory = async (ground, facts = {}) =>
  lay(ground, 'signin.duty_grant', {
    id: newId(),
    role: 'trust_safeguarding_lead',
    as_cover: false,
    during: SINCE,
    asked_at: THEN,
    expires_at: LATER,
    ...(await pair(ground, facts, 'asked_by')),
  });

const attempt: Factory = (ground, facts) =>
  lay(ground, 'signin.attempt', { key: bytes(), failures: 1, window_began: THEN, ...facts });

const parkedForm: Factory = async (ground, facts = {}) =>
  lay(ground, 'signin.parked_form', {
    id: newId(),
    person_id: await idOf(facts.person_id, () => person(ground)),
    path: '/concerns/report',
    fields: '{}',
    parked_at: THEN,
    ...facts,
  });

export const signInRows = {
  'signin.account': account,
  'signin.session': session,
  'signin.pass': pass,
  'signin.recovery': recovery,
  'signin.duty_grant': dutyGrant,
  'signin.attempt': attempt,
  'signin.parked_form': parkedForm,
} satisfies Record<string, Factory>;
