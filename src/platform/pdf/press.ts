import type { Readable } from 'node:stream';
import {
  BOTTOM,
  type Cell,
  LABEL_WIDTH,
  LEFT,
  lineHeight,
  type Measured,
  PADDING,
  type Placed,
  type Row,
  RULE_STEP,
  type Style,
  styles,
  WIDTH,
} from './geometry.ts';
import type { Order, PaperOptions, Part, Picture, Pictured } from './order.ts';
import { type Element, Sheet } from './sheet.ts';

/** Writes an A4 document from top to bottom, tagged for screen readers as it goes. It is read once, after `end`. */
class Press {
  readonly #sheet: Sheet;

  constructor(options: PaperOptions) {
    this.#sheet = new Sheet(options);
  }

  /** One thing after the other, in the order in which they were put on the paper. */
  put(part: Part): void {
    if (part.kind === 'rows') this.rows(part.rows);
    else if (part.kind === 'pictured') for (const item of part.items) this.pictured(item);
    else if (part.kind !== 'ifReplaced') this[part.kind](part.text);
    else if (this.#sheet.replaced) this.paragraph(part.text);
  }

  title(text: string): void {
    this.#block('H1', text, styles.title);
  }

  section(text: string): void {
    const sheet = this.#sheet;
    const height = lineHeight(styles.section) + 2 * PADDING;
    // A heading stays with what it is the heading of.
    sheet.keep(110);
    sheet.y += 12;
    sheet.artifact(() => sheet.doc.rect(LEFT, sheet.y, WIDTH, height).fill('#e4e4e4'));
    const [line] = sheet.lines(text, styles.section, WIDTH - 2 * PADDING);
    const place = { style: styles.section, x: LEFT + PADDING, y: sheet.y + PADDING, box: false };
    sheet.content(sheet.add('H2'), 'H2', line ? [{ line, ...place }] : []);
    sheet.y += height;
  }

  paragraph(text: string): void {
    this.#sheet.y += 3;
    this.#block('P', text, styles.text);
  }

  /** A paragraph in a frame, for what must not be overlooked. */
  warning(text: string): void {
    const sheet = this.#sheet;
    const cell = this.#stack([{ text, style: styles.warning }], LEFT + 2 * PADDING, WIDTH - 4 * PADDING);
    const height = cell.height + 4 * PADDING;
    sheet.keep(height);
    sheet.y += 4;
    sheet.artifact(() =>
      sheet.doc
        .lineWidth(2)
        .rect(LEFT + 1, sheet.y, WIDTH - 2, height)
        .stroke('#000000'),
    );
    const move = (p: Placed) => ({ ...p, y: p.y + sheet.y + 2 * PADDING });
    sheet.content(sheet.add('P'), 'P', cell.placed.map(move));
    sheet.y += height + 4;
  }

  /** The picture is passed over by screen readers: the words beside it say what it shows. */
  pictured({ picture, size, text, box }: Pictured): void {
    const sheet = this.#sheet;
    const left = LEFT + (box ? 34 : 0);
    const cell = this.#stack(
      [{ text, style: styles.big }],
      left + size + 16,
      LEFT + WIDTH - left - size - 16,
    );
    const height = Math.max(size, cell.height) + 10;
    sheet.keep(height);
    const top = sheet.y;
    sheet.artifact(() => {
      if (box)
        sheet.doc
          .lineWidth(1.5)
          .rect(LEFT, top + size / 2 - 11, 22, 22)
          .stroke('#000000');
      this.#draw(picture, left, top, size);
    });
    const down = top + Math.max(0, (size - cell.height) / 2);
    sheet.content(
      sheet.add('P'),
      'P',
      cell.placed.map((placed) => ({ ...placed, y: placed.y + down })),
    );
    sheet.y = top + height;
  }

  #draw({ view, paths, line }: Picture, x: number, y: number, size: number): void {
    const { doc } = this.#sheet;
    doc
      .save()
      .translate(x, y)
      .scale(size / view);
    for (const { d, fill } of paths) {
      doc.path(d);
      if (line === undefined) doc.fill(fill ?? '#000000');
      else if (fill === undefined) doc.lineWidth(line).lineCap('round').lineJoin('round').stroke('#000000');
      else doc.lineWidth(line).fillAndStroke(fill, '#000000');
    }
    doc.restore();
  }

  /** A table of two columns whose left cells are its headers. */
  rows(rows: readonly Row[]): void {
    const table = this.#sheet.add('Table');
    for (const row of rows) this.#row(table, row);
    this.#sheet.y += 4;
  }

  /** Numbers the pages and gives the file to read. */
  end(): Readable {
    return this.#sheet.end();
  }

  /** Lines one under the other, over as many pages as they need. */
  #block(tag: string, text: string, style: Style): void {
    const sheet = this.#sheet;
    const element = sheet.add(tag);
    for (const line of sheet.lines(text, style, WIDTH)) {
      sheet.keep(lineHeight(style));
      sheet.content(element, tag, [{ line, style, x: LEFT, y: sheet.y, box: false }]);
      sheet.y += lineHeight(style);
    }
    sheet.y += 4;
  }

  #stack(parts: readonly { text: string; style: Style }[], x: number, width: number): Cell {
    const placed: Placed[] = [];
    let y = 0;
    for (const { text, style } of parts) {
      for (const line of this.#sheet.lines(text, style, width)) {
        placed.push({ line, style, x, y, box: false });
        y += lineHeight(style);
      }
    }
    return { placed, height: y };
  }

  #ticks(ticks: readonly string[], columns: number, x: number, width: number): Cell {
    const placed: Placed[] = [];
    const column = width / columns;
    let y = 0;
    for (let i = 0; i < ticks.length; i += columns) {
      const cells = ticks.slice(i, i + columns).map((tick, c) => ({
        left: x + c * column + 16,
        lines: this.#sheet.lines(tick, styles.tick, column - 24),
      }));
      for (const { left, lines } of cells) {
        for (const [n, line] of lines.entries()) {
          placed.push({
            line,
            style: styles.tick,
            x: left,
            y: y + n * lineHeight(styles.tick),
            box: n === 0,
          });
        }
      }
      y += Math.max(...cells.map(({ lines }) => lines.length)) * lineHeight(styles.tick) + 3;
    }
    return { placed, height: y };
  }

  #label(row: Row, split: number): Cell {
    const hint = row.hint === undefined ? [] : [{ text: row.hint, style: styles.hint }];
    const width = (split === 0 ? WIDTH : split) - 2 * PADDING;
    return this.#stack([{ text: row.label, style: styles.label }, ...hint], LEFT + PADDING, width);
  }

  #value(row: Row, split: number): Cell {
    const [x, width] = [LEFT + split + PADDING, WIDTH - split - 2 * PADDING];
    if (row.ticks !== undefined) return this.#ticks(row.ticks, row.columns ?? 1, x, width);
    const text = row.value ?? '';
    return text === '' ? { placed: [], height: 0 } : this.#stack([{ text, style: styles.text }], x, width);
  }

  #measure(row: Row): Measured {
    const split = row.wide === true ? 0 : LABEL_WIDTH;
    const label = this.#label(row, split);
    const value = this.#value(row, split);
    const ruled = (row.lines ?? 0) * RULE_STEP;
    const beside = Math.max(label.height, value.height + ruled) + 2 * PADDING;
    if (split > 0) return { label, value, ruled, split, height: beside };
    const under = label.height + PADDING;
    const placed = value.placed.map((p) => ({ ...p, y: p.y + under }));
    return {
      label,
      value: { ...value, placed },
      ruled,
      split,
      height: under + value.height + ruled + 2 * PADDING,
    };
  }

  #row(table: Element, row: Row): void {
    const measured = this.#measure(row);
    const { height, ruled, label } = measured;
    // A short row, and room to write, move to the next page whole; a long text is cut between lines.
    this.#sheet.keep(ruled > 0 ? height : Math.min(height, Math.max(70, label.height + 2 * PADDING)));
    const element = this.#sheet.add('TR', table);
    const head = this.#sheet.add('TH', element, { scope: 'Row' });
    this.#parts(head, this.#sheet.add('TD', element), measured);
  }

  /** Draws a row, on as many pages as it needs. */
  #parts(head: Element, data: Element, { label, value, height, ruled, split }: Measured): void {
    const sheet = this.#sheet;
    let from = 0;
    do {
      const room = Math.min(BOTTOM - sheet.y, height - from);
      const fits = (p: Placed) =>
        p.y >= from && p.y + lineHeight(p.style) + 2 * PADDING <= from + room + 0.01;
      const here = value.placed.filter(fits);
      const after = value.placed.find((p) => p.y >= from && !fits(p));
      const part = after === undefined ? height - from : room;
      const move = (p: Placed): Placed => ({ ...p, y: sheet.y + PADDING + p.y - from });
      sheet.artifact(() => this.#frame(part, split, here.map(move), after === undefined ? ruled : 0));
      if (from === 0) sheet.content(head, 'TH', label.placed.map(move));
      sheet.content(data, 'TD', here.map(move));
      sheet.y += part;
      from = after?.y ?? height;
      if (after !== undefined) sheet.newPage();
    } while (from < height);
  }

  #frame(height: number, split: number, placed: readonly Placed[], ruled: number): void {
    const { doc, y: top } = this.#sheet;
    doc.lineWidth(0.75).strokeColor('#000000').rect(LEFT, top, WIDTH, height).stroke();
    if (split > 0)
      doc
        .moveTo(LEFT + split, top)
        .lineTo(LEFT + split, top + height)
        .stroke();
    for (const { x, y, box } of placed) if (box) doc.rect(x - 14, y + 1, 9, 9).stroke();
    doc.lineWidth(0.3);
    const end = top + height - PADDING;
    for (let y = end - ruled + RULE_STEP; y < end; y += RULE_STEP) {
      doc
        .moveTo(LEFT + split + PADDING, y)
        .lineTo(LEFT + WIDTH - PADDING, y)
        .stroke('#808080');
    }
  }
}

/** The whole document, to be read once. It takes as long as the text is long: a thread of its own does it. */
export function press({ options, parts }: Order): Readable {
  const paper = new Press(options);
  for (const part of parts) paper.put(part);
  return paper.end();
}
