/** Names for made-up people and schools. None is meant to be anybody or any school there is. */
export const givenNames = [
  'Aaliyah',
  'Abel',
  'Adaeze',
  'Aoife',
  'Arjun',
  'Beatrix',
  'Bilal',
  'Caio',
  'Cerys',
  'Chidi',
  'Dafydd',
  'Delphine',
  'Ebele',
  'Eilidh',
  'Elif',
  'Emre',
  'Farah',
  'Fionn',
  'Greta',
  'Hamza',
  'Ines',
  'Isla',
  'Jakub',
  'Jemima',
  'Kasia',
  'Keir',
  'Leila',
  'Lorcan',
  'Maëlle',
  'Malachy',
  'Niamh',
  'Noor',
  'Oskar',
  'Padma',
  'Quentin',
  'Rhian',
  'Saoirse',
  'Søren',
  'Tamsin',
  'Tomasz',
  'Uma',
  'Viktor',
  'Wren',
  'Xanthe',
  'Yusuf',
  'Zofia',
  'Anne-Marie',
  'Zoë',
] as const;

const beginnings = [
  'Ask',
  'Brant',
  'Cald',
  'Dun',
  'Elder',
  'Fen',
  'Gar',
  'Hax',
  'Ivel',
  'Kes',
  'Lorn',
  'Mar',
  'Nether',
  'Orm',
  'Pell',
  'Quar',
  'Rud',
  'Strand',
  'Thorn',
  'Ulver',
  'Vane',
  'Wex',
  'Yar',
  'O’Dar',
] as const;
const endings = [
  'acre',
  'bourne',
  'combe',
  'dale',
  'ever',
  'field',
  'garth',
  'holt',
  'iss',
  'keld',
  'low',
  'mere',
  'ney',
  'over',
  'rigg',
  'shaw',
  'thwaite',
  'wick',
] as const;

/** A stream of numbers from 0 up to 1, the same for the same seed (Mulberry32). */
export const createRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

export const oneOf = <T>(random: () => number, list: readonly [T, ...T[]] | readonly T[], fallback: T): T =>
  list[Math.floor(random() * list.length)] ?? fallback;

export const madeUpGivenName = (random: () => number): string => oneOf(random, givenNames, 'Alex');

export const madeUpFamilyName = (random: () => number): string =>
  oneOf(random, beginnings, 'Ask') + oneOf(random, endings, 'dale');
