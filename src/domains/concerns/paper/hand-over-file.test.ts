import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import yauzl from 'yauzl';
import { Temporal } from '#platform/clock';
import { aPaperCase, aPaperConcern } from '#test/factories/paper.ts';
import { actionsCsv, chronologyCsv, fieldsCsv, handOverZip } from './hand-over-file.ts';
import { handOverJson } from './hand-over-json.ts';

// Whole files are written and read back; on a loaded machine that takes its time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const now = Temporal.Instant.from('2026-12-02T10:00:00Z');
const read = (csv: string) => parse(csv, { bom: true }) as string[][];

async function unzip(file: Buffer): Promise<Map<string, Buffer>> {
  const zip = await yauzl.fromBufferPromise(file, { lazyEntries: true });
  const entries = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    entries.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return entries;
}

describe('the zip', () => {
  it('holds the form, the tables and the record, named by the reference alone', async () => {
    const entries = await unzip(await buffer(await handOverZip(aPaperCase(), now, 'reader')));
    expect([...entries.keys()].sort()).toEqual([
      'gatehouse-ABC-7KQ2X-actions.csv',
      'gatehouse-ABC-7KQ2X-chronology.csv',
      'gatehouse-ABC-7KQ2X-fields.csv',
      'gatehouse-ABC-7KQ2X.json',
      'gatehouse-ABC-7KQ2X.pdf',
    ]);
    expect(entries.get('gatehouse-ABC-7KQ2X.pdf')?.subarray(0, 5).toString()).toBe('%PDF-');
    expect(JSON.parse(entries.get('gatehouse-ABC-7KQ2X.json')?.toString() ?? '')).toMatchObject({
      format: 'gatehouse.hand-over/1',
      reference: 'ABC-7KQ2X',
      myconcernReference: 'MC-20417',
    });
  });
});

describe('the record', () => {
  it('holds report, people, case, actions and chronology', () => {
    const json = handOverJson(aPaperCase({ names: new Map() }), now);
    expect(json.report).toMatchObject({
      childWords: '“They said everybody would laugh if I came back.”',
      place: 'home',
      happenedOn: '2026-11-18',
    });
    expect(json.people[0]).toEqual({
      part: 'affected',
      name: 'Wren Askcombe',
      isAdult: false,
      age: 9,
      where: 'Year 5, Beech',
    });
    expect(json.case).toMatchObject({
      outcome: 'A restorative meeting was held and the chat was closed.',
      finding: 'substantiated',
    });
    expect(json.actions).toHaveLength(2);
    expect(json.chronology[1]?.changes).toEqual([{ field: 'severity', from: 'low', to: 'medium' }]);
  });

  it('names persons instead of giving their ids', () => {
    const id = '01900000-0000-7000-8000-00000000000a';
    const [entry] = aPaperCase({}, 1).entries;
    if (entry === undefined) throw new Error('an entry');
    const details = { version: 1, changes: [{ field: 'assignedTo', from: null, to: id }] };
    const record = aPaperCase({
      entries: [{ ...entry, details }],
      names: new Map([[id, 'Jonas Elderfield']]),
    });
    expect(JSON.stringify(handOverJson(record, now).chronology)).not.toContain(id);
    expect(chronologyCsv(record)).toContain('Assigned to: Jonas Elderfield');
  });
});

describe('the tables', () => {
  it('hold every field, the empty ones too', () => {
    const rows = new Map(read(fieldsCsv(aPaperCase(), now)).map(([field, value]) => [field, value]));
    expect(rows.get('school')).toBe('Larkmoor Primary School');
    expect(rows.get('people[2].name')).toBe('Oskar Dunhallow');
    expect(rows.get('report.evidence[1].where')).toBe('On the child’s own phone');
    expect(rows.get('case.outcome')).toBe('A restorative meeting was held and the chat was closed.');
    expect(rows.has('report.paperAuthor')).toBe(true);
    expect(rows.get('referrals[1].heard[1].note')).toBe('An officer visits both families');
    expect(rows.get('pathways[1].steps[2].answers[2].words')).toBe('A concern. He came back to it alone.');
    expect(rows.get('legalDuties[1].toldWhom')).toBe('The Police, on 101');
  });

  it('hold actions and chronology', () => {
    expect(read(actionsCsv(aPaperCase()))[1]).toEqual([
      'Meet both families',
      'Marit Oakhanger',
      '2026-11-27',
      'Fri 20 Nov 2026, 09:05',
      'Marit Oakhanger',
      'Thu 26 Nov 2026, 16:00',
      'Jonas Elderfield',
      'yes',
      'All came',
      'Took part in deciding what happens',
      'Chose who should be there',
    ]);
    expect(read(chronologyCsv(aPaperCase()))).toHaveLength(5);
  });

  it('never give a spreadsheet a formula, whatever was written', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string(), (first, rest) => {
        const seen = `${first}${rest}`;
        const rows = new Map(
          read(fieldsCsv(aPaperCase({ concern: aPaperConcern({ seen }) }), now)).map(([f, v]) => [f, v]),
        );
        expect(rows.get('report.seen')).toBe(`'${seen}`);
      }),
      { numRuns: 50 },
    );
  });
});
