/** Joins the class names that apply; whatever is false, empty or undefined is left out. */
export function classNames(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}

/** Joins ids for aria-describedby; undefined when there are none, so that the attribute is left out. */
export function idList(...ids: readonly (string | false | undefined)[]): string | undefined {
  return classNames(...ids) || undefined;
}
