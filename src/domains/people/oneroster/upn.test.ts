import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikeUpn, parseUpn, upnCheckLetter } from './upn.ts';

describe('UPN', () => {
  it('takes a number whose check letter is right, worked out by hand', () => {
    // 8×2 + 1×4 + 2×5 + 1×10 + 1×13 = 53; 53 mod 23 = 7; the eighth letter is H.
    expect(parseUpn('H801200001001')).toBe('H801200001001');
    expect(parseUpn(' h801200001001 ')).toBe('H801200001001');
  });

  it('refuses one whose check letter is wrong', () => {
    expect(parseUpn('A801200001001')).toBeUndefined();
  });

  it('takes a temporary number, which ends in a letter', () => {
    const letter = upnCheckLetter('?80120000100B') ?? '';
    // As before, with B counting 1 in the last place as the digit 1 does.
    expect(letter).toBe('H');
    expect(parseUpn('H80120000100B')).toBe('H80120000100B');
    expect(parseUpn('H80120000100S')).toBeUndefined();
  });

  it.each(['', 'H80120000100', 'H8012000010011', '8801200001001', 'H80120000A001'])(
    'does not mistake %j for one',
    (text) => {
      expect(looksLikeUpn(text)).toBe(false);
      expect(parseUpn(text)).toBeUndefined();
    },
  );

  it('notices any one digit that is changed', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(digits, fc.nat(11), fc.integer({ min: 1, max: 9 }), (rest, place, step) => {
        const upn = `${upnCheckLetter(`A${rest.join('')}`) ?? ''}${rest.join('')}`;
        expect(parseUpn(upn)).toBe(upn);
        const changed = rest.with(place, ((rest[place] ?? 0) + step) % 10);
        expect(parseUpn(upn.charAt(0) + changed.join(''))).toBeUndefined();
      }),
    );
  });
});
