/** The 23 letters of a unique pupil number; I, O and S are left out because they look like digits. */
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const SHAPE = /^[A-Z]\d{11}[0-9A-Z]$/;

/** Whether this is meant as a UPN: a letter, eleven digits, and a digit (or a letter, when temporary). */
export const looksLikeUpn = (text: string): boolean => SHAPE.test(text.toUpperCase());

const weightOf = (character: string): number =>
  character >= '0' && character <= '9' ? Number(character) : LETTERS.indexOf(character);

/**
 * The letter a UPN must begin with: the twelve places after it, weighted 2 to 13, modulo 23. Undefined
 * where a place holds a letter that no UPN uses.
 */
export const upnCheckLetter = (upn: string): string | undefined => {
  let sum = 0;
  for (let place = 1; place < 13; place += 1) {
    const value = weightOf(upn.charAt(place));
    if (value < 0) return undefined;
    sum += value * (place + 1);
  }
  return LETTERS.charAt(sum % LETTERS.length);
};

/** The UPN in capitals when shape and check letter are right, else undefined. */
export const parseUpn = (text: string): string | undefined => {
  const upn = text.trim().toUpperCase();
  if (!SHAPE.test(upn)) return undefined;
  return upnCheckLetter(upn) === upn.charAt(0) ? upn : undefined;
};
