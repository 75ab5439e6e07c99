/**
 * A path of ours to go on to after signing in, or nothing: it must stay on this site whatever was put into the
 * address. The query is dropped; pages that need one are reached from their own page.
 */
export function safePath(text: string | undefined): string | undefined {
  if (
    text === undefined ||
    text.length > 500 ||
    !/^\/(?![/\\])[\w\-./~%]*$/.test(text.split('?', 1)[0] ?? '')
  ) {
    return undefined;
  }
  const base = 'http://gatehouse.invalid';
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  const ours =
    url.origin === base && !url.pathname.startsWith('//') && !/^\/(sign-in|sign-out|demo)/.test(url.pathname);
  return ours ? url.pathname : undefined;
}
