/** The bytes of a file cannot be had back: a checksum is wrong, or the zip is broken inside it. */
export class DamagedFile extends Error {
  constructor(options?: ErrorOptions) {
    super('The file is damaged.', options);
    this.name = 'DamagedFile';
  }
}

/** The bytes are there but are not text as a roster writes it. */
export class BadText extends Error {
  readonly line: number;
  readonly code: string;
  readonly problem: string;
  readonly remedy: string;

  constructor(line: number, words: { code: string; problem: string; remedy: string }) {
    super(words.problem);
    this.name = 'BadText';
    this.line = line;
    this.code = words.code;
    this.problem = words.problem;
    this.remedy = words.remedy;
  }
}
