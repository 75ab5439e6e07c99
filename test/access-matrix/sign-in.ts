import type { Scene } from './scene.ts';
import type { Matrix } from './types.ts';

/** Accounts, sessions and what gives them back. A person changes none of it but the end of their own session. */

const ROSTER = 'office it head head1 cover trustIt';
const OLD = 'housekeeper';

const session = (s: Scene, person_id: string) => ({
  id: crypto.randomUUID(),
  token_hash: Buffer.from('new'),
  person_id,
  created_at: s.at,
  last_seen_at: s.at,
  ends_at: s.at,
  second_factor: true,
  user_agent: 'x',
  address_hint: 'x',
});

export const signIn: Matrix = {
  'signin.account': {
    columns:
      'person_id user_name password_hash totp_sealed totp_last_step has_password has_authenticator disabled_at created_at ever_used reset_alone_at reset_by vouched_by',
    key: 'person_id',
    grants: {
      person: {
        select:
          'person_id user_name has_password has_authenticator disabled_at created_at ever_used reset_alone_at vouched_by',
      },
      signin: { select: 'all', insert: 'all', update: 'all' },
      keyholder: { select: 'person_id totp_sealed', update: 'totp_sealed' },
    },
    sees: {
      'teacher renewed dsl leaver': `${ROSTER} READERS signin`,
      chair: `${ROSTER} READERS signin`,
      birchDsl: 'BIRCHROSTER READERS signin',
      lead: 'READERS signin',
      birchTeacher: 'BIRCHROSTER READERS signin',
      cedarDsl: 'CEDAR signin',
      // The one with an authenticator.
      ashPupil: 'signin keyholder',
    },
    changes: {
      'teacher renewed chair birchDsl dsl leaver lead birchTeacher cedarDsl': 'signin',
      ashPupil: 'signin keyholder',
    },
    blind: { keyholder: `totp_sealed = '\\x01'` },
    writes: [
      {
        what: 'make an account',
        by: 'signin',
        insert: (s) => ({ person_id: s.id('people.person', 'ta'), user_name: 'new', created_at: s.at }),
      },
    ],
  },
  'signin.session': {
    columns:
      'id token_hash person_id created_at last_seen_at ends_at ended_at second_factor user_agent address_hint',
    key: 'id',
    grants: {
      person: {
        select: 'id person_id created_at last_seen_at ends_at ended_at second_factor user_agent address_hint',
        update: 'ended_at',
      },
      signin: { select: 'all', insert: 'all', update: 'all' },
      housekeeper: { select: 'all', delete: 'row' },
    },
    sees: {
      teacher: 'teacher signin',
      dsl: 'dsl dsl1 signin',
      lead: 'lead lead1 signin',
      leaver: 'leaver signin',
      birchTeacher: 'birchTeacher signin',
      cedarDsl: 'cedarDsl signin',
      'ended lapsed': `teacher signin ${OLD}`,
    },
    touch: 'ended_at = app.at()',
    changes: {
      'teacher ended lapsed': 'teacher signin',
      dsl: 'dsl dsl1 signin',
      lead: 'lead lead1 signin',
      leaver: 'leaver signin',
      birchTeacher: 'birchTeacher signin',
      cedarDsl: 'cedarDsl signin',
    },
    deletes: { 'ended lapsed': OLD },
    writes: [
      { what: 'open a session', by: 'signin', insert: (s, me) => session(s, me) },
      {
        what: 'open a session again that has ended',
        by: 'signin',
        row: 'ended',
        update: () => ({ ended_at: null }),
      },
      {
        what: 'say that a session had a second factor',
        by: 'signin',
        row: 'teacher',
        update: () => ({ second_factor: true }),
      },
    ],
  },
  'signin.pass': {
    columns: 'id token_hash person_id purpose made_at expires_at used_at state',
    key: 'id',
    grants: {
      signin: { select: 'all', insert: 'all', update: 'all' },
      housekeeper: { select: 'all', delete: 'row' },
    },
    sees: { fresh: 'signin', lapsed: `signin ${OLD}` },
    changes: { 'fresh lapsed': 'signin' },
    deletes: { lapsed: OLD },
    writes: [
      {
        what: 'make a code',
        by: 'signin',
        insert: (s, me) => ({
          id: crypto.randomUUID(),
          token_hash: Buffer.from('new'),
          person_id: me,
          purpose: 'recovery',
          made_at: s.at,
          expires_at: s.at,
        }),
      },
    ],
  },
  'signin.recovery': {
    columns:
      'id person_id trust_id started_by started_at reason user_name confirmed_by confirmed_at cancelled_by cancelled_at used_at expires_at salt',
    key: 'id',
    grants: { person: { select: 'all' }, signin: { select: 'all', update: 'used_at' } },
    sees: { 'ours stale': 'READERS signin', theirs: 'CEDAR signin' },
    changes: { 'ours stale theirs': 'signin' },
    writes: [
      {
        what: 'confirm a recovery past the function that asks for two people',
        by: '',
        row: 'ours',
        update: (_, me) => ({ confirmed_by: me }),
      },
    ],
  },
  'signin.duty_grant': {
    columns:
      'id person_id trust_id school_id role as_cover during user_name asked_by asked_at confirmed_by confirmed_at cancelled_by cancelled_at expires_at appointment_id salt',
    key: 'id',
    grants: { person: { select: 'all' } },
    sees: { 'ours stale': 'READERS', theirs: 'CEDAR' },
    writes: [
      {
        what: 'confirm a duty past the function that asks for two people',
        by: '',
        row: 'ours',
        update: (_, me) => ({ confirmed_by: me }),
      },
    ],
  },
  'signin.attempt': {
    columns: 'key failures window_began locked_until',
    key: 'key',
    grants: {
      signin: { select: 'all', insert: 'all', update: 'all', delete: 'row' },
      housekeeper: { select: 'all', delete: 'row' },
    },
    sees: { fresh: 'signin', old: `signin ${OLD}` },
    changes: { 'fresh old': 'signin' },
    deletes: { fresh: 'signin', old: `signin ${OLD}` },
    writes: [
      {
        what: 'count a failure',
        by: 'signin',
        insert: (s) => ({ key: Buffer.from('new'), failures: 1, window_began: s.at }),
      },
    ],
  },
  'signin.parked_form': {
    columns: 'id person_id path fields parked_at claim',
    key: 'id',
    grants: {
      person: { select: 'all', delete: 'row' },
      signin: { select: 'id person_id path parked_at claim', insert: 'all', update: 'claim', delete: 'row' },
      housekeeper: { select: 'all', delete: 'row' },
    },
    sees: {
      teacher: 'teacher signin',
      renewed: 'signin',
      dsl: 'dsl dsl1 signin',
      // Typed where somebody had ended the session: nobody's, until that browser signs in as its person.
      claimed: 'signin',
      old: `teacher signin ${OLD}`,
    },
    deletes: {
      teacher: 'teacher signin',
      renewed: 'signin',
      dsl: 'dsl dsl1 signin',
      claimed: 'signin',
      old: `teacher signin ${OLD}`,
    },
    changes: { 'teacher renewed dsl claimed old': 'signin' },
    writes: [
      {
        what: 'park what somebody typed',
        by: 'signin',
        insert: (s, me) => ({
          id: crypto.randomUUID(),
          person_id: me,
          path: '/concerns/report',
          fields: '{}',
          parked_at: s.at,
        }),
      },
    ],
  },
};
