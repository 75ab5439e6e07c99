import type { Instant } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Invalid, NotFound } from '#platform/errors';
import { mask } from '../../mask.ts';
import { insertHandOver } from '../../paper/queries.ts';
import { findChild, findItems } from '../queries.ts';
import { recordReading } from '../service.ts';
import type { FileChild, FileItem } from '../types.ts';
import type { ExportAnswers } from './forms.ts';
import { findOthers, findReported, type OtherChild, type Reported } from './queries.ts';

export interface ExportFacts {
  readonly child: FileChild;
  readonly items: readonly FileItem[];
  readonly others: readonly OtherChild[];
}

const WHOLE = { kind: null, from: null, until: null, before: null } as const;

export async function readWhole(tx: Tx, me: Me, childId: string): Promise<ExportFacts> {
  const [child, items, others] = await Promise.all([
    findChild(tx, childId, me),
    findItems(tx, childId, WHOLE, null),
    findOthers(tx, childId),
  ]);
  if (child === undefined) throw new NotFound('no such child in this scope');
  return { child, items, others };
}

/** What would leave, and which other children stand in it. */
export async function openExport(tx: Tx, me: Me, childId: string): Promise<ExportFacts> {
  const facts = await readWhole(tx, me, childId);
  recordReading(tx, 'export', facts);
  return facts;
}

/** A child's file as it leaves: in the order of time, other children masked. */
export interface FileCopy {
  readonly child: FileChild;
  readonly items: readonly FileItem[];
  readonly at: Instant;
  readonly masked: number;
}

function inFull({ headline, report }: { headline: string | null; report: Reported | undefined }): string {
  const part = (label: string, words: string | null | undefined) => (words ? [`${label}: ${words}`] : []);
  return [
    headline ?? '',
    ...part('What the child said', report?.childWords),
    ...part('What was seen', report?.seen),
    ...part('What the reporter thinks', report?.thought),
  ].join('\n');
}

/** In the order of time, each report in full, and these names taken out. */
export function withoutNames(
  items: readonly FileItem[],
  reports: readonly Reported[],
  masked: readonly { readonly name: string }[],
  child: FileChild,
): FileItem[] {
  const textOf = ({ kind, text, concernId }: FileItem) =>
    kind === 'concern'
      ? inFull({ headline: text, report: reports.find((one) => one.concernId === concernId) })
      : text;
  return items.toReversed().map((item) => {
    const text = textOf(item);
    return { ...item, text: text === null ? null : mask(text, masked, child) };
  });
}

/** A line on each case that is in it, and in the chain of each school: who took it, why, and which children it names. */
async function recordLeaving(
  tx: Tx,
  me: Me,
  { child, items }: ExportFacts,
  { reason, named }: ExportAnswers,
): Promise<void> {
  for (const [chain, ofSchool = []] of Object.entries(Object.groupBy(items, ({ schoolId }) => schoolId))) {
    const concerns = [
      ...new Set(ofSchool.flatMap(({ concernId }) => (concernId === null ? [] : [concernId]))),
    ];
    const content: { table: string; id: string }[] = [];
    for (const concernId of concerns) {
      const id = await insertHandOver(tx, {
        concernId,
        authorId: me.id,
        reason,
        note: 'In the child’s file',
      });
      if (id === undefined) throw new NotFound('a case that was there a moment ago');
      content.push({ table: 'concern.entry', id });
    }
    tx.record({
      chain,
      type: 'child.exported/1',
      subject: child.id,
      data: { format: 'file', concerns, named },
      content,
    });
  }
}

/** Every name of another child that is not ticked is taken out. */
export async function exportChildFile(
  tx: Tx,
  me: Me,
  childId: string,
  answers: ExportAnswers,
): Promise<FileCopy> {
  const [facts, reports] = await Promise.all([readWhole(tx, me, childId), findReported(tx, childId)]);
  const { child, items, others } = facts;
  if (items.length === 0)
    throw new Invalid([
      { field: '', message: 'There is nothing to take: nothing that you may see is recorded.' },
    ]);
  if (!answers.named.every((id) => others.some((other) => other.id === id)))
    throw new Invalid([{ field: 'named', message: 'Choose from the children in the list.' }]);
  const masked = others.flatMap(({ id, name }) =>
    name === null || answers.named.includes(id) ? [] : [{ name }],
  );
  await recordLeaving(tx, me, facts, answers);
  return { child, at: tx.at, masked: masked.length, items: withoutNames(items, reports, masked, child) };
}
