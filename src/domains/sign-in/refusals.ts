import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors';

const taken = (constraint: string | undefined) =>
  constraint === 'account_user_name_key'
    ? new Invalid([{ field: 'userName', message: 'Somebody else has this user name. Choose another.' }])
    : new Conflict('twice the same', 'This is there already. Go back and look at the list.');

interface DatabaseRefusal {
  readonly code: string;
  readonly message: string;
  readonly constraint?: string;
}

function isRefusal(error: unknown): error is DatabaseRefusal {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

function ours({ code, message, constraint }: DatabaseRefusal): Error | undefined {
  if (code === '42501') {
    return new Forbidden(
      message,
      'You may not do this yourself. Ask the Head, or the trust’s safeguarding lead.',
    );
  }
  if (code === 'GH404') return new NotFound(message);
  if (code === 'GH409') {
    return new Conflict(
      message,
      'This has changed since you opened the page. Go back and look at the list again.',
    );
  }
  if (code === '23505' || code === '23P01') return taken(constraint);
  if (code === '23514' && constraint === 'account_user_name_check') {
    const text =
      'Use 2 to 64 letters, digits, dots, hyphens, underlines or @, and begin with a letter or digit.';
    return new Invalid([{ field: 'userName', message: text }]);
  }
  return undefined;
}

/** What the database's own functions refuse (0003-sign-in.sql), as an answer that a page can give. */
export async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw (isRefusal(error) ? ours(error) : undefined) ?? error;
  }
}
