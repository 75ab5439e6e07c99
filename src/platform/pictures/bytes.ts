/** What is read is not the picture that its first bytes promise. */
export class DamagedPicture extends Error {}

/** A stream read by count, so that no picture is ever in memory as a whole. */
export class Bytes {
  readonly #pieces: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(pieces: AsyncIterable<Buffer>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  async #more(): Promise<void> {
    const { value, done } = await this.#pieces.next();
    if (done) throw new DamagedPicture('the picture ends too soon');
    this.#held = this.#held.length === 0 ? value : Buffer.concat([this.#held, value]);
  }

  #cut(count: number): Buffer {
    const cut = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return cut;
  }

  /** For what is small: headers and segments. */
  async take(count: number): Promise<Buffer> {
    while (this.#held.length < count) await this.#more();
    return this.#cut(count);
  }

  async *pass(count: number): AsyncGenerator<Buffer, void> {
    for (let left = count; left > 0; ) {
      if (this.#held.length === 0) await this.#more();
      const piece = this.#cut(left);
      left -= piece.length;
      yield piece;
    }
  }

  async skip(count: number): Promise<void> {
    for await (const _ of this.pass(count));
  }

  /** Everything up to where `find` says that it ends; -1: it goes on, but for a last byte that may begin the end. */
  async *passUntil(find: (held: Buffer) => number): AsyncGenerator<Buffer, void> {
    for (;;) {
      const end = find(this.#held);
      if (end >= 0) {
        yield this.#cut(end);
        return;
      }
      const last = this.#held.at(-1) === 0xff ? 1 : 0;
      yield this.#cut(this.#held.length - last);
      await this.#more();
    }
  }

  /** To the end, since whoever sends may have something to say of the whole. */
  async drain(): Promise<void> {
    while (!(await this.#pieces.next()).done);
  }

  /** Nobody reads on: whoever sends may stop. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}
