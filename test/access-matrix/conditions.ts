/** One part of a condition left out. */
export interface Variant {
  readonly part: string;
  readonly rest: string;
}

/** Where the parenthesis that opens at `open` is closed. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`unbalanced: ${text}`);
}

/** The parts between `AND` or `OR` of what stands between two places, not looking into parentheses. */
function partsOf(text: string, from: number, to: number, word: string): [number, number][] {
  const parts: [number, number][] = [];
  let begin = from;
  for (let at = from; at < to; at += 1) {
    if (text[at] === '(') at = closing(text, at);
    else if (text.startsWith(word, at)) {
      parts.push([begin, at]);
      begin = at + word.length;
    }
  }
  return parts.length === 0 ? [] : [...parts, [begin, to]];
}

/**
 * A condition as PostgreSQL prints it (every operation in parentheses), once without each of its parts: `true` for a
 * part of an `AND`, `false` for one of an `OR`.
 */
export function withoutOnePart(condition: string): Variant[] {
  const variants: Variant[] = [];
  for (let open = condition.indexOf('('); open !== -1; open = condition.indexOf('(', open + 1)) {
    const close = closing(condition, open);
    for (const [word, nothing] of [
      [' AND ', 'true'],
      [' OR ', 'false'],
    ] as const) {
      for (const [from, to] of partsOf(condition, open + 1, close, word)) {
        variants.push({
          part: condition.slice(from, to).replaceAll(/\s+/g, ' '),
          rest: `${condition.slice(0, from)}${nothing}${condition.slice(to)}`,
        });
      }
    }
  }
  return variants;
}
