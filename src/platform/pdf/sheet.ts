import type { Readable } from 'node:stream';
import PDFDocument from 'pdfkit';
import { type Face, faces, fontName } from './faces.ts';
import { BOTTOM, LEFT, type Placed, type Style, styles, TOP, WIDTH } from './geometry.ts';
import { type Line, linesOf } from './lines.ts';
import type { PaperOptions } from './order.ts';
import type { Piece } from './pieces.ts';

declare global {
  namespace PDFKit.Mixins {
    interface StructureElementOptions {
      /** What a table's header cell is the header of; the library has it, its types do not. */
      scope?: 'Row' | 'Column';
    }
  }
}

/** A part of the tree that screen readers follow. */
export type Element = ReturnType<PDFKit.PDFDocument['struct']>;

/** Screen readers may read an encrypted file as well as anybody. */
const locked = (passCode: string) =>
  ({
    pdfVersion: '1.7ext3',
    userPassword: passCode,
    permissions: { printing: 'highResolution', contentAccessibility: true, copying: true },
  }) as const;

function openDocument({ title, made, passCode }: PaperOptions): PDFKit.PDFDocument {
  return new PDFDocument({
    size: 'A4',
    margin: 0,
    // No standard font: every letter that is drawn comes out of a font in the file.
    font: '',
    bufferPages: true,
    ...(passCode === undefined ? ({ pdfVersion: '1.7', subset: 'PDF/A-2a' } as const) : locked(passCode)),
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    info: { Title: title, Creator: 'Gatehouse', Producer: 'Gatehouse', CreationDate: made },
  });
}

/** The pages, where on them we are, and the tags: all that knows the library that writes PDF. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly #root: Element;
  readonly #options: PaperOptions;
  readonly #faces: readonly Face[] = faces();
  readonly #widths = new Map<string, number>();
  y = TOP;
  #replaced = false;

  constructor(options: PaperOptions) {
    this.#options = options;
    this.doc = openDocument(options);
    for (const face of this.#faces) {
      this.doc.registerFont(fontName(face, false), face.data);
      if (face.bold !== undefined) this.doc.registerFont(fontName(face, true), face.bold);
    }
    this.#root = this.doc.struct('Document');
    this.doc.addStructure(this.#root);
  }

  get replaced(): boolean {
    return this.#replaced;
  }

  /** Laid out once for each word, however often it stands in the text and is asked for. */
  measure(piece: Piece, style: Style): number {
    const key = `${piece.face} ${style.size} ${style.bold === true} ${piece.text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    const width = this.#setFont(piece, style).widthOfString(piece.text);
    this.#widths.set(key, width);
    return width;
  }

  #faceOf(piece: Piece): Face {
    const face = this.#faces.find(({ name }) => name === piece.face);
    if (face === undefined) throw new Error(`no font called ${piece.face}`);
    return face;
  }

  #setFont(piece: Piece, style: Style): PDFKit.PDFDocument {
    return this.doc.font(fontName(this.#faceOf(piece), style.bold === true)).fontSize(style.size);
  }

  lines(text: string, style: Style, width: number): Line[] {
    const lines = linesOf(text, this.#faces, width, (piece) => this.measure(piece, style));
    this.#replaced ||= lines.some((line) => line.pieces.some((piece) => piece.actual !== undefined));
    return lines;
  }

  newPage(): void {
    this.doc.addPage();
    this.y = TOP;
  }

  /** Goes to the next page when what comes is higher than what is left. */
  keep(height: number): void {
    if (this.y + height > BOTTOM && this.y > TOP) this.newPage();
  }

  add(
    tag: string,
    parent: Element = this.#root,
    options: PDFKit.Mixins.StructureElementOptions = {},
  ): Element {
    const element = this.doc.struct(tag, options);
    parent.add(element);
    return element;
  }

  /** What screen readers pass over: frames, bands, page numbers. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.doc.markContent('Artifact', { type });
    draw();
    this.doc.endMarkedContent();
  }

  /** Draws lines of this page and hangs them on their element; a text over two pages is given in two calls. */
  content(element: Element, tag: string, placed: readonly Placed[]): void {
    if (placed.length === 0) return;
    element.add(this.doc.markStructureContent(tag));
    for (const item of placed) this.#line(item);
    this.doc.endMarkedContent();
  }

  /** Numbers the pages and gives the file to read. */
  end(): Readable {
    const { count } = this.doc.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.doc.switchToPage(page);
      this.artifact(() => this.#edges(page + 1, count), 'Pagination');
    }
    this.#root.end();
    this.doc.end();
    return this.doc as unknown as Readable;
  }

  #edges(page: number, count: number): void {
    const { title, reference, footer } = this.#options;
    const draw = (text: string, y: number, side: 'left' | 'right') => {
      const [line] = this.lines(text, styles.edge, WIDTH);
      if (line === undefined) return;
      const width = line.pieces.reduce((sum, piece) => sum + this.measure(piece, styles.edge), 0);
      this.#line({
        line,
        style: styles.edge,
        x: side === 'left' ? LEFT : LEFT + WIDTH - width,
        y,
        box: false,
      });
    };
    draw(title.replace(` ${reference}`, ''), 32, 'left');
    draw(reference, 32, 'right');
    this.doc
      .lineWidth(0.5)
      .moveTo(LEFT, 48)
      .lineTo(LEFT + WIDTH, 48)
      .stroke('#000000');
    draw(footer, 806, 'left');
    draw(`Page ${page} of ${count}`, 806, 'right');
  }

  #line({ line, style, x, y }: Placed): void {
    let at = x;
    // Fonts of different heights stand on one line.
    const baseline = y + (this.#faces[0]?.ascent ?? 1) * style.size;
    for (const [n, piece] of line.pieces.entries()) {
      const doc = this.#setFont(piece, style).fillColor('#000000');
      const { rightToLeft } = this.#faceOf(piece);
      const actual = piece.actual ?? (rightToLeft ? piece.text : undefined);
      if (actual !== undefined) doc.markContent('Span', { actual });
      // Each word is shaped by the font; the order of the words is ours to give.
      doc.text(rightToLeft ? piece.text.split(' ').toReversed().join(' ') : piece.text, at, baseline, {
        lineBreak: false,
        baseline: 'alphabetic',
      });
      if (actual !== undefined) doc.endMarkedContent();
      if (n < line.pieces.length - 1) at += this.measure(piece, style);
    }
  }
}
