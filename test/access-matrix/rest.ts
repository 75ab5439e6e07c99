import type { Matrix } from './types.ts';

/** Mail that waits, the audit chain, and the register of tables. */

export const mail: Matrix = {
  'mail.outbox': {
    columns: 'id to_person_id template link queued_at sent_at attempts next_attempt_at failure subject body',
    key: 'id',
    grants: {
      person: { insert: 'id to_person_id template link queued_at next_attempt_at' },
      signin: { insert: 'id to_person_id template link queued_at next_attempt_at' },
      escalation: { insert: 'id to_person_id template link queued_at next_attempt_at' },
      intake: { insert: 'id to_person_id template link queued_at next_attempt_at' },
      housekeeper: {
        insert: 'id to_person_id template link queued_at next_attempt_at',
        select: 'id sent_at',
        delete: 'row',
      },
      postman: { select: 'all', update: 'sent_at attempts next_attempt_at failure subject body' },
    },
    sees: { 'waiting sent': 'postman', 'long-sent': 'postman housekeeper' },
    changes: { 'waiting sent long-sent': 'postman' },
    deletes: { 'long-sent': 'housekeeper' },
    writes: [
      {
        what: 'queue a mail',
        by: 'PEOPLE signin escalation housekeeper intake',
        insert: (s) => ({ ...letter(s.at), to_person_id: s.id('people.person', 'teacher') }),
      },
      {
        what: 'queue a mail that counts as sent already, and so never leaves',
        by: '',
        insert: (s) => ({ ...letter(s.at), to_person_id: s.id('people.person', 'teacher'), sent_at: s.at }),
      },
      {
        what: 'queue a mail with words of their own',
        by: '',
        insert: (s) => ({ ...letter(s.at), to_person_id: s.id('people.person', 'teacher'), body: 'mine' }),
      },
      {
        what: 'send a mail to somebody else than it was meant for',
        by: '',
        row: 'waiting',
        update: (s) => ({ to_person_id: s.id('people.person', 'head') }),
      },
    ],
  },
};

const letter = (at: string) => ({
  id: crypto.randomUUID(),
  template: 'waits',
  link: '/',
  queued_at: at,
  next_attempt_at: at,
});

export const audit: Matrix = {
  'audit.chain': {
    columns: 'id length head',
    key: 'id',
    grants: { auditor: { select: 'all' } },
    sees: { 'made-up': 'auditor' },
  },
  'audit.event': {
    columns: 'chain_id seq body hash type actor subject',
    key: 'chain_id seq',
    grants: { auditor: { select: 'all' } },
    sees: { 'made-up': 'auditor' },
  },
  'audit.content_table': {
    columns: 'name hash_query changes',
    key: 'name',
    grants: { auditor: { select: 'all' } },
    sees: { 'made-up': 'auditor' },
    others: 'passed over',
  },
  'app.job_run': {
    columns: 'name minutely done_at failing_since',
    key: 'name',
    grants: {
      housekeeper: { select: 'all', insert: 'all', update: 'minutely done_at failing_since', delete: 'row' },
      person: { select: 'all' },
      visitor: { select: 'all' },
    },
    sees: { minutely: 'PEOPLE visitor housekeeper' },
    changes: { minutely: 'housekeeper' },
    deletes: { minutely: 'housekeeper' },
    writes: [
      {
        what: 'say that a job ran',
        by: 'housekeeper',
        insert: (s) => ({ name: 'test', minutely: true, done_at: s.at }),
      },
    ],
  },
  'app.protected_table': {
    columns: 'table_name retention_class',
    key: 'table_name',
    grants: {},
    sees: {},
    others: 'passed over',
  },
  'app.installation': {
    columns: 'id only_one',
    key: 'id',
    grants: {},
    sees: {},
  },
  'app.backup': {
    columns:
      'id name began_at ended_at scheduled failure row_count database_bytes object_count object_bytes copied_bytes checked_at check_seconds check_failure removed_at',
    key: 'id',
    grants: { person: { select: 'all' } },
    sees: { 'made failed': 'head head1 cover birchHead trustIt cedarHead' },
  },
};
