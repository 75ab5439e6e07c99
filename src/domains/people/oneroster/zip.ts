import { type Readable, Transform } from 'node:stream';
import { crc32 } from 'node:zlib';
import * as yauzl from 'yauzl';
import type { Archive, ArchiveFile } from './archive.ts';
import { checkDuplicates, checkSizes, flatten, isLitter, tooManyFiles } from './archive.ts';
import { DamagedFile } from './damage.ts';
import { type FaultLog, type FaultWords, RosterRefused, shown } from './faults.ts';
import type { RosterLimits } from './types.ts';

const FILE_TYPE_BITS = 0o170000;
const SYMLINK = 0o120000;
const REGULAR = 0o100000;
const FOLDER = 0o040000;
/** Below this a high ratio is only a small file of repeated text. */
const RATIO_MATTERS_FROM = 1024 * 1024;

const damaged = (label: string): FaultWords => ({
  file: label,
  code: 'zip-damaged',
  problem: 'This is not a zip file, or it is damaged or cut short.',
  remedy: 'Export or download it again, and check that the whole file arrived.',
});

const isFolder = (path: string): boolean => path.endsWith('/');

/** What is wrong with an entry before a byte of it is unpacked; undefined when it is safe. */
const entryFault = (entry: yauzl.Entry, path: string, limits: RosterLimits): FaultWords | undefined => {
  const refuse = (code: string, problem: string, remedy: string) => ({
    file: shown(path),
    code,
    problem,
    remedy,
  });
  if (path.includes('\0') || yauzl.validateFileName(path) !== null) {
    return refuse('zip-path', 'Its name points outside the zip.', 'Do not trust this zip; export it afresh.');
  }
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE_BITS;
  if (type === SYMLINK) {
    return refuse('zip-link', 'It is a link, not a file.', 'Zip the file itself.');
  }
  if (type !== 0 && type !== REGULAR && type !== FOLDER) {
    return refuse('zip-special', 'It is not an ordinary file.', 'Zip ordinary files only.');
  }
  if (entry.isEncrypted()) {
    return refuse('zip-encrypted', 'It is protected by a password.', 'Export without a password.');
  }
  if (!entry.canDecodeFileData()) {
    return refuse('zip-method', 'It is packed in a way Gatehouse cannot unpack.', 'Use an ordinary zip.');
  }
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > RATIO_MATTERS_FROM && ratio > limits.ratio) {
    return refuse(
      'zip-bomb',
      'It unpacks to far more than a roster file would.',
      'Do not trust this zip; export it afresh.',
    );
  }
  return undefined;
};

/** Passes bytes on and, at the end, holds their checksum against the one in the zip. */
const checksum = (entry: yauzl.Entry): Transform => {
  let sum = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush(done) {
      done(sum === entry.crc32 ? null : new DamagedFile());
    },
  });
};

const openEntry = async (zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> => {
  const checked = checksum(entry);
  let source: Readable;
  try {
    source = await zip.openReadStreamPromise(entry);
  } catch (cause) {
    throw new DamagedFile({ cause });
  }
  // `pipe` rather than `pipeline`: yauzl reports some damage only by an event on its own stream.
  source.on('error', (cause) => checked.destroy(new DamagedFile({ cause })));
  checked.on('close', () => source.destroy());
  return source.pipe(checked);
};

const listEntries = async (
  zip: yauzl.ZipFile,
  label: string,
  limits: RosterLimits,
  log: FaultLog,
): Promise<ArchiveFile[]> => {
  const files: ArchiveFile[] = [];
  let count = 0;
  for await (const entry of zip.eachEntry()) {
    count += 1;
    if (count > limits.entries) {
      log.error(tooManyFiles(label, limits));
      break;
    }
    const flags = entry.generalPurposeBitFlag;
    const path = yauzl.getFileNameLowLevel(flags, entry.fileNameRaw, entry.extraFields, true);
    const fault = entryFault(entry, path, limits);
    if (fault !== undefined) log.error(fault);
    else if (!isFolder(path) && !isLitter(path)) {
      files.push({ name: path, bytes: entry.uncompressedSize, open: () => openEntry(zip, entry) });
    }
  }
  return files;
};

/** Opens a zip and checks everything its directory says, before anything is unpacked. */
export const openZip = async (
  path: string,
  label: string,
  limits: RosterLimits,
  log: FaultLog,
): Promise<Archive> => {
  let zip: yauzl.ZipFile | undefined;
  try {
    // Names are decoded by us, so that a bad one can be told from a damaged zip.
    const options = { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: true };
    zip = await yauzl.openPromise(path, options);
    const listed = await listEntries(zip, label, limits, log);
    const files = flatten(listed, label, log);
    checkDuplicates(files, log);
    checkSizes(files, label, limits, log);
    if (log.errorCount() > 0) throw new RosterRefused(log.all());
    const opened = zip;
    return { label, files, close: () => opened.close() };
  } catch (cause) {
    zip?.close();
    if (cause instanceof RosterRefused) throw cause;
    log.error(damaged(label));
    throw new RosterRefused(log.all());
  }
};
