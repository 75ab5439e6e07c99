import { GatehouseError } from '#platform/errors';
import { openFrames, sealFrames } from './sealed-frames.ts';

/** What was sealed does not open: changed, cut off, or sealed with another key. */
export class DamagedStream extends Error {}

/** One stream of any length under a key of its own, in frames that can be neither moved nor cut off. */
export interface StreamCipher {
  seal(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer>;
  /** Nothing is passed on that was not authenticated; throws {@link DamagedStream}. */
  open(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer>;
}

async function* open(key: Uint8Array, source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  try {
    yield* openFrames(key, source);
  } catch (error) {
    if (error instanceof GatehouseError)
      throw new DamagedStream('it was changed or cut off', { cause: error });
    throw error;
  }
}

export function streamCipher(key: Uint8Array): StreamCipher {
  return { seal: (source) => sealFrames(key, source), open: (source) => open(key, source) };
}
