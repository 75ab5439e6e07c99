import { describe, expect, it } from 'vitest';
import { keyStageOf, readYear } from './year-groups.ts';

describe('year groups', () => {
  it.each([
    ['N1', -2],
    ['N2', -1],
    ['PK', -1],
    ['R', 0],
    ['0', 0],
    ['KG', 0],
    ['1', 1],
    ['01', 1],
    ['Year 7', 7],
    ['y11', 11],
    ['13', 13],
  ])('reads %j as NC year %i', (grade, ncYear) => {
    expect(readYear(grade)).toEqual({ kind: 'year', ncYear });
  });

  it('tells no year from an unknown one', () => {
    expect(readYear('X')).toEqual({ kind: 'none' });
    for (const grade of ['15', '7B', '-1', 'Senior', '', '007'])
      expect(readYear(grade)).toEqual({ kind: 'unknown' });
  });

  it.each([
    [-2, 'EYFS'],
    [0, 'EYFS'],
    [1, 'KS1'],
    [2, 'KS1'],
    [3, 'KS2'],
    [6, 'KS2'],
    [7, 'KS3'],
    [9, 'KS3'],
    [10, 'KS4'],
    [11, 'KS4'],
    [12, 'KS5'],
    [14, 'KS5'],
    [15, null],
    [-5, null],
    [1.5, null],
  ] as const)('puts NC year %d into %s', (ncYear, stage) => {
    expect(keyStageOf(ncYear)).toBe(stage);
  });
});
