import { buffer } from 'node:stream/consumers';
import { describe, expect, it, vi } from 'vitest';

import { readPdf } from '#test/support/read-pdf.ts';
import { Paper } from './paper.ts';
import { press } from './press.ts';

// Whole files are written and read back; on a loaded machine that takes its time.
vi.setConfig({ testTimeout: 30_000 });

function aPaper(): Paper {
  return new Paper({
    title: 'A form REF-1',
    made: new Date(0),
    reference: 'REF-1',
    footer: 'Confidential',
  });
}

describe('a paper', () => {
  it('is tagged, in English, with a title, and reads in the order of writing', async () => {
    const paper = aPaper();
    paper.title('A form');
    paper.warning('Mind the step.');
    paper.section('Who');
    paper.rows([{ label: 'Name', hint: 'in full', value: 'Wren' }]);
    paper.paragraph('The end.');
    const read = await readPdf(press(paper.order));
    expect(read).toMatchObject({ isTagged: true, lang: 'en-GB', title: 'A form REF-1' });
    expect(read.tagged).toEqual([
      { role: 'H1', text: 'A form' },
      { role: 'P', text: 'Mind the step.' },
      { role: 'H2', text: 'Who' },
      { role: 'TH', text: 'Name\nin full' },
      { role: 'TD', text: 'Wren' },
      { role: 'P', text: 'The end.' },
    ]);
  });

  it('is encrypted with AES-256 where it has a pass-code, and is tagged all the same', async () => {
    const { order } = aPaper();
    const locked = {
      options: { ...order.options, passCode: 'abcd-efgh' },
      parts: [{ kind: 'rows', rows: [{ label: 'Name', value: 'Wren' }] }],
    } as const;
    const file = await buffer(press(locked));
    expect(file.toString('latin1')).toMatch(/\/Filter \/Standard[\s\S]*\/CFM \/AESV3/);
    expect(file.toString('latin1')).not.toContain('Wren');
    await expect(readPdf(Promise.resolve(file))).rejects.toThrow('password');
    await expect(readPdf(Promise.resolve(file), 'abcd-efgi')).rejects.toThrow('assword');
    const read = await readPdf(Promise.resolve(file), 'abcd-efgh');
    expect(read).toMatchObject({ isTagged: true, lang: 'en-GB' });
    expect(read.rows.get('Name')).toBe('Wren');
  });

  it('carries reference, footer and page number on every page, out of the reading order', async () => {
    const paper = aPaper();
    paper.rows(Array.from({ length: 90 }, (_, i) => ({ label: `Row ${i}`, value: 'text' })));
    const { pages, tagged } = await readPdf(press(paper.order));
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, i) => {
      expect(page).toContain('REF-1');
      expect(page).toContain('Confidential');
      expect(page).toContain(`Page ${i + 1} of ${pages.length}`);
    });
    expect(tagged.map(({ text }) => text).join()).not.toContain('Page 1 of');
  });

  it('lets a very long text flow over pages without losing a word, still one cell of one row', async () => {
    const words = Array.from({ length: 2500 }, (_, i) => `word${i}`);
    const paper = aPaper();
    paper.rows([
      { label: 'Long', value: words.join(' ') },
      { label: 'After', value: 'still here' },
    ]);
    const { pages, rows } = await readPdf(press(paper.order));
    expect(pages.length).toBeGreaterThan(4);
    expect(rows.get('Long')?.split(/\s+/)).toEqual(words);
    expect(rows.get('After')).toBe('still here');
  });

  it('breaks an address without spaces', async () => {
    const address = `https://example.test/${'a1'.repeat(300)}`;
    const paper = aPaper();
    paper.rows([{ label: 'Address', value: address }]);
    expect((await readPdf(press(paper.order))).rows.get('Address')?.replaceAll('\n', '')).toBe(address);
  });

  it('says when letters had to be replaced, and only then', async () => {
    const said = async (text: string) => {
      const paper = aPaper();
      paper.paragraph(text);
      paper.ifReplaced('Some letters are missing.');
      return (await readPdf(press(paper.order))).pages.join().includes('Some letters are missing.');
    };
    expect(await said('Łucja Świętosławska, Ŵyn')).toBe(false);
    expect(await said('علي حسن, Привет, Ελένη, Nguyễn, अमित, রহিম, ਅਮਰ, ગીતા, கவிதா')).toBe(false);
    expect(await said('王小明 🔪')).toBe(true);
  });

  it('moves room to write to the next page whole', async () => {
    const paper = aPaper();
    paper.rows(Array.from({ length: 5 }, (_, i) => ({ label: `Box ${i}`, lines: 8 })));
    const { pages } = await readPdf(press(paper.order));
    expect(pages.map((page) => (page.match(/Box/g) ?? []).length)).toEqual([3, 2]);
  });

  it('needs no standard font: every font is in the file', async () => {
    const paper = aPaper();
    paper.paragraph('Text');
    const chunks: Buffer[] = [];
    for await (const chunk of press(paper.order)) chunks.push(chunk as Buffer);
    const file = Buffer.concat(chunks).toString('latin1');
    expect(file).not.toMatch(/\/(Helvetica|Times|Courier)/);
    expect(file).toContain('/FontFile');
  });
});
