import { buffer } from 'node:stream/consumers';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** One element of the structure tree with the text that hangs on it, as a screen reader meets it. */
export interface Tagged {
  readonly role: string;
  readonly text: string;
}

export interface ReadPdf {
  readonly title: string;
  readonly lang: string;
  readonly isTagged: boolean;
  /** Everything that is drawn, artefacts too, a string a page. */
  readonly pages: readonly string[];
  /** Everything in the tree, in reading order. */
  readonly tagged: readonly Tagged[];
  /** Label and value of every table row, over page ends. */
  readonly rows: ReadonlyMap<string, string>;
}

interface Node {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}

type Item = {
  readonly str?: string;
  readonly hasEOL?: boolean;
  readonly type?: string;
  readonly id?: string;
};

/** The text of each marked piece of a page, by its id. */
function marked(items: readonly Item[]): Map<string, string> {
  const texts = new Map<string, string>();
  const open: (string | undefined)[] = [];
  for (const item of items) {
    if (item.type?.startsWith('beginMarkedContent')) open.push(item.id);
    else if (item.type === 'endMarkedContent') open.pop();
    // A piece inside a piece, such as letters with their original behind them, has no id of its own.
    const id = open.findLast((candidate) => typeof candidate === 'string');
    if (item.str !== undefined && id !== undefined) {
      texts.set(id, `${texts.get(id) ?? ''}${item.str}${item.hasEOL ? '\n' : ''}`);
    }
  }
  return texts;
}

const LEAVES = new Set(['H1', 'H2', 'H3', 'P', 'TH', 'TD']);

function walk(node: Node, texts: ReadonlyMap<string, string>, found: Tagged[]): void {
  if (node.role !== undefined && LEAVES.has(node.role)) {
    const text = (node.children ?? []).map(({ id }) => texts.get(id ?? '') ?? '').join('\n');
    found.push({ role: node.role, text: text.trim() });
    return;
  }
  for (const child of node.children ?? []) walk(child, texts, found);
}

function rowsOf(tagged: readonly Tagged[]): Map<string, string> {
  const rows = new Map<string, string>();
  let label = '';
  for (const { role, text } of tagged) {
    if (role === 'TH' && text !== '') label = text;
    if (role === 'TD') rows.set(label, [rows.get(label), text].filter(Boolean).join('\n'));
  }
  return rows;
}

/** Reads a PDF back with another program than the one that wrote it. */
export async function readPdf(pdf: NodeJS.ReadableStream | Promise<Buffer>, password = ''): Promise<ReadPdf> {
  const data = 'pipe' in pdf ? await buffer(pdf) : await pdf;
  const task = getDocument({ data: new Uint8Array(data), verbosity: 0, password });
  const document = await task.promise;
  const { info } = await document.getMetadata();
  const pages: string[] = [];
  const tagged: Tagged[] = [];
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n);
    const { items, lang } = await page.getTextContent({ includeMarkedContent: true });
    pages.push((items as Item[]).map((item) => `${item.str ?? ''}${item.hasEOL ? '\n' : ''}`).join(''));
    walk((await page.getStructTree()) as Node, marked(items as Item[]), tagged);
    if (n === document.numPages) {
      // Its type says an object, its code gives a map.
      const marks = (await document.getMarkInfo()) as unknown as ReadonlyMap<string, boolean> | null;
      const facts = info as { Title?: string };
      await task.destroy();
      return {
        title: facts.Title ?? '',
        lang: lang ?? '',
        isTagged: marks?.get('Marked') === true,
        pages,
        tagged,
        rows: rowsOf(tagged),
      };
    }
  }
  throw new Error('a PDF without pages');
}
