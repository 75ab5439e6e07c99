import ExifReader from 'exifreader';
import { fileTypeFromBuffer } from 'file-type';
import type { FlagId } from '../types.ts';

/** What kind of file its first bytes make it, and what of it should be known before it is passed on. */
export interface Look {
  readonly mediaType: string;
  readonly flags: readonly FlagId[];
}

const UNKNOWN = 'application/octet-stream';

/** Endings that people give to files of a kind; a name that says another kind is pointed out. */
const endings: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/tiff': ['tif', 'tiff'],
  'image/heic': ['heic', 'heif'],
  'video/mp4': ['mp4', 'm4v'],
  'video/quicktime': ['mov', 'qt'],
  'text/plain': ['txt', 'eml', 'csv', 'log', 'md', 'json', 'html', 'htm', 'svg', 'xml', 'ics', 'vcf'],
};

/** Text is what reads as UTF-8 and holds no control characters but line ends and tabs. Markup and mails are text too. */
function isText(head: Buffer): boolean {
  if (head.length === 0) return false;
  try {
    // As a stream: the beginning of a file may end in the middle of a letter.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what text does not hold
    return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text);
  } catch {
    return false;
  }
}

async function kindOf(head: Buffer): Promise<{ mediaType: string; ending: string | undefined }> {
  const found = await fileTypeFromBuffer(head);
  // Markup is code that looks like a document: to us it is text, and is never shown as anything else.
  if (found !== undefined && !/xml|html|svg/.test(found.mime))
    return { mediaType: found.mime, ending: found.ext };
  return isText(head)
    ? { mediaType: 'text/plain', ending: 'txt' }
    : { mediaType: UNKNOWN, ending: undefined };
}

function namesAnother(name: string, mediaType: string, ending: string | undefined): boolean {
  const said = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase();
  if (said === undefined) return false;
  if (ending === undefined) return true;
  return !(endings[mediaType] ?? [ending]).includes(said);
}

function metadataOf(head: Buffer): FlagId[] {
  let tags: Readonly<Record<string, unknown>>;
  try {
    tags = ExifReader.load(head, { includeUnknown: false }) as Readonly<Record<string, unknown>>;
  } catch {
    // No metadata that can be read, or damaged: nothing to point out.
    return [];
  }
  const names = Object.keys(tags);
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  return [
    ...(has(/^(GPS|Location|Country|City)/i) ? ['place' as const] : []),
    ...(has(/^(Artist|Copyright|Creator|Author|By-line|OwnerName|XPAuthor)/i) ? ['author' as const] : []),
    ...(has(/^(Make|Model|BodySerialNumber|LensModel|Software)$/i) ? ['device' as const] : []),
  ];
}

/** Formats that name their author somewhere inside, where it is not looked for. */
const mayNameAuthor = /pdf|officedocument|msword|ms-excel|ms-powerpoint|opendocument|cfb/;

export async function lookAt({
  head,
  name,
}: {
  readonly head: Buffer;
  readonly name: string;
}): Promise<Look> {
  const { mediaType, ending } = await kindOf(head);
  const flags: FlagId[] = /^(image|video)\//.test(mediaType) ? metadataOf(head) : [];
  // What a film says of itself may stand at its end, which is not looked at.
  if (mediaType.startsWith('video/')) flags.push('may_tell');
  if (mayNameAuthor.test(mediaType)) flags.push('author');
  if (namesAnother(name, mediaType, ending)) flags.push('name_differs');
  return { mediaType, flags };
}
