import type { Row } from './geometry.ts';

export interface PaperOptions {
  /** The document's title: no name of a child. */
  readonly title: string;
  readonly made: Date;
  /** At the head of every page, on the right. */
  readonly reference: string;
  /** At the foot of every page, on the left. */
  readonly footer: string;
  /** Opens the file, which is then encrypted with AES-256; PDF/A, which is for keeping, allows no encryption. */
  readonly passCode?: string;
}

/** A drawing of paths, as SVG writes them, in a square of `view` units. What it shows is said by the words beside it. */
export interface Picture {
  readonly view: number;
  readonly paths: readonly { readonly d: string; readonly fill?: string }[];
  /** Drawn with a line of this many units; filled alone without one. */
  readonly line?: number;
}

/** A picture with words beside it, and a box to tick where it is an answer. */
export interface Pictured {
  readonly picture: Picture;
  /** Points. */
  readonly size: number;
  readonly text: string;
  readonly box?: boolean;
}

/** What can stand on a paper: values alone, so that they can go to another thread. */
export type Part =
  | {
      readonly kind: 'title' | 'section' | 'paragraph' | 'warning' | 'ifReplaced';
      readonly text: string;
    }
  | { readonly kind: 'pictured'; readonly items: readonly Pictured[] }
  | { readonly kind: 'rows'; readonly rows: readonly Row[] };

export interface Order {
  readonly options: PaperOptions;
  readonly parts: readonly Part[];
}
