import type { Instant } from '#platform/clock';
import type { AuditEvent } from '#platform/db';
import { type ActionRow, actionRow, blank, type Values } from './case-rows.ts';
import type { ChildInvolvement, Intent, Status } from './concern-words.ts';
import { addMail } from './mails.ts';
import type { Report, Sent } from './report.ts';
import { isBefore, type Stage } from './stage.ts';
import { addSupport } from './support.ts';
import type { Staff } from './world.ts';

const statusAfter: Readonly<Record<string, Status>> = {
  acknowledge: 'open',
  monitor: 'monitoring',
  close: 'closed',
  reopen: 'reopened',
};

export interface Done {
  readonly at: Instant;
  readonly by: Staff;
  readonly act: string;
  readonly set?: Partial<Values>;
  readonly body?: string | null;
  readonly details?: Readonly<Record<string, string>>;
  /** Of what follows the case, beside its own values. */
  readonly changes?: readonly {
    readonly field: string;
    readonly from: string | null;
    readonly to: string | readonly string[];
  }[];
}

interface EntryRow {
  readonly at: Instant;
  /** Null where the system did it. */
  readonly by: Staff | null;
  readonly kind: string;
  readonly body: string | null;
  readonly details: object;
}

/**
 * One case as its handlers worked it. What would lie after now is not written down: a case that is still open was
 * simply reached by today before its end.
 */
export class CaseBook {
  readonly #values: Values = { ...blank };
  readonly #actions: ActionRow[] = [];
  #version = 1;
  #status: Status = 'submitted';
  #changedAt: Instant;
  #acknowledged: { at: Instant; by: Staff } | undefined;
  #closedAt: Instant | null = null;
  readonly #stage: Stage;
  readonly #report: Report;
  readonly sent: Sent;

  constructor(stage: Stage, report: Report, sent: Sent) {
    this.#stage = stage;
    this.#report = report;
    this.sent = sent;
    this.#changedAt = report.paper?.enteredAt ?? report.at;
  }

  get status(): Status {
    return this.#status;
  }

  get intent(): Intent | null {
    return this.#values.intent;
  }

  /** False when it has not happened yet. */
  note({ at, by, act, set = {}, body = null, details = {}, changes: more = [] }: Done): boolean {
    if (!isBefore(at, this.#stage.now)) return false;
    const own = Object.entries(set).map(([field, to]) => ({
      field,
      from: this.#values[field as keyof Values],
      to,
    }));
    const changes = [...own, ...more];
    Object.assign(this.#values, set);
    const from = this.#status;
    this.#status = statusAfter[act] ?? from;
    const history = { version: this.#version, ...(changes.length > 0 ? { changes } : {}), ...details };
    this.#version += 1;
    const fields = changes.map(({ field }) => field);
    this.#entry(
      { at, by, kind: act, body, details: history },
      { from, to: this.#status, version: this.#version, fields },
    );
    this.#changedAt = at;
    if (act === 'acknowledge') this.#acknowledged = { at, by };
    if (act === 'close') this.#closedAt = at;
    if (act === 'reopen') this.#closedAt = null;
    return true;
  }

  #entry({ at, by, kind, body, details }: EntryRow, data: NonNullable<AuditEvent['data']>): void {
    const { rows, random, chain } = this.#stage;
    const id = random.uuid(at);
    rows.add('concern.entry', {
      id,
      concern_id: this.sent.id,
      caseload_id: this.sent.caseloadId,
      at: at.toString(),
      author_id: by?.id ?? null,
      kind,
      body,
      details,
    });
    chain.tell(at, by?.id ?? null, {
      chain: this.#report.school.id,
      type: `concern.${kind}/1`,
      subject: this.sent.id,
      data,
      content: [{ table: 'concern.entry', id }],
    });
  }

  /** Nobody answered in time: the next in line was told, by the system. */
  escalated(at: Instant, told: readonly Staff[]): void {
    if (!isBefore(at, this.#stage.now)) return;
    const people = told.map(({ id }) => id);
    this.#entry(
      {
        at,
        by: null,
        kind: 'escalated',
        body: `Nobody had acknowledged this in time. Told next: ${told.map(({ name }) => name).join(', ')}.`,
        details: { step: 1, told: people },
      },
      { step: 1, told: people },
    );
    this.notice(at, told, 'escalated', 1);
  }

  read(at: Instant, by: Staff): void {
    if (!isBefore(at, this.#stage.now)) return;
    this.#stage.chain.tell(at, by.id, {
      chain: this.#report.school.id,
      type: 'concern.read/1',
      subject: this.sent.id,
    });
  }

  action(made: Omit<ActionRow, 'id' | 'childInvolved' | 'childNote' | 'done'>): ActionRow | undefined {
    const id = this.#stage.random.uuid(made.made);
    const row: ActionRow = { ...made, id, childInvolved: 'not_yet', childNote: null };
    const happened = this.note({
      at: made.made,
      by: made.madeBy,
      act: 'action_add',
      body: made.what,
      details: { action: id },
    });
    if (happened) this.#actions.push(row);
    return happened ? row : undefined;
  }

  done(
    action: ActionRow,
    at: Instant,
    by: Staff,
    note: string,
    child: readonly [ChildInvolvement, string],
  ): boolean {
    const happened = this.note({ at, by, act: 'action_done', body: note, details: { action: action.id } });
    if (!happened) return false;
    action.done = { at, by, note };
    [action.childInvolved, action.childNote] = child;
    return true;
  }

  tellReporter(
    at: Instant,
    kind: 'acknowledged' | 'message' | 'outcome' | 'reopened',
    body: string | null,
  ): void {
    if (!isBefore(at, this.#stage.now)) return;
    this.#stage.rows.add('concern.reporter_update', {
      id: this.#stage.random.uuid(at),
      concern_id: this.sent.id,
      caseload_id: this.sent.caseloadId,
      reporter_id: this.#report.reporter?.id ?? null,
      at: at.toString(),
      kind,
      body,
    });
    const { reporter } = this.#report;
    if (reporter !== null) addMail(this.#stage, at, reporter.id, 'update', `/concerns/mine/${this.sent.id}`);
  }

  notice(
    at: Instant,
    told: readonly Staff[],
    kind: 'new' | 'urgent' | 'escalated' | 'assigned' | 'addition',
    step = 0,
    seenAt: Instant | null = null,
  ): void {
    for (const [index, { id }] of told.entries()) {
      const seen = seenAt?.add({ minutes: index * 7 });
      this.#stage.rows.add('concern.notice', {
        id: this.#stage.random.uuid(at),
        concern_id: this.sent.id,
        caseload_id: this.sent.caseloadId,
        person_id: id,
        step,
        kind,
        told_at: at.toString(),
        seen_at: seen === undefined || !isBefore(seen, this.#stage.now) ? null : seen.toString(),
      });
      addMail(
        this.#stage,
        at,
        id,
        kind === 'urgent' || kind === 'escalated' ? 'urgent' : 'waits',
        `/concerns/${this.sent.id}`,
      );
    }
  }

  link(at: Instant, by: Staff, kind: 'policy' | 'concern', target: string): void {
    if (!isBefore(at, this.#stage.now)) return;
    this.#stage.rows.add('concern.link', {
      concern_id: this.sent.id,
      caseload_id: this.sent.caseloadId,
      kind,
      target,
      added_at: at.toString(),
      added_by: by.id,
    });
  }

  /** Writes the case as it stands now. */
  finish(acknowledgeBy: Instant | null): void {
    for (const action of this.#actions) this.#stage.rows.add('concern.action', actionRow(action, this.sent));
    if (this.#closedAt !== null && this.#acknowledged !== undefined) {
      const { by, at } = this.#acknowledged;
      addSupport(this.#stage, this.sent, by, at, this.#closedAt);
    }
    const { severity, intent, categories, finding, outcome, parents, ...values } = this.#values;
    this.#stage.rows.add('concern.case_file', {
      concern_id: this.sent.id,
      caseload_id: this.sent.caseloadId,
      school_id: this.#report.school.id,
      reporter_id: this.#report.reporter?.id ?? null,
      reported_at: this.#report.at.toString(),
      version: this.#version,
      status: this.#status,
      urgent: this.#report.urgent,
      severity,
      intent,
      categories,
      four_cs: values.fourCs,
      assigned_to: values.assignedTo,
      acknowledge_by: acknowledgeBy?.toString() ?? null,
      escalation_step: 0,
      acknowledged_at: this.#acknowledged?.at.toString() ?? null,
      acknowledged_by: this.#acknowledged?.by.id ?? null,
      finding,
      finding_reason: values.findingReason,
      outcome,
      outcome_line: values.outcomeLine,
      child_involved: values.childInvolved,
      parents,
      parents_note: values.parentsNote,
      myconcern_reference: values.myconcernReference,
      closed_at: this.#closedAt?.toString() ?? null,
      changed_at: this.#changedAt.toString(),
    });
  }
}
