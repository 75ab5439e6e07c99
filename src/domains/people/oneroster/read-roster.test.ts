import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildRoster, defaultPlan, makeRoster } from '../../../../test/factories/oneroster.ts';
import { filesOf, readFiles } from '../../../../test/factories/oneroster-archive.ts';
import { hasErrors, RosterRefused, readRoster } from './index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roster-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a good roster', () => {
  it.each([
    ['1.1', 'zip'],
    ['1.1', 'folder'],
    ['1.2', 'zip'],
    ['1.2', 'folder'],
  ] as const)('of version %s in a %s is read whole and without a fault', async (version, kind) => {
    const path = join(folder, `good-${version}${kind === 'zip' ? '.zip' : ''}`);
    const roster = await makeRoster({ path, version, staff: 30 });
    const reading = await readRoster(path);
    expect(reading.faults).toEqual([]);
    expect(reading.version).toBe(version);
    expect(reading.roster).toEqual(roster);
  });

  it('has what Gatehouse needs of it', () => {
    const roster = buildRoster(defaultPlan);
    expect(roster.users.filter((user) => user.upn !== null)).toHaveLength(120);
    expect(roster.orgs.filter((org) => org.urn !== null)).toHaveLength(2);
    expect(roster.enrollments.filter((enrollment) => enrollment.role === 'student')).toHaveLength(360);
  });

  it('is the same again for the same seed, and another for another', () => {
    expect(buildRoster(defaultPlan)).toEqual(buildRoster(defaultPlan));
    expect(buildRoster(defaultPlan)).not.toEqual(buildRoster({ ...defaultPlan, seed: 2 }));
  });

  it('tells how far the reading is', async () => {
    const path = join(folder, 'progress.zip');
    await makeRoster({ path });
    const seen: number[] = [];
    let total = 0;
    await readRoster(path, {
      onProgress: ({ bytesRead, bytesTotal }) => {
        seen.push(bytesRead);
        total = bytesTotal;
      },
    });
    expect(seen.at(-1)).toBe(total);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('can be stopped', async () => {
    const path = join(folder, 'stopped.zip');
    await makeRoster({ path });
    await expect(readRoster(path, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});

describe('what is tolerated without a word', () => {
  const roster = buildRoster({ ...defaultPlan, pupils: 12 });
  const plain = () => filesOf(roster, '1.2');

  it('a byte order mark, LF line ends, blank lines, any cutting of the stream', async () => {
    for (const pieces of [1, 7, 4096]) {
      const files = plain();
      for (const [name, bytes] of files) {
        files.set(name, Buffer.from(`\uFEFF${bytes.toString().replaceAll('\r\n', '\n')}\n`));
      }
      const reading = await readFiles(files, {}, pieces);
      expect(reading.faults).toEqual([]);
      expect(reading.roster).toEqual(roster);
    }
  });

  it('columns in another order, metadata columns, every field in quotation marks', async () => {
    const files = plain();
    const lines = files.get('orgs.csv')?.toString().trimEnd().split('\r\n') ?? [];
    expect(lines[0]).toBe('sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId');
    const turned = lines.map((line, place) => {
      const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
        .map((match) => match[1] ?? '')
        .slice(0, 7);
      const quoted = cells.map((cell) => (cell.startsWith('"') ? cell : `"${cell}"`));
      return [...quoted.reverse(), place === 0 ? 'metadata.colour' : 'blue'].join(',');
    });
    files.set('orgs.csv', Buffer.from(turned.join('\r\n')));
    const reading = await readFiles(files);
    expect(reading.faults).toEqual([]);
    expect(reading.roster).toEqual(roster);
  });
});

describe('nothing to read', () => {
  const codeOf = async (path: string): Promise<string | undefined> => {
    try {
      await readRoster(path);
      return undefined;
    } catch (cause) {
      expect(cause).toBeInstanceOf(RosterRefused);
      return cause instanceof RosterRefused ? cause.faults[0]?.code : undefined;
    }
  };

  it('is refused, saying why', async () => {
    expect(await codeOf(join(folder, 'not-there'))).toBe('not-found');
    await writeFile(join(folder, 'text.zip'), 'sourcedId,name\n');
    expect(await codeOf(join(folder, 'text.zip'))).toBe('zip-damaged');
    await writeFile(join(folder, 'empty.zip'), '');
    expect(await codeOf(join(folder, 'empty.zip'))).toBe('zip-damaged');
    expect(await codeOf(await mkdtemp(join(folder, 'empty-')))).toBe('manifest-missing');
  });

  it('a link in a folder is not followed', async () => {
    const path = join(folder, 'linked');
    await makeRoster({ path });
    await rm(join(path, 'users.csv'));
    await symlink('/dev/zero', join(path, 'users.csv'));
    expect(await codeOf(path)).toBe('folder-special');
  });
});

describe('no message holds a name, an e-mail address, a birth date or a UPN', () => {
  const secrets = 'Zebedee Unmistakable 2011-02-30 03/09/2011 zeb@home.example A999000000001'.split(' ');
  const roster = buildRoster({ ...defaultPlan, pupils: 8 });

  it('when such stand in every column of every file, slipped fields and ids included', async () => {
    const files = filesOf(roster, '1.1');
    for (const [name, bytes] of files) {
      if (name === 'manifest.csv') continue;
      const [header = '', ...rows] = bytes.toString().trimEnd().split('\r\n');
      const width = header.split(',').length;
      const spoilt = secrets.flatMap((secret) => [
        new Array<string>(width).fill(secret).join(','),
        ['id-1', '', '', ...new Array<string>(width - 3).fill(secret)].join(','),
        new Array<string>(width + 1).fill(secret).join(','),
      ]);
      files.set(name, Buffer.from([header, ...rows, ...spoilt].join('\r\n')));
    }
    const { faults } = await readFiles(files, { faultsOfAKind: 1000 });
    expect(faults.length).toBeGreaterThan(100);
    for (const secret of secrets) expect(JSON.stringify(faults)).not.toContain(secret);
  });

  it('when the header is missing and a person stands in its place', async () => {
    const files = filesOf(roster, '1.1');
    const [, ...rows] = files.get('users.csv')?.toString().split('\r\n') ?? [];
    files.set('users.csv', Buffer.from([new Array(20).fill('Zebedee').join(','), ...rows].join('\r\n')));
    const { faults } = await readFiles(files);
    expect(hasErrors(faults)).toBe(true);
    expect(JSON.stringify(faults)).not.toContain('Zebedee');
  });
});
