import type { Row } from './geometry.ts';
import type { Order, PaperOptions, Part, Pictured } from './order.ts';
import { printRoom } from './print-room.ts';

/** An A4 document as it is put together: cheap, since nothing is measured or drawn before `print`. */
export class Paper {
  readonly #options: PaperOptions;
  readonly #parts: Part[] = [];

  constructor(options: PaperOptions) {
    this.#options = options;
  }

  title(text: string): void {
    this.#parts.push({ kind: 'title', text });
  }

  section(text: string): void {
    this.#parts.push({ kind: 'section', text });
  }

  paragraph(text: string): void {
    this.#parts.push({ kind: 'paragraph', text });
  }

  /** A paragraph that stands there only if, before it, some characters were told of in words: no font has them. */
  ifReplaced(text: string): void {
    this.#parts.push({ kind: 'ifReplaced', text });
  }

  /** A paragraph in a frame, for what must not be overlooked. */
  warning(text: string): void {
    this.#parts.push({ kind: 'warning', text });
  }

  pictured(items: readonly Pictured[]): void {
    this.#parts.push({ kind: 'pictured', items });
  }

  /** A table of two columns whose left cells are its headers. */
  rows(rows: readonly Row[]): void {
    this.#parts.push({ kind: 'rows', rows });
  }

  get order(): Order {
    return { options: this.#options, parts: this.#parts };
  }

  /** The file. One is made at a time, and everybody's turn comes: `reader` is whoever waits for it. */
  print(reader: string): Promise<Buffer> {
    return printRoom.print(this.order, reader);
  }
}
