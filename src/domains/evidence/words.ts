import type { CustodyAct, FlagId, Folder, Item } from './types.ts';

export const guardQuestion = 'Could it show anyone under 18 nude, part-nude or sexual?';

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^image\//, 'Picture'],
  [/^video\//, 'Video'],
  [/^audio\//, 'Sound'],
  [/pdf/, 'PDF'],
  [/^text\//, 'Text, e-mail or page'],
  [/officedocument|msword|ms-excel|ms-powerpoint|opendocument|cfb/, 'Document'],
  [/zip|x-7z|rar|gzip|x-tar/, 'Archive, not opened here'],
];

export const kindOfFile = (mediaType: string): string =>
  kinds.find(([pattern]) => pattern.test(mediaType))?.[1] ?? 'File of another kind';

export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const [unit, size] =
    bytes < 1024 ** 2
      ? ['kB', bytes / 1024]
      : bytes < 1024 ** 3
        ? ['MB', bytes / 1024 ** 2]
        : ['GB', bytes / 1024 ** 3];
  return `${size < 10 ? size.toFixed(1) : Math.round(size).toLocaleString('en-GB')} ${unit}`;
}

export const flagWords: Readonly<Record<FlagId, string>> = {
  place: 'It says where it was made: do not pass it on as it is',
  author: 'It may name who made it: do not pass it on as it is',
  device: 'It says on what device or with what program it was made',
  may_tell: 'It may say where and with what it was made: do not pass it on as it is',
  name_differs: 'Its name says another kind of file than it is',
};

export const custodyWords: Readonly<Record<CustodyAct, string>> = {
  added: 'Added',
  revealed: 'Opened',
  downloaded: 'Downloaded, sealed',
  copied: 'Copy without hidden details downloaded, sealed',
  quarantined: 'Locked away',
  restored: 'Unlocked: it shows no child',
  police_copy: 'Sealed copy for the Police',
  checked: 'Checked for viruses',
  destroyed: 'Destroyed',
};

/** Kinds that a browser may show from us; everything else is only ever downloaded. */
export const shownAsPicture = /^image\/(png|jpeg|gif|webp|avif)$/;
export const shownAsVideo = /^video\/(mp4|webm)$/;
export const shownAsSound = /^audio\/(mpeg|mp4|ogg|wav|x-m4a)$/;

export const canBeShown = ({ mediaType }: Pick<Item, 'mediaType'>): boolean =>
  [shownAsPicture, shownAsVideo, shownAsSound].some((pattern) => pattern.test(mediaType));

/** Longer than this, it is downloaded. */
const MOST_TEXT = 200_000;

/** Texts and e-mails stand in our own page, as letters and nothing else. */
export const isShownAsText = ({ mediaType, bytes }: Pick<Item, 'mediaType' | 'bytes'>): boolean =>
  mediaType === 'text/plain' && bytes <= MOST_TEXT;

const endings: readonly (readonly [RegExp, string])[] = [
  [/\/pdf$/, 'pdf'],
  [/^text\/plain$/, 'txt'],
  [/\/quicktime$/, 'mov'],
  [/wordprocessingml/, 'docx'],
  [/spreadsheetml/, 'xlsx'],
  [/presentationml/, 'pptx'],
  [/\/zip$/, 'zip'],
];

/** A name of ours: it tells nothing of what is in it. */
export function ourName({ id, mediaType }: Pick<Item, 'id' | 'mediaType'>): string {
  const plain = /^(?:image|video|audio)\/([a-z0-9]{2,5})$/.exec(mediaType)?.[1];
  const ending = plain ?? endings.find(([pattern]) => pattern.test(mediaType))?.[1] ?? 'bin';
  return `evidence-${id.slice(-8)}.${ending}`;
}

/** Where somebody came from who works on these files. */
export function backOf({ id, concernId, handled }: Folder): { readonly href: string; readonly text: string } {
  if (concernId === null) return { href: `/concerns/report/${id}/words`, text: 'Back to the report' };
  return handled
    ? { href: `/concerns/${concernId}`, text: 'Back to the case' }
    : { href: `/concerns/mine/${concernId}`, text: 'Back to my report' };
}
