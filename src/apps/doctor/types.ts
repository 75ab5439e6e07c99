import type { Instant } from '#platform/clock';
import type { Config } from '#platform/config';

export type Status = 'ok' | 'warn' | 'fail';

export interface Finding {
  readonly status: Status;
  /** What was found, in a line. Holds no secret and no person. */
  readonly says: string;
  /** Why it matters, and what to do: for everything that is not well. */
  readonly means?: string;
  readonly todo?: string;
}

export type Rows = readonly Readonly<Record<string, unknown>>[];

/** The database as far as the doctor gets into it: it starts none and changes nothing. */
export type Patient =
  | {
      readonly state: 'open';
      readonly ownerUrl: string;
      /** One statement, in a session that can only read. */
      ask(text: string, values?: readonly unknown[]): Promise<Rows>;
    }
  /** Nothing was ever started on this data folder. */
  | { readonly state: 'none' }
  /** The one that comes along is not running. */
  | { readonly state: 'stopped' }
  | { readonly state: 'unreachable'; readonly why: string };

export interface Context {
  readonly config: Config;
  readonly at: Instant;
  readonly database: Patient;
  /** Whether a Gatehouse was ever started here: before that, much is simply not there yet. */
  readonly isSetUp: boolean;
}

/** One thing to look at. A new one is a file in `checks/` and a line in `checks/index.ts`. */
export interface Check {
  /** For programs: stays as it is. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  run(context: Context): Promise<Finding> | Finding;
}

export const ok = (says: string): Finding => ({ status: 'ok', says });
export const warn = (says: string, means: string, todo: string): Finding => ({
  status: 'warn',
  says,
  means,
  todo,
});
export const fail = (says: string, means: string, todo: string): Finding => ({
  status: 'fail',
  says,
  means,
  todo,
});

/** For what stands in the database, while that does not answer: said once, by the check of the database itself. */
export const notSeen: Finding = {
  status: 'warn',
  says: 'not looked at: the database is not open',
  means: 'It stands in the database.',
  todo: 'See “Database”.',
};
