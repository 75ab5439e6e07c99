interface Writer {
  readonly abort: () => void;
  readonly done: Promise<unknown>;
}

const writers = new Map<string, Writer>();

/**
 * One upload writes one file: whoever comes later for the same path ends what still comes in for the earlier one, waits
 * until nobody holds the file, and begins. `work` holds it until it has given the file its place: what is kept is written
 * by nobody any more. Two processes on one folder do not know of each other; that a file was changed is found when it opens.
 */
export async function oneWriter<T>(path: string, work: (receiving: AbortSignal) => Promise<T>): Promise<T> {
  for (let earlier = writers.get(path); earlier !== undefined; earlier = writers.get(path)) {
    earlier.abort();
    await earlier.done;
  }
  const receiving = new AbortController();
  const working = work(receiving.signal).finally(() => writers.delete(path));
  writers.set(path, { abort: () => receiving.abort(), done: working.catch(() => {}) });
  return working;
}
