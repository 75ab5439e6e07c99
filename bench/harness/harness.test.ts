import { expect, test } from 'vitest';
import { besidePeer, figure, single } from './figures.ts';
import { compare, interleave } from './pairs.ts';
import { quantile, spreadOf } from './statistics.ts';

test('the median of an odd and of an even number of values, with their range', () => {
  expect(spreadOf([5, 1, 9])).toEqual({ median: 5, least: 1, most: 9 });
  expect(spreadOf([4, 1, 2, 9])).toEqual({ median: 3, least: 1, most: 9 });
});

test('a quantile is a value that was measured', () => {
  const hundred = Array.from({ length: 100 }, (_, n) => n + 1);
  expect(quantile(hundred, 0.5)).toBe(51);
  expect(quantile(hundred, 0.99)).toBe(100);
});

test('peer and ours take turns, the peer first', async () => {
  const order: string[] = [];
  const note = (name: string) => async () => order.push(name);
  await interleave(2, note('peer'), note('ours'));
  expect(order).toEqual(['peer', 'ours', 'peer', 'ours']);
});

test('a ratio is that of each pair’s own numbers, so that a slow minute falls on both', () => {
  const pairs = [
    { peer: 1000, ours: 100 },
    { peer: 100, ours: 30 },
    { peer: 500, ours: 100 },
  ];
  expect(compare(pairs, (n) => n).ratio).toEqual({ median: 0.2, least: 0.1, most: 0.3 });
});

test('the interval’s better end is held against the target', () => {
  const value = { median: 10, least: 4, most: 16 };
  expect(figure('x', value, 'ms', { atMost: 4 }).ok).toBe(true);
  expect(figure('x', value, 'ms', { atMost: 3 }).ok).toBe(false);
  expect(figure('x', value, '/s', { atLeast: 16 }).ok).toBe(true);
  expect(figure('x', value, '/s', { atLeast: 17 }).ok).toBe(false);
});

test('a figure has the keys of the contract, and a verdict only where something is asked of it', () => {
  expect(single('memory', 123.456, 'MB')).toEqual({
    name: 'memory',
    value: 123.5,
    unit: 'MB',
    peer: null,
    peer_value: null,
    ratio: null,
    target: null,
    ok: null,
  });
});

test('beside a peer the ratio is asked', () => {
  const at = (n: number) => ({ median: n, least: n, most: n });
  const measured = { value: at(90), peerValue: at(1000), ratio: at(0.09), peer: 'select 1' };
  expect(besidePeer('x', '/s', measured, { atLeast: 0.1 })).toMatchObject({
    ratio: 0.09,
    target: 0.1,
    ok: false,
  });
});
