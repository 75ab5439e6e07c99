import { isUtf8 } from 'node:buffer';
import { createFaultLog, type FaultLog, RosterRefused } from '../oneroster/faults.ts';

export type Separator = ',' | ';' | '\t';
const separators: readonly Separator[] = [',', ';', '\t'];

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

const utf16Of = (bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
};

/** What spreadsheets save: UTF-8 with or without its mark, UTF-16 ("Unicode text"), else Windows-1252 ("CSV"). */
export function decode(bytes: Buffer): string {
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return new TextDecoder(utf16).decode(bytes);
  const start = bytes.subarray(0, 3).equals(BOM) ? 3 : 0;
  const encoding = isUtf8(bytes) ? 'utf-8' : 'windows-1252';
  return new TextDecoder(encoding).decode(bytes.subarray(start));
}

/** The separator that the first line has most of, outside quotation marks; a comma where it has none. */
export function separatorOf(text: string): Separator {
  const [line = ''] = text.split(/\r\n|\n|\r/, 1);
  const bare = line.replaceAll(/"[^"]*"/g, '');
  const count = (one: Separator) => bare.split(one).length;
  return separators.reduce((best, one) => (count(one) > count(best) ? one : best));
}

// Not a tab, not the ends of lines: nobody typed any other of them.
const UNSEEN = /(?![\t\n\r])\p{Cc}/u;

/** The line of the first character that nobody can have typed: the file is no text then. */
export function lineOfUnseen(text: string): number | undefined {
  const at = text.search(UNSEEN);
  return at < 0 ? undefined : text.slice(0, at).split(/\r\n|\n|\r/).length;
}

/** The log of a file that is refused at once. */
export function refuse(words: Parameters<FaultLog['error']>[0]): never {
  const log = createFaultLog(1);
  log.error(words);
  throw new RosterRefused(log.all());
}
