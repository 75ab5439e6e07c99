import type { Client } from 'pg';
import type { Instant } from '#platform/clock';
import type { AuditEvent } from '#platform/db';

interface Told {
  readonly at: Instant;
  readonly actor: string;
  readonly event: AuditEvent;
}

const nameOf = (actor: string | null): string =>
  actor === null ? 'system:escalation' : actor.startsWith('system:') ? actor : `person:${actor}`;

/** The year's audit events, appended in the order of time through the function that every transaction uses. */
export class Chain {
  readonly #told: Told[] = [];

  /** `actor` is a person's id, or a part of the system by name; the escalation where it is null. */
  tell(at: Instant, actor: string | null, event: AuditEvent): void {
    this.#told.push({ at, actor: nameOf(actor), event });
  }

  async write(client: Client): Promise<void> {
    const inTime = this.#told.toSorted((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds);
    const rows = inTime.map(({ at, actor, event }) => ({ at: at.toString(), actor, events: [event] }));
    await client.query(
      `select count(audit.append(e -> 'events', (e ->> 'at')::timestamptz, e ->> 'actor', null))
         from (select e from jsonb_array_elements($1::jsonb) with ordinality as t (e, n) order by n)`,
      [JSON.stringify(rows)],
    );
  }
}
