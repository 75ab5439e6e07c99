type BackupErrorCode =
  | 'busy'
  | 'damaged'
  | 'wrong-key'
  | 'no-backup'
  | 'not-empty'
  | 'other-version'
  | 'unprotected'
  | 'interrupted'
  | 'rotating'
  | 'failed';

/** An error whose message is written for the person at the console: what happened, and what to do. */
export class BackupError extends Error {
  readonly code: BackupErrorCode;

  constructor(code: BackupErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BackupError';
    this.code = code;
  }
}
