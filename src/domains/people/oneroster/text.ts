import { isUtf8 } from 'node:buffer';
import { Transform } from 'node:stream';
import { BadText } from './damage.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const TAB = 0x09;
const SPACE = 0x20;
const DELETE = 0x7f;

const notUtf8 = (line: number): BadText =>
  new BadText(line, {
    code: 'not-utf8',
    problem: 'This line is not in UTF-8, so letters with accents cannot be told.',
    remedy: 'Export in UTF-8; from a spreadsheet, save as “CSV UTF-8”.',
  });

const utf16 = (): BadText =>
  new BadText(1, {
    code: 'not-utf8',
    problem: 'This file is in UTF-16, not in UTF-8.',
    remedy: 'Export in UTF-8; from a spreadsheet, save as “CSV UTF-8”, not as “Unicode text”.',
  });

const controlCharacter = (line: number): BadText =>
  new BadText(line, {
    code: 'control-character',
    problem: 'This line holds a character that cannot be seen and belongs in no text.',
    remedy: 'Find the record in the MIS, type the field anew, and export again.',
  });

const tooLong = (line: number, limit: number): BadText =>
  new BadText(line, {
    code: 'line-too-long',
    problem: `This line is longer than ${limit} bytes.`,
    remedy: 'Check that each record stands on a line of its own.',
  });

const grewTooLarge = (line: number): BadText =>
  new BadText(line, {
    code: 'file-too-large',
    problem: 'The file is larger than it first said, and larger than a roster file may be.',
    remedy: 'Check that nothing is writing to it, and that it is the right file.',
  });

/** Looks at whole lines: the first offence in them, or how many lines they were. */
const checkLines = (lines: Buffer, firstLine: number): number => {
  if (!isUtf8(lines)) {
    let line = firstLine;
    let start = 0;
    for (let end = lines.indexOf(LINE_FEED); end >= 0; end = lines.indexOf(LINE_FEED, start)) {
      if (!isUtf8(lines.subarray(start, end))) throw notUtf8(line);
      line += 1;
      start = end + 1;
    }
    throw notUtf8(line);
  }
  let line = firstLine;
  for (let place = 0; place < lines.length; place += 1) {
    const byte = lines[place] ?? 0;
    if (byte >= SPACE && byte !== DELETE) continue;
    if (byte === LINE_FEED) line += 1;
    else if (byte === CARRIAGE_RETURN) {
      const next = lines[place + 1];
      if (next !== LINE_FEED && next !== undefined) throw controlCharacter(line);
    } else if (byte !== TAB) throw controlCharacter(line);
  }
  return line - firstLine;
};

const isUtf16 = (start: Buffer): boolean =>
  (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);

interface TextLimits {
  readonly lineBytes: number;
  readonly fileBytes: number;
}

/** Cuts chunks after their last line feed, which no UTF-8 character contains, and checks what it cuts. */
const lineCutter = (limits: TextLimits, onBytes: (count: number) => void) => {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let seen = 0;
  return {
    take: (chunk: Buffer): Buffer => {
      if (seen === 0 && isUtf16(chunk)) throw utf16();
      seen += chunk.length;
      if (seen > limits.fileBytes) throw grewTooLarge(line);
      onBytes(chunk.length);
      const cut = chunk.lastIndexOf(LINE_FEED) + 1;
      const whole = cut === 0 ? Buffer.alloc(0) : Buffer.concat([rest, chunk.subarray(0, cut)]);
      rest = cut === 0 ? Buffer.concat([rest, chunk]) : Buffer.from(chunk.subarray(cut));
      line += checkLines(whole, line);
      if (rest.length > limits.lineBytes) throw tooLong(line, limits.lineBytes);
      return whole;
    },
    finish: (): Buffer => {
      checkLines(rest, line);
      return rest;
    },
  };
};

/** Answers a stream's callback with what `work` gives, or with why it could not. */
const answer = (done: (cause: Error | null, bytes?: Buffer) => void, work: () => Buffer): void => {
  let bytes: Buffer;
  try {
    bytes = work();
  } catch (cause) {
    done(cause instanceof Error ? cause : new Error('The text cannot be checked.', { cause }));
    return;
  }
  done(null, bytes);
};

/**
 * Lets through only whole lines of clean UTF-8, so that the CSV parser never replaces a bad byte in
 * silence. Holds one chunk and one line at a time.
 */
export const cleanLines = (limits: TextLimits, onBytes: (count: number) => void): Transform => {
  const cutter = lineCutter(limits, onBytes);
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => answer(done, () => cutter.take(chunk)),
    flush: (done) => answer(done, cutter.finish),
  });
};
