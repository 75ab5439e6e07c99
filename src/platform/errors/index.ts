/**
 * The errors that a service may throw. `message` is for the log and names no person; `userMessage` is for the
 * page and says what to do. One handler in `platform/http` turns them into answers.
 */
abstract class GatehouseError extends Error {
  abstract readonly status: number;
  readonly userMessage: string;

  constructor(message: string, userMessage: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.userMessage = userMessage;
  }
}

/** Also what somebody gets for a record that exists but that they may not see. */
export class NotFound extends GatehouseError {
  readonly status = 404;
  constructor(message: string) {
    super(
      message,
      'There is nothing at this address that you can open. Check the address, or go back to Today.',
    );
  }
}

export class Forbidden extends GatehouseError {
  readonly status = 403;
}

/** Somebody else changed the record first. `userMessage` says what to compare. */
export class Conflict extends GatehouseError {
  readonly status = 409;
}

export class TooMany extends GatehouseError {
  readonly status = 429;
  readonly retryAfterSeconds: number;
  constructor(message: string, userMessage: string, retryAfterSeconds: number) {
    super(message, userMessage);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Something that Gatehouse needs is not there: refuse and say so (design rule 14). */
export class Unavailable extends GatehouseError {
  readonly status = 503;
}

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** Input that was understood but cannot be taken; the page shows the form again with these beside its fields. */
export class Invalid extends GatehouseError {
  readonly status = 422;
  readonly fields: readonly FieldError[];
  constructor(fields: readonly FieldError[]) {
    super(`invalid: ${fields.map((f) => f.field).join(', ')}`, 'Some answers need another look.');
    this.fields = fields;
  }
}

export { GatehouseError };
