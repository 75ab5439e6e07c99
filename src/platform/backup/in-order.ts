/** Works on several at once, and hands the results on in the order of the source. */
export async function* inOrder<T, R>(
  source: AsyncIterable<T>,
  atOnce: number,
  act: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  try {
    for await (const item of source) {
      const next = act(item);
      // Its failure is told of when it is its turn; until then it is nobody's.
      next.catch(() => {});
      running.push(next);
      const first = running.length >= atOnce ? running.shift() : undefined;
      if (first !== undefined) yield await first;
    }
    for (let next = running.shift(); next !== undefined; next = running.shift()) yield await next;
  } finally {
    // Nothing goes on behind the back of whoever stopped reading.
    await Promise.allSettled(running);
  }
}
