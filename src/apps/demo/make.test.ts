import { describe, expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import { makePeople, makeYear } from './make.ts';
import { schoolDaysAgo } from './story-parts.ts';

const moments = {
  'a school morning': '2026-11-20T10:00:00Z',
  'a Sunday': '2026-11-22T10:00:00Z',
  'before school': '2026-11-18T07:10:00Z',
  'an evening': '2026-11-19T19:00:00Z',
  'the summer holiday': '2026-08-12T11:00:00Z',
  'the first of September': '2027-09-01T09:00:00Z',
  'New Year’s Day': '2028-01-01T00:10:00Z',
  'a leap day': '2028-02-29T12:00:00Z',
};

const instants = /^\d{4}-\d\d-\d\dT.*Z$/;
/** These lie ahead of what they belong to. */
const ahead = new Set(['acknowledge_by']);

function made(at: string) {
  const people = makePeople(Temporal.Instant.from(at));
  return {
    people,
    stage: makeYear(people, {
      caseload: (school, stream) => `${school.code} ${stream}`,
      seal: () => '\\x00',
      step: (school, called) => `${school.code} ${called}`,
    }),
  };
}

describe.each(Object.entries(moments))('the demo made on %s', (_name, at) => {
  const { people, stage } = made(at);
  const cases = stage.rows.of('concern.case_file');

  test('nothing has happened later than now', () => {
    const now = Temporal.Instant.from(at).toString();
    const tables = [
      'concern',
      'case_file',
      'entry',
      'action',
      'reporter_update',
      'notice',
      'draft',
      'addition',
      'party',
      'exclusion',
      'finding',
      'sanction',
      'sanction_told',
      'support',
      'referral',
      'referral_step',
    ];
    for (const row of tables.flatMap((table) => stage.rows.of(`concern.${table}`))) {
      for (const [column, value] of Object.entries(row)) {
        if (typeof value === 'string' && instants.test(value) && !ahead.has(column))
          expect(value <= now, `${column} ${value}`).toBe(true);
      }
    }
  });

  test('has two schools of the size they should have', () => {
    const today = Temporal.Instant.from(at).toZonedDateTimeISO('Europe/London').toPlainDate().toString();
    const here = (row: { during: string }) =>
      row.during.slice(1, 11) <= today && (row.during.slice(12, -1) > today || row.during.endsWith(',)'));
    const [larkfield, harbour] = people.schools.map(
      (school) =>
        (people.rows.of('people.enrolment') as unknown as { school_id: string; during: string }[]).filter(
          (row) => row.school_id === school.id && here(row),
        ).length,
    );
    expect(larkfield).toBeGreaterThan(415);
    expect(larkfield).toBeLessThan(450);
    expect(harbour).toBeGreaterThan(165);
    expect(harbour).toBeLessThan(195);
  });

  test('one urgent concern waits to be acknowledged, and its deadline lies ahead', () => {
    const waiting = cases.filter((row) => row.urgent === true && row.acknowledged_at === null);
    expect(waiting).toHaveLength(1);
    expect(String(waiting[0]?.acknowledge_by) > Temporal.Instant.from(at).toString()).toBe(true);
  });

  test('what is closed has everything that closing needs', () => {
    const schools = new Map(people.rows.of('people.school').map((row) => [row.id, row.record_of_truth]));
    const open = new Set(
      stage.rows
        .of('concern.action')
        .filter((row) => row.done_at === null)
        .map((row) => row.concern_id),
    );
    const closed = cases.filter((row) => row.status === 'closed');
    expect(closed.length).toBeGreaterThan(120);
    for (const row of closed) {
      for (const column of [
        'acknowledged_at',
        'severity',
        'intent',
        'outcome',
        'outcome_line',
        'child_involved',
        'closed_at',
      ]) {
        expect(row[column], column).not.toBeNull();
      }
      expect(row.categories).not.toEqual([]);
      expect(row.parents).not.toBe('not_yet');
      expect(open.has(row.concern_id as string)).toBe(false);
      if (schools.get(row.school_id as string) === 'myconcern')
        expect(row.myconcern_reference).not.toBeNull();
    }
  });

  test('pathways are answered or not needed, and what is closed waits for none', () => {
    const pathways = stage.rows.of('concern.pathway');
    const closed = new Set(cases.filter((row) => row.status === 'closed').map((row) => row.concern_id));
    const followed = pathways.filter((row) => row.not_needed_at === null);
    const waits = followed.filter((row) => Number(row.required_open) > 0);
    expect(pathways.length).toBeGreaterThan(followed.length);
    expect(followed.length).toBeGreaterThan(waits.length + 60);
    expect(waits.filter((row) => closed.has(row.concern_id as string))).toEqual([]);
    expect(new Set(pathways.map((row) => row.definition)).size).toBeGreaterThan(4);
  });

  test('each case was worked in the order of its versions', () => {
    const byCase = Map.groupBy(stage.rows.of('concern.entry'), (row) => row.concern_id);
    for (const entries of byCase.values()) {
      const worked = entries.flatMap((row) => {
        const { version } = row.details as { readonly version?: number };
        return version === undefined ? [] : [{ version, at: String(row.at) }];
      });
      const inTime = worked.toSorted((a, b) => a.at.localeCompare(b.at) || a.version - b.version);
      expect(inTime.map(({ version }) => version)).toEqual(worked.map((_entry, index) => index + 1));
    }
  });

  test('a sanction rests on a finding that allows it, and nothing is withdrawn without one that holds', () => {
    const findings = new Map(stage.rows.of('concern.finding').map((row) => [row.party_id, row]));
    const sanctions = stage.rows.of('concern.sanction');
    expect(sanctions.length).toBeGreaterThan(30);
    for (const one of sanctions.filter(({ state }) => state !== 'reversed')) {
      const found = findings.get(one.party_id ?? '');
      expect(found?.finding).toBe('substantiated');
      expect(found?.intent === 'accidental' && found?.self_reported).toBe(false);
    }
    const states = new Map(sanctions.map((row) => [row.id, row.state]));
    const running = stage.rows.of('access.restriction').filter((row) => row.lifted_at === null);
    expect(running.length).toBeGreaterThan(0);
    for (const one of running) expect(['decided', 'appealed']).toContain(states.get(one.source_id ?? ''));
  });

  test('every way that a sanction can go is there, and everybody cleared has support', () => {
    const states = new Set(stage.rows.of('concern.sanction').map(({ state }) => state));
    for (const state of ['appealed', 'reversed', 'served']) expect(states).toContain(state);
    const findings = stage.rows.of('concern.finding');
    expect(new Set(findings.map(({ finding }) => finding))).toContain('malicious');
    const closed = new Set(cases.filter((row) => row.status === 'closed').map((row) => row.concern_id));
    const supported = new Set(stage.rows.of('concern.support').map((row) => row.party_id));
    for (const row of findings.filter(({ finding }) => finding === 'malicious' || finding === 'unfounded'))
      if (closed.has(row.concern_id ?? '')) expect(supported.has(row.party_id ?? '')).toBe(true);
  });

  test('no check on a referral is late by more than a week of school', () => {
    const oldest = schoolDaysAgo(stage, 7).toString();
    for (const { next_check: day } of stage.rows.of('concern.referral'))
      if (typeof day === 'string') expect(day >= oldest, day).toBe(true);
  });

  test('some is still to be done', () => {
    const count = (status: string) => cases.filter((row) => row.status === status).length;
    expect(count('open')).toBeGreaterThan(4);
    expect(stage.rows.of('concern.action').some((row) => row.done_at === null)).toBe(true);
  });

  test('every reference is used once', () => {
    const references = stage.rows.of('concern.concern').map((row) => row.reference);
    expect(new Set(references).size).toBe(references.length);
    expect(references.length).toBeGreaterThan(215);
  });
});

test('on an ordinary morning some pathways wait, and some are late', () => {
  const pathways = made('2026-11-18T07:10:00Z').stage.rows.of('concern.pathway');
  const due = pathways.filter((row) => row.not_needed_at === null).map((row) => row.due_on);
  expect(due.some((day) => day !== null && String(day) < '2026-11-18')).toBe(true);
  expect(pathways.some((row) => row.due_on === null && Number(row.required_open) > 0)).toBe(true);
});

test('the same moment makes the same demo', () => {
  const [one, other] = [made('2026-11-20T10:00:00Z'), made('2026-11-20T10:00:00Z')];
  const told = ({ stage }: typeof one) => JSON.stringify(stage.rows.of('concern.entry'));
  expect(told(one)).toBe(told(other));
});
