import { RosterRefused, readTable, schoolsById } from '#domains/people';
import { localDate, Temporal, ZONE } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid, NotFound } from '#platform/errors';
import type { Values } from '#platform/forms';
import { sendsFiles } from '../service.ts';
import { type Columns, columnProblems, columnsFor } from './fields.ts';
import { LEAVE_OUT, type Match, matchChild } from './match.ts';
import {
  endHistory,
  findImport,
  findImports,
  findLines,
  findPupils,
  findRemembered,
  type HistoryImport,
  insertImport,
  type PupilOf,
  saveChoices,
  takeHistory,
} from './queries.ts';
import { type NamedChild, type ReadHistories, readHistories } from './read.ts';

/** More entries than a school writes in many years. */
const MOST_LINES = 20_000;

export interface Histories {
  readonly schools: Awaited<ReturnType<typeof schoolsById>>;
  readonly imports: readonly HistoryImport[];
}

/** Those that were brought in, and for which schools I may bring more. */
export async function readHistoryList(tx: Tx, me: Me): Promise<Histories> {
  if (!sendsFiles(me)) throw new NotFound('leads no school');
  const [schools, imports] = await Promise.all([schoolsById(tx, me.childSchoolIds), findImports(tx)]);
  return { schools, imports };
}

async function tableOf(path: string, label: string) {
  try {
    return await readTable(path, { label, asTyped: true });
  } catch (error) {
    if (!(error instanceof RosterRefused)) throw error;
    const [fault] = error.faults;
    throw new Invalid([{ field: 'file', message: `${fault?.problem ?? ''} ${fault?.remedy ?? ''}`.trim() }]);
  }
}

export interface Brought {
  readonly path: string;
  readonly fileName: string;
  readonly schoolId: string;
  readonly source: string;
}

/** Keeps the lines of a file until somebody has said what they are. Nothing is in any child's file yet. */
export async function bring(tx: Tx, me: Me, { path, fileName, schoolId, source }: Brought): Promise<string> {
  const { schools } = await readHistoryList(tx, me);
  const missing = [
    ...(schools.some(({ id }) => id === schoolId) ? [] : [{ field: 'school', message: 'Choose a school.' }]),
    ...(source === '' ? [{ field: 'source', message: 'Enter where it comes from, such as CPOMS.' }] : []),
  ];
  if (missing.length > 0) throw new Invalid(missing);
  const { headers, rows } = await tableOf(path, fileName);
  if (rows.length > MOST_LINES)
    throw new Invalid([
      { field: 'file', message: `A file may have ${MOST_LINES} lines. Bring it in parts.` },
    ]);
  const id = tx.ids.uuid();
  const columns = columnsFor(headers, await findRemembered(tx, schoolId, source));
  await insertImport(tx, { id, schoolId, source, fileName, headers, lines: rows, columns, madeBy: me.id });
  tx.record({ chain: schoolId, type: 'history.brought/1', subject: id, data: { lines: rows.length } });
  return id;
}

export interface OneImport {
  readonly found: HistoryImport;
  readonly problems: ReturnType<typeof columnProblems>;
  readonly read: ReadHistories;
  readonly sure: readonly Match[];
  /** For a person to say; `chosen` is what they said. */
  readonly doubts: readonly {
    readonly child: NamedChild;
    readonly candidates: readonly PupilOf[];
    readonly chosen: string | undefined;
  }[];
}

async function importOf(tx: Tx, me: Me, id: string): Promise<HistoryImport> {
  const found = sendsFiles(me) ? await findImport(tx, id) : undefined;
  if (found === undefined) throw new NotFound('no such import in this scope');
  return found;
}

async function look(tx: Tx, me: Me, id: string): Promise<OneImport> {
  const found = await importOf(tx, me, id);
  const problems = found.state === 'open' ? columnProblems(found.headers, found.columns) : [];
  if (found.state !== 'open' || problems.length > 0)
    return { found, problems, read: { entries: [], errors: [] }, sure: [], doubts: [] };
  const [lines, pupils] = await Promise.all([findLines(tx, id), findPupils(tx, found)]);
  const read = readHistories(found.headers, lines, found.columns, localDate(tx.at));
  const children = new Map(read.entries.map(({ child }) => [child.key, child]));
  const matches = [...children.values()].map((child) => matchChild(child, pupils));
  return {
    found,
    problems,
    read,
    sure: matches.filter(({ kind }) => kind === 'sure'),
    doubts: matches.flatMap((match) =>
      match.kind === 'sure'
        ? []
        : {
            child: match.child,
            candidates: pupils.filter(({ id: pupil }) => match.candidates.includes(pupil)),
            chosen: found.chosen[match.child.key],
          },
    ),
  };
}

/** How a file stands: what its columns say, what is wrong with it, whom it means. */
export async function readImport(tx: Tx, me: Me, id: string): Promise<OneImport> {
  const one = await look(tx, me, id);
  tx.record({ chain: one.found.schoolId, type: 'history.read/1', subject: id });
  return one;
}

const decided = () =>
  new Conflict('it was decided already', 'Somebody has decided about this file. Look at it again.');

export async function chooseColumns(tx: Tx, me: Me, id: string, columns: Columns): Promise<void> {
  const found = await importOf(tx, me, id);
  if (!(await saveChoices(tx, id, { columns, chosen: {} }))) throw decided();
  tx.record({ chain: found.schoolId, type: 'history.columns/1', subject: id });
}

/** Which child is meant, or none; what is not answered stays open. */
export async function chooseChildren(tx: Tx, me: Me, id: string, values: Values): Promise<void> {
  const { found, doubts } = await look(tx, me, id);
  const chosen = doubts.flatMap(({ child, candidates }, n) => {
    const [value = ''] = values[`child-${n}`] ?? [];
    const known = value === LEAVE_OUT || candidates.some(({ id: pupil }) => pupil === value);
    return known ? [[child.key, value] as const] : [];
  });
  if (!(await saveChoices(tx, id, { chosen: Object.fromEntries(chosen) }))) throw decided();
  tx.record({ chain: found.schoolId, type: 'history.children/1', subject: id });
}

function meantBy({ sure, doubts }: OneImport): ReadonlyMap<string, string> {
  return new Map([
    ...sure.flatMap((match) => (match.kind === 'sure' ? [[match.child.key, match.id] as const] : [])),
    ...doubts.flatMap(({ child, chosen }) => (chosen === undefined ? [] : [[child.key, chosen] as const])),
  ]);
}

const noon = Temporal.PlainTime.from('12:00');

/** All of it, or nothing. */
export async function take(tx: Tx, me: Me, id: string): Promise<void> {
  const one = await look(tx, me, id);
  const { found, problems, read, doubts } = one;
  if (found.state !== 'open') throw decided();
  if (problems.length > 0 || read.errors.length > 0 || doubts.some(({ chosen }) => chosen === undefined))
    throw new Invalid([
      { field: '', message: 'Nothing was taken in: first put right what is listed, and say who is meant.' },
    ]);
  const meant = meantBy(one);
  const entries = read.entries.flatMap(({ child, on, category, body, by }) => {
    const personId = meant.get(child.key);
    if (personId === undefined || personId === LEAVE_OUT) return [];
    const at = on.toZonedDateTime({ timeZone: ZONE, plainTime: noon }).toInstant();
    return { id: tx.ids.uuid(), child: personId, at, title: category, body, by };
  });
  if (!(await takeHistory(tx, id, entries)))
    throw new Conflict(
      'not for this person to take in',
      'The designated lead takes a file in, and nobody one that holds their own child.',
    );
  tx.record({
    chain: found.schoolId,
    type: 'history.imported/1',
    subject: id,
    data: { entries: entries.length },
    content: entries.map((entry) => ({ table: 'concern.history', id: entry.id })),
  });
}

/** Thrown away, kept for good, or undone whole. */
export async function end(tx: Tx, me: Me, id: string, goal: 'discarded' | 'kept' | 'undone'): Promise<void> {
  const { schoolId: chain } = await importOf(tx, me, id);
  const ids = await endHistory(tx, id, goal);
  if (ids === undefined) throw decided();
  if (ids.length > 0)
    tx.record({ chain, type: 'content.destroyed/1', subject: id, data: { table: 'concern.history', ids } });
  tx.record({ chain, type: `history.${goal}/1`, subject: id });
}
