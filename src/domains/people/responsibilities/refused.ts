import { Conflict, Forbidden, NotFound } from '#platform/errors';

const CHANGED = 'This has changed since you opened the page. Go back and look again.';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What the database's own functions refuse (0009-responsibilities.sql), as an answer that a page can give. */
export async function refused<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'GH404') throw new NotFound('no such responsibility in this scope');
    if (code === '42501')
      throw new Forbidden(
        'gives no such responsibility',
        'Only the headteacher or the trust’s lead may do this.',
      );
    if (code === 'GH403')
      throw new Forbidden(
        'gives this to themself',
        'Nobody gives this to themself: somebody else who may give it has to.',
      );
    if (code === 'GH409' || code === '23P01' || code === '23505')
      throw new Conflict('the register says otherwise', CHANGED);
    throw error;
  }
}
