import fc from 'fast-check';

/** What nobody would type, and ids that are somebody's. */
export const oddText = (ids: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '\u0000',
      '\ud800',
      '-1',
      '99999999999999999999',
      '31',
      "'; drop table people.person; --",
      '<script>',
      '%',
      '_',
      'null',
      'constructor',
      '__proto__',
      '2026-02-30',
    ),
    fc.constantFrom(...ids),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.integer({ min: 20_000, max: 40_000 }).map((length) => 'x'.repeat(length)),
  );

/** What may stand for an id in an address. */
export const oddParam = (ids: readonly string[]) =>
  fc.oneof(fc.constantFrom(...ids), fc.constantFrom('..', 'null', '%00', '1', 'x'.repeat(90)));

/** A route with something in each of its places. */
export function filled(route: string, params: readonly string[]): string {
  let at = 0;
  return route.replace(/:[a-z]+/gi, () => encodeURI(params[at++ % params.length] ?? ''));
}
