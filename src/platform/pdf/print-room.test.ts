import { expect, test, vi } from 'vitest';
import { TooMany, Unavailable } from '#platform/errors';
import { readPdf } from '#test/support/read-pdf.ts';
import { Paper } from './paper.ts';
import { PrintRoom } from './print-room.ts';

// A thread is started in each of them.
vi.setConfig({ testTimeout: 60_000 });

const rules = { mostOfOne: 3, limitMs: 60_000, idleMs: 60_000 };

function anOrder(text = 'Text') {
  const paper = new Paper({ title: 'A form', made: new Date(0), reference: 'REF-1', footer: 'Confidential' });
  paper.rows([{ label: 'Said', value: text }]);
  return paper.order;
}

/** About as long as one answer of a form may be, of words that are all different. */
const long = Array.from({ length: 3000 }, (_, n) => `word${n}`).join(' ');

test('a PDF comes out of another thread: this one goes on meanwhile', async () => {
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 5);
  const file = new PrintRoom(rules).print(anOrder(long), 'a');
  const { rows } = await readPdf(file.finally(() => clearInterval(turning)));
  expect(rows.get('Said')?.split(/\s+/)).toHaveLength(3000);
  // Written here, it would have let the timer in once, when all was done.
  expect(turns).toBeGreaterThan(5);
});

test('readers take turns, and nobody has more than three waiting', async () => {
  const room = new PrintRoom(rules);
  const order: string[] = [];
  const ask = (reader: string) => room.print(anOrder(), reader).then(() => order.push(reader));
  const asked = [ask('a'), ask('a'), ask('a')];
  await expect(ask('a')).rejects.toThrow(TooMany);
  await Promise.all([...asked, ask('b')]);
  expect(order).toEqual(['a', 'b', 'a', 'a']);
  await ask('a');
});

test('what takes too long is given up, in words, and the next one is written', async () => {
  const room = new PrintRoom({ ...rules, limitMs: 1 });
  await expect(room.print(anOrder(long), 'a')).rejects.toThrow(Unavailable);
  const patient = new PrintRoom(rules);
  const file = await patient.print(anOrder(), 'a');
  expect(file.subarray(0, 5).toString()).toBe('%PDF-');
});

test('what cannot be written says where it went wrong and nothing of the text', async () => {
  const room = new PrintRoom(rules);
  const broken = { ...anOrder(), parts: [{ kind: 'rows', rows: [{ label: 'Said', value: 7 }] }] };
  const error = await room.print(broken as never, 'a').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Unavailable);
  expect((await room.print(anOrder(), 'a')).length).toBeGreaterThan(1000);
});
