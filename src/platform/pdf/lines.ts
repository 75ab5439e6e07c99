import type { Face } from './faces.ts';
import { clustersOf, type Piece, piecesOf } from './pieces.ts';

export interface Line {
  readonly pieces: readonly Piece[];
}

/** Points that a piece takes in a line. */
export type Measure = (piece: Piece) => number;

/** What may stand at the end of a line: a word with the space after it, or a told gap, which is never torn. */
function unitsOf(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece) =>
    piece.actual === undefined
      ? (piece.text.match(/\s+|\S+\s*/g) ?? []).map((text) => ({ ...piece, text }))
      : [piece],
  );
}

/**
 * A web address or a run of letters that is wider than the column is broken between letters. Each letter is measured by
 * itself: to measure every beginning of the run would take its length squared.
 */
function tear(unit: Piece, width: number, measure: Measure): Piece[] {
  const parts: Piece[] = [];
  let text = '';
  let used = 0;
  for (const cluster of clustersOf(unit.text)) {
    const more = measure({ ...unit, text: cluster });
    if (text !== '' && used + more > width) {
      parts.push({ ...unit, text });
      text = '';
      used = 0;
    }
    text += cluster;
    used += more;
  }
  return [...parts, { ...unit, text }];
}

/** A unit without the spaces at its end, which may stand over the column's edge. */
function visibleWidth(unit: Piece, measure: Measure): number {
  const spaces = unit.text.length - unit.text.trimEnd().length;
  // Measured with its space, as it is drawn, so that the font engine lays each word out once.
  return measure(unit) - (spaces === 0 ? 0 : spaces * measure({ ...unit, text: ' ' }));
}

function breakParagraph(text: string, faces: readonly Face[], width: number, measure: Measure): Line[] {
  const lines: Piece[][] = [[]];
  let used = 0;
  const units = unitsOf(piecesOf(text, faces)).flatMap((unit) =>
    visibleWidth(unit, measure) > width && unit.actual === undefined ? tear(unit, width, measure) : [unit],
  );
  for (const unit of units) {
    if (used > 0 && used + visibleWidth(unit, measure) > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(unit);
    used += measure(unit);
  }
  return lines.map((pieces) => ({ pieces: joinAlike(pieces) }));
}

/** Words of one font are drawn together, which keeps the file small and the text whole for who copies it. */
function joinAlike(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const alike = last?.face === piece.face && last.actual === undefined && piece.actual === undefined;
    if (alike) joined[joined.length - 1] = { ...piece, text: last.text + piece.text };
    else joined.push(piece);
  }
  return joined;
}

/** Breaks text into lines no wider than `width`; an empty line stays one. */
export function linesOf(text: string, faces: readonly Face[], width: number, measure: Measure): Line[] {
  return text.split('\n').flatMap((paragraph) => breakParagraph(paragraph, faces, width, measure));
}
