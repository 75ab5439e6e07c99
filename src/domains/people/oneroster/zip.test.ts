import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { buildRoster, defaultPlan } from '../../../../test/factories/oneroster.ts';
import { filesOf } from '../../../../test/factories/oneroster-archive.ts';
import { type Fault, type ReadRosterOptions, RosterRefused, readRoster } from './index.ts';

const roster = buildRoster({ ...defaultPlan, pupils: 8 });
const files = filesOf(roster, '1.2');

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roster-zip-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Making {
  readonly inFolder?: string;
  readonly more?: (zip: ZipFile) => void;
  readonly options?: Parameters<ZipFile['addBuffer']>[2];
  readonly zip64?: boolean;
}

const makeZip = async ({
  inFolder = '',
  more,
  options = {},
  zip64 = false,
}: Making = {}): Promise<string> => {
  const zip = new ZipFile();
  for (const [name, bytes] of files)
    zip.addBuffer(bytes, inFolder + name, { ...options, forceZip64Format: zip64 });
  more?.(zip);
  zip.end({ forceZip64Format: zip64, comment: '' });
  count += 1;
  const path = join(folder, `${count}.zip`);
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
};

/** Changes bytes of a zip: yazl itself makes none that are wrong. */
const tamper = async (path: string, edit: (bytes: Buffer) => void): Promise<string> => {
  const bytes = await readFile(path);
  edit(bytes);
  await writeFile(path, bytes);
  return path;
};

const refusal = async (path: string, options?: ReadRosterOptions): Promise<readonly Fault[]> => {
  try {
    const reading = await readRoster(path, options);
    return reading.faults;
  } catch (cause) {
    if (cause instanceof RosterRefused) return cause.faults;
    throw cause;
  }
};

const replaceAll = (bytes: Buffer, from: string, to: string): void => {
  expect(from.length).toBe(to.length);
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at);
};

/** Where the central directory describes each file. */
const centralHeaders = (bytes: Buffer): number[] => {
  const found: number[] = [];
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 1))
    found.push(at);
  return found;
};

describe('zips that are read', () => {
  it('one folder around everything, with a warning', async () => {
    const { roster: read, faults } = await readRoster(await makeZip({ inFolder: 'export 2026/' }));
    expect(faults.map(({ code, severity }) => [code, severity])).toEqual([['zip-folder', 'warning']]);
    expect(read).toEqual(roster);
  });

  it('zip64, stored without packing, and what a Mac adds', async () => {
    const more = (zip: ZipFile): void => {
      zip.addBuffer(Buffer.from('x'), '__MACOSX/._users.csv');
      zip.addBuffer(Buffer.from('x'), '.DS_Store');
    };
    for (const making of [{ zip64: true }, { options: { compress: false } }, { more }]) {
      const { roster: read, faults } = await readRoster(await makeZip(making));
      expect(faults).toEqual([]);
      expect(read).toEqual(roster);
    }
  });

  it('a file in a folder of its own is named and left alone', async () => {
    const path = await makeZip({ more: (zip) => zip.addBuffer(Buffer.from('x'), 'old/users.csv') });
    const { faults } = await readRoster(path);
    expect(faults.map(({ code, file }) => [code, file])).toEqual([['file-nested', 'old/users.csv']]);
  });
});

describe('zips that are refused before they are unpacked', () => {
  it('more files than any roster has', async () => {
    const path = await makeZip();
    const faults = await refusal(path, { limits: { entries: 3 } });
    expect(faults).toContainEqual(expect.objectContaining({ code: 'too-many-files', severity: 'error' }));
  });

  it('a file, or all together, too large', async () => {
    const path = await makeZip();
    expect(await refusal(path, { limits: { fileBytes: 1000 } })).toContainEqual(
      expect.objectContaining({ code: 'file-too-large', file: 'users.csv' }),
    );
    expect(await refusal(path, { limits: { totalBytes: 5000 } })).toContainEqual(
      expect.objectContaining({ code: 'roster-too-large' }),
    );
  });

  it('a bomb', async () => {
    const path = await makeZip({ more: (zip) => zip.addBuffer(Buffer.alloc(20_000_000), 'results.csv') });
    expect(await refusal(path)).toContainEqual(expect.objectContaining({ code: 'zip-bomb' }));
  });

  it('a bomb that lies about its size', async () => {
    const path = await makeZip({
      more: (zip) => zip.addBuffer(Buffer.alloc(20_000_000, 'x,\n'), 'courses.csv'),
    });
    await tamper(path, (bytes) => {
      replaceAll(bytes, 'courses.csv', 'coursez.csv');
      const last = centralHeaders(bytes).at(-1) ?? 0;
      bytes.writeUInt32LE(900_000, last + 24);
      bytes.write('courses.csv', last + 46);
      const other = centralHeaders(bytes).find(
        (at) => bytes.toString('latin1', at + 46, at + 57) === 'coursez.csv',
      );
      if (other !== undefined) bytes.write('coursex.csv', other + 46);
    });
    expect(await refusal(path)).toContainEqual(
      expect.objectContaining({ file: 'courses.csv', code: 'file-damaged' }),
    );
  });

  it('a file twice, capitals apart', async () => {
    const path = await makeZip({ more: (zip) => zip.addBuffer(Buffer.from('x'), 'USERS.csv') });
    expect(await refusal(path)).toContainEqual(
      expect.objectContaining({ code: 'file-twice', file: 'USERS.csv' }),
    );
  });

  it.each(['../u.csv', '/etc/us.csv'.slice(0, 8), 'C:/u.csv', '..\\u.csv'])('the name %j', async (name) => {
    const harmless = 'x'.repeat(name.length);
    const path = await makeZip({ more: (zip) => zip.addBuffer(Buffer.from('x'), harmless) });
    await tamper(path, (bytes) => replaceAll(bytes, harmless, name));
    expect(await refusal(path)).toContainEqual(
      expect.objectContaining({ code: 'zip-path', severity: 'error' }),
    );
  });

  it('a link, and a device', async () => {
    for (const [mode, code] of [
      [0o120777, 'zip-link'],
      [0o060666, 'zip-special'],
    ] as const) {
      const path = await makeZip({
        more: (zip) => zip.addBuffer(Buffer.from('/etc/passwd'), 'link', { mode }),
      });
      expect(await refusal(path)).toContainEqual(expect.objectContaining({ code, file: '“link”' }));
    }
  });

  it('a password, and a way of packing we do not know', async () => {
    const locked = await tamper(await makeZip(), (bytes) =>
      bytes.writeUInt16LE(1, (centralHeaders(bytes)[0] ?? 0) + 8),
    );
    expect(await refusal(locked)).toContainEqual(expect.objectContaining({ code: 'zip-encrypted' }));
    const odd = await tamper(await makeZip(), (bytes) =>
      bytes.writeUInt16LE(12, (centralHeaders(bytes)[0] ?? 0) + 10),
    );
    expect(await refusal(odd)).toContainEqual(expect.objectContaining({ code: 'zip-method' }));
  });
});

describe('zips that are damaged', () => {
  it('a byte of a name changed where nothing else would notice: the checksum does', async () => {
    const path = await makeZip({ options: { compress: false } });
    await tamper(path, (bytes) => replaceAll(bytes, 'Tutor time', 'Tutor Time'));
    const faults = await refusal(path);
    expect(faults).toContainEqual(
      expect.objectContaining({ file: 'courses.csv', code: 'file-damaged', severity: 'error' }),
    );
  });

  it('cut short anywhere', async () => {
    const whole = await readFile(await makeZip());
    for (let part = 0; part < 20; part += 1) {
      const path = join(folder, `cut-${part}.zip`);
      await writeFile(path, whole.subarray(0, Math.floor((whole.length * part) / 20)));
      expect((await refusal(path)).some(({ severity }) => severity === 'error')).toBe(true);
    }
  });
});
