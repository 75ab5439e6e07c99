/** What the embedded server says about itself. A pino logger fits. */
export interface EmbeddedLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface EmbeddedOptions {
  /** Gatehouse's data folder; the database lives in `database` below it, where nothing else may be. */
  dataDir: string;
  log: EmbeddedLog;
  /** Server settings over the safe defaults. Only tests may pass `fsync: 'off'`. */
  settings?: Readonly<Record<string, string>>;
  /** Called once if the server is lost for good while running; the process should then end. */
  onLost?: (reason: EmbeddedError) => void;
}

export interface EmbeddedDatabase {
  /** Role gatehouse_owner, database gatehouse. */
  ownerUrl: string;
  /** The superuser: only for tests and bootstrap. */
  adminUrl: string;
  /** The postmaster. */
  pid: number;
  stop(): Promise<void>;
}

/** The account that the server runs as; undefined when it is simply our own. */
export interface ServerUser {
  uid: number;
  gid: number;
  name: string;
}

type EmbeddedErrorCode =
  | 'in-use'
  | 'not-ours'
  | 'wrong-owner'
  | 'not-reachable'
  | 'wrong-version'
  | 'no-binaries'
  | 'failed';

/** An error whose message is written for the person at the console: what happened, and what to do. */
export class EmbeddedError extends Error {
  readonly code: EmbeddedErrorCode;

  constructor(code: EmbeddedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedError';
    this.code = code;
  }
}
