import { Readable } from 'node:stream';
import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { anAdult, aPupil, aStaffedSchool } from '../../../../test/factories/people.ts';
import { concernRows } from '../../../../test/factories/rows/concerns.ts';
import { type Browser, testBrowser, type Visitor } from '../../../../test/support/browser.ts';
import { readPdf } from '../../../../test/support/read-pdf.ts';
import { testWorld } from '../../../../test/support/world.ts';

const world = await testWorld();
const here = await aStaffedSchool(world);
const elsewhere = await aStaffedSchool(world);
const child = await aPupil(world, { school: here.school, givenName: 'Wren', familyName: 'Quillfeather' });

/** A worked case of this school, told by the teacher. */
async function aCase(facts: Record<string, unknown> = {}): Promise<{ id: string; reference: string }> {
  const concern = await concernRows['concern.concern'](world, {
    school_id: here.school.id,
    reporter_id: here.teacher,
    seen: 'Two messages on the tablet',
    ...facts,
  });
  await concernRows['concern.case_file'](world, { concern, outcome: 'A meeting was held' });
  await concernRows['concern.party'](world, { concern, person_id: child, age: 9 });
  await concernRows['concern.entry'](world, {
    concern,
    author_id: here.dsl,
    body: 'Spoke with the family',
    details: JSON.stringify({ version: 1, changes: [{ field: 'assignedTo', from: null, to: here.dsl }] }),
  });
  await concernRows['concern.action'](world, {
    concern,
    what: 'Ring the family',
    owner_id: here.dsl,
    made_by: here.dsl,
  });
  await concernRows['concern.addition'](world, { concern, body: 'They rang back' });
  await concernRows['concern.reporter_update'](world, {
    concern,
    kind: 'message',
    body: 'Thank you for telling us',
  });
  return { id: String(concern.id), reference: String(concern.reference) };
}

let browser: Browser;
let dsl: Visitor;
let teacher: Visitor;
beforeAll(async () => {
  browser = await testBrowser(world);
  dsl = await browser.signedIn(here.dsl);
  teacher = await browser.signedIn(here.teacher);
});

type Answer = Awaited<ReturnType<Visitor['get']>>;
const pdfOf = (answer: Answer) => readPdf(Readable.from([answer.rawPayload]));

const events = async (subject: string) =>
  (
    await world.owner.query<{ type: string; actor: string; body: string }>(
      'select type, actor, body from audit.event where subject = $1 order by chain_id, seq',
      [subject],
    )
  ).rows;

describe('the filled form', () => {
  it('goes to a handler as a file named by the reference, and the export is in the audit chain', async () => {
    const { id, reference } = await aCase();
    const answer = await dsl.get(`/concerns/${id}/form.pdf`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="gatehouse-${reference}.pdf"`,
      'cache-control': 'no-store',
    });
    const { rows, pages } = await pdfOf(answer);
    expect(rows.get('Child\nAffected')).toBe('Wren Quillfeather, aged 9 at the time, Year 6, Beech');
    expect(rows.get('Outcome')).toBe('A meeting was held');
    expect(pages.join()).toContain('Spoke with the family');
    const [event, ...more] = await events(id);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type: 'concern.exported/1', actor: `person:${here.dsl}` });
    expect(event?.body).not.toMatch(/Wren|Quillfeather|messages/);
  });

  it.each([
    ['the reporter', () => here.teacher],
    ['another teacher', () => here.otherTeacher],
    ['IT', () => here.it],
    ['the lead of another school', () => elsewhere.dsl],
  ])('is not found for %s', async (_who, person) => {
    const { id } = await aCase();
    const visitor = await browser.signedIn(person());
    expect((await visitor.get(`/concerns/${id}/form.pdf`)).statusCode).toBe(404);
    expect((await visitor.get(`/concerns/${id}/hand-over`)).statusCode).toBe(404);
    expect((await visitor.get(`/concerns/${id}/hand-over.zip`)).statusCode).toBe(404);
    expect((await visitor.post(`/concerns/${id}/hand-over`, { reason: 'x', use: 'other' })).statusCode).toBe(
      404,
    );
    expect(await events(id)).toEqual([]);
  });

  it('is not found for a handler who is excluded', async () => {
    const { id } = await aCase();
    const deputy = await browser.signedIn(here.deputy);
    expect((await deputy.get(`/concerns/${id}/form.pdf`)).statusCode).toBe(200);
    const { rows } = await world.owner.query('select * from concern.concern where id = $1', [id]);
    await concernRows['concern.exclusion'](world, { concern: rows[0], person_id: here.deputy });
    expect((await deputy.get(`/concerns/${id}/form.pdf`)).statusCode).toBe(404);
    expect((await deputy.get(`/concerns/${id}/hand-over.zip`)).statusCode).toBe(404);
  });

  it('is not found for what is no id', async () => {
    expect((await dsl.get('/concerns/not-an-id/form.pdf')).statusCode).toBe(404);
  });
});

describe('the reporter’s own copy', () => {
  it('holds their report and what they were told, nothing of the case, and is audited', async () => {
    const { id } = await aCase();
    const answer = await teacher.get(`/concerns/mine/${id}/form.pdf`);
    expect(answer.statusCode).toBe(200);
    const text = (await pdfOf(answer)).pages.join();
    expect(text).toContain('Two messages on the tablet');
    expect(text).toContain('Thank you for telling us');
    expect(text).not.toMatch(/Spoke with the family|Ring the family|A meeting was held/);
    expect((await events(id)).map(({ type, actor }) => [type, actor])).toEqual([
      ['concern.exported/1', `person:${here.teacher}`],
    ]);
  });

  it('is not found for anybody else, a handler included', async () => {
    const { id } = await aCase();
    expect((await dsl.get(`/concerns/mine/${id}/form.pdf`)).statusCode).toBe(404);
  });
});

describe('the blank form', () => {
  it('names the leads of my school', async () => {
    const answer = await teacher.get('/concerns/form.pdf');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="gatehouse-blank-form.pdf"');
    const { rows } = await pdfOf(answer);
    const { rows: names } = await world.owner.query<{ name: string }>(
      `select given_name || ' ' || family_name as name from people.person where id = any ($1) order by array_position($1, id)`,
      [[here.dsl, here.head]],
    );
    expect(rows.get('Safeguarding leads\nfor everything about a child')).toContain(names[0]?.name);
    expect([...rows].find(([label]) => label.startsWith('Headteacher'))?.[1]).toBe(names[1]?.name);
  });

  it('can be of one of my schools, never of another’s', async () => {
    expect((await teacher.get(`/concerns/form.pdf?school=${here.school.id}`)).statusCode).toBe(200);
    expect((await teacher.get(`/concerns/form.pdf?school=${elsewhere.school.id}`)).statusCode).toBe(404);
    expect((await teacher.get('/concerns/form.pdf?school=x')).statusCode).toBe(404);
  });

  it('is for whoever is signed in, and for nobody else', async () => {
    const volunteer = await browser.signedIn(
      await anAdult(world, { school: here.school, role: 'volunteer' }),
    );
    expect((await volunteer.get('/concerns/form.pdf')).statusCode).toBe(200);
    expect((await browser.nobody.get('/concerns/form.pdf')).statusCode).toBe(303);
  });
});

describe('handing a case over', () => {
  it('asks why, keeps the answer on the timeline, and ties the download to it', async () => {
    const { id, reference } = await aCase();
    const page = load((await dsl.get(`/concerns/${id}/hand-over`)).body);
    expect(page('h1').text()).toContain(reference);
    expect(page('title').text()).not.toMatch(/Wren|Quillfeather/);
    const answer = await dsl.post(`/concerns/${id}/hand-over`, {
      reason: 'The trust keeps it there',
      use: 'attached',
    });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/concerns/${id}/hand-over`]);
    const { rows } = await world.owner.query<{ id: string; body: string; author_id: string }>(
      `select id, body, author_id from concern.entry where concern_id = $1 and kind = 'handed_over'`,
      [id],
    );
    expect(rows).toMatchObject([{ body: 'The trust keeps it there', author_id: here.dsl }]);
    const zip = await dsl.get(`/concerns/${id}/hand-over.zip`);
    expect(zip.headers['content-disposition']).toBe(`attachment; filename="gatehouse-${reference}.zip"`);
    expect(zip.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const all = await events(id);
    expect(all.map(({ type }) => type)).toEqual([
      'concern.read/1',
      'concern.hand-over-reasoned/1',
      'concern.exported/1',
    ]);
    expect(JSON.parse(all.at(-1)?.body ?? '{}')).toMatchObject({
      data: { format: 'hand-over', reason: rows[0]?.id },
    });
    expect(all.map(({ body }) => body).join()).not.toContain('The trust keeps it there');
    expect(load((await dsl.get(`/concerns/${id}/hand-over`)).body)('table').text()).toContain(
      'The trust keeps it there',
    );
  });

  it('gives no file to whoever has not said why, though somebody else has', async () => {
    const { id } = await aCase();
    const empty = await dsl.get(`/concerns/${id}/hand-over.zip`);
    expect([empty.statusCode, empty.headers.location]).toEqual([303, `/concerns/${id}/hand-over`]);
    await dsl.post(`/concerns/${id}/hand-over`, { reason: 'It goes with the child', use: 'other' });
    const head = await browser.signedIn(here.head);
    expect((await head.get(`/concerns/${id}/hand-over.zip`)).statusCode).toBe(303);
    expect((await head.get(`/concerns/${id}/hand-over`)).body).not.toContain('hand-over.zip');
    expect((await dsl.get(`/concerns/${id}/hand-over`)).body).toContain('hand-over.zip');
    expect((await events(id)).filter(({ type }) => type === 'concern.exported/1')).toEqual([]);
  });

  it('shows the page again with everything typed when an answer is missing', async () => {
    const { id } = await aCase();
    const answer = await dsl.post(`/concerns/${id}/hand-over`, { reason: 'Because of a move' });
    expect(answer.statusCode).toBe(422);
    const page = load(answer.body);
    expect(page('.govuk-error-summary').text()).toContain('Say what will be done with the file.');
    expect(page('textarea[name=reason]').val()).toBe('Because of a move');
  });
});

describe('a case with sixty entries', () => {
  it('asks the database as often as one with a single entry', async () => {
    const { id } = await aCase();
    const count = async () => {
      const before = world.database.counts.statements;
      await dsl.get(`/concerns/${id}/form.pdf`);
      return world.database.counts.statements - before;
    };
    const few = await count();
    const { rows } = await world.owner.query('select * from concern.concern where id = $1', [id]);
    for (let n = 0; n < 60; n++) {
      await concernRows['concern.entry'](world, {
        concern: rows[0],
        author_id: here.dsl,
        body: `Entry ${n}`,
      });
    }
    expect(await count()).toBe(few);
  });
});
