import { describe, it } from 'vitest';
import {
  bytes,
  change,
  checkDamage,
  type Damage,
  drop,
  error,
  lineOf,
  put,
  warning,
} from '../../../../test/factories/oneroster-damage.ts';

const manifestDamages: Damage[] = [
  [
    'a manifest of another version',
    '1.1',
    put('manifest.csv', 2, 'value', '2.0'),
    error('manifest.csv', 'manifest-version', 2),
  ],
  ['a delta file', '1.2', put('manifest.csv', 4, 'value', 'delta'), error('manifest.csv', 'delta-first', 4)],
  [
    'a file the manifest calls absent',
    '1.2',
    put('manifest.csv', 4, 'value', 'absent'),
    error('manifest.csv', 'file-not-absent', 4),
  ],
  ['a file that is not there', '1.2', drop('orgs.csv'), error('manifest.csv', 'file-missing', 4)],
  [
    'a file the manifest does not name',
    '1.2',
    lineOf('manifest.csv', 4, () => 'note,x'),
    error('manifest.csv', 'manifest-silent'),
  ],
  [
    'a word the manifest may not use',
    '1.2',
    put('manifest.csv', 4, 'value', 'all'),
    error('manifest.csv', 'manifest-value', 4),
  ],
  [
    'a line of the manifest twice',
    '1.2',
    lineOf('manifest.csv', 5, () => 'file.orgs,bulk'),
    error('manifest.csv', 'manifest-twice', 5),
  ],
];

const fileDamages: Damage[] = [
  [
    'no header',
    '1.1',
    (files) => change(files, 'users.csv', (lines) => void lines.splice(1, 1)),
    error('users.csv', 'header-missing', 1, 'sourcedId'),
  ],
  [
    'a missing column',
    '1.1',
    lineOf('users.csv', 1, (line) => line.replace('givenName', 'GivenName')),
    error('users.csv', 'column-missing', 1, 'givenName'),
  ],
  [
    'an unknown column',
    '1.1',
    lineOf('users.csv', 1, (line) => line.replace('phone', 'shoeSize')),
    warning('users.csv', 'column-unknown', 1),
  ],
  [
    'a column twice',
    '1.1',
    lineOf('users.csv', 1, (line) => line.replace('phone', 'role')),
    error('users.csv', 'column-twice', 1),
  ],
  [
    'an optional column left out',
    '1.1',
    lineOf('orgs.csv', 1, (line) => line.replace('identifier', 'metadata.x')),
    warning('orgs.csv', 'columns-not-there', 1),
  ],
  [
    'an empty file',
    '1.1',
    (files) => void files.set('courses.csv', Buffer.alloc(0)),
    error('courses.csv', 'file-empty'),
  ],
  [
    'a field too many',
    '1.1',
    lineOf('users.csv', 3, (line) => `${line},`),
    error('users.csv', 'field-count', 3),
  ],
  [
    'a field too few',
    '1.1',
    lineOf('users.csv', 3, (line) => line.replace(',', '')),
    error('users.csv', 'field-count', 3),
  ],
  [
    'a quotation mark left open',
    '1.1',
    lineOf('users.csv', 4, (line) => line.replace(',', ',"')),
    error('users.csv', 'bad-quotes', 4),
  ],
  [
    'a quotation mark inside a field',
    '1.1',
    lineOf('users.csv', 4, (line) => line.replace(',true', ',tr"ue')),
    error('users.csv', 'bad-quotes', 4),
  ],
  [
    'a letter in Latin-1',
    '1.1',
    bytes('courses.csv', 'Computing', Buffer.from([0x43, 0xe9, 0x66])),
    error('courses.csv', 'not-utf8', 6),
  ],
  [
    'UTF-16',
    '1.1',
    (files) => void files.set('orgs.csv', Buffer.from('\uFEFFsourcedId', 'utf16le')),
    error('orgs.csv', 'not-utf8', 1),
  ],
  [
    'a NUL character',
    '1.1',
    bytes('courses.csv', 'Computing', Buffer.from('Comp\0uting')),
    error('courses.csv', 'control-character', 6),
  ],
  [
    'a lone carriage return',
    '1.1',
    bytes('courses.csv', 'Computing', Buffer.from('Comp\ruting')),
    error('courses.csv', 'control-character', 6),
  ],
  [
    'an endless line',
    '1.1',
    bytes('courses.csv', 'Computing', Buffer.alloc(70_000, 'x')),
    error('courses.csv', 'line-too-long'),
  ],
  [
    'a line break in a field',
    '1.1',
    bytes('courses.csv', ',Computing,', Buffer.from(',"Comp\r\nuting",')),
    warning('courses.csv', 'line-break', 6),
  ],
  [
    'a file in other capitals',
    '1.1',
    (files) => {
      files.set('Users.CSV', files.get('users.csv') ?? Buffer.alloc(0));
      files.delete('users.csv');
    },
    warning('Users.CSV', 'file-case'),
  ],
  [
    'a file of no roster',
    '1.1',
    (files) => void files.set('lunch.csv', Buffer.from('x')),
    warning('“lunch.csv”', 'file-unknown'),
  ],
];

describe('a damaged manifest', () => {
  it.each(manifestDamages)('%s (%s)', checkDamage);
});

describe('a damaged file', () => {
  it.each(fileDamages)('%s (%s)', checkDamage);
});
