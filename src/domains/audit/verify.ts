import { createHash } from 'node:crypto';
import type { Database, Tx } from '#platform/db';
import {
  findChains,
  findContentHashes,
  findContentTables,
  findDestroyed,
  findEnd,
  findEvents,
  findHeadless,
  findVouchedAnew,
} from './queries.ts';
import type { Anchor, Chain, ContentRef, Fault, StoredEvent, Verification } from './types.ts';

const auditor = { kind: 'system', role: 'auditor' } as const;

/** Events held in memory at a time. */
const PAGE = 500;
/** Faults listed; a broken restore would else print a line for every row. */
const MOST_FAULTS = 100;

interface Tally {
  events: number;
  contents: number;
  destroyed: number;
  more: number;
  readonly faults: Fault[];
}

function report(tally: Tally, fault: Fault): void {
  if (tally.faults.length < MOST_FAULTS) tally.faults.push(fault);
  else tally.more += 1;
}

interface Body {
  readonly chain: unknown;
  readonly seq: unknown;
  readonly content?: readonly { readonly table: string; readonly id: string; readonly hash: string }[];
}

function readBody(body: string): Body | undefined {
  try {
    return JSON.parse(body) as Body;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const hashOf = (previous: Buffer, body: string): Buffer =>
  createHash('sha256').update(previous).update(body, 'utf8').digest();

/** One chain on its way from the first event to the last. */
interface Walk {
  readonly chain: Chain;
  readonly tally: Tally;
  readonly tables: ReadonlyMap<string, boolean>;
  readonly anchors: readonly Anchor[];
  last: number;
  head: Buffer;
}

/** Only a few anchors are of one chain: one a day. */
function checkAnchor({ chain, tally, anchors }: Walk, event: StoredEvent): void {
  const head = event.hash.toString('hex');
  for (const anchor of anchors) {
    if (anchor.length === event.seq && anchor.head !== head) {
      report(tally, { kind: 'anchor-differs', chain: chain.id, seq: event.seq, anchored: anchor.day });
    }
  }
}

/** Checks one event against the one before, and gives the rows whose hashes it carries. */
function checkEvent(walk: Walk, event: StoredEvent): ContentRef[] {
  const { chain, tally } = walk;
  const fault = (kind: Fault['kind'], seq = event.seq) => report(tally, { kind, chain: chain.id, seq });
  if (event.seq !== walk.last + 1) fault('event-missing', walk.last + 1);
  else if (!hashOf(walk.head, event.body).equals(event.hash)) fault('event-changed');
  checkAnchor(walk, event);
  // Goes on from what is stored, so that one change is one fault and not one for every event after it.
  walk.last = event.seq;
  walk.head = event.hash;
  tally.events += 1;
  const body = readBody(event.body);
  if (body === undefined) {
    fault('event-unread');
    return [];
  }
  if (body.seq !== event.seq || body.chain !== chain.id) fault('event-misplaced');
  return (body.content ?? []).map((content) => ({ seq: event.seq, ...content }));
}

/** The rows that the events of a page name: as they were, changed, or gone for a reason that the chain gives. */
async function checkContents(
  tx: Tx,
  { chain, tally, tables }: Walk,
  refs: readonly ContentRef[],
): Promise<void> {
  const known = refs.filter(({ table }) => tables.has(table));
  const hashes = await findContentHashes(tx, known);
  const missing: ContentRef[] = refs.filter(({ table }) => !tables.has(table));
  const fault = (kind: Fault['kind'], { seq, table, id }: ContentRef) =>
    report(tally, { kind, chain: chain.id, seq, table, row: id });
  const differs: ContentRef[] = [];
  for (const [index, ref] of known.entries()) {
    const hash = hashes[index] ?? null;
    if (hash === null) missing.push(ref);
    else if (hash !== ref.hash) differs.push(ref);
  }
  const anew = await findVouchedAnew(
    tx,
    chain.id,
    differs.filter(({ table }) => tables.get(table)),
  );
  for (const ref of differs) if (!anew.has(ref)) fault('content-changed', ref);
  const destroyed = await findDestroyed(tx, chain.id, missing);
  for (const ref of missing) if (!destroyed.has(ref)) fault('content-missing', ref);
  tally.contents += refs.length;
  tally.destroyed += destroyed.size;
}

async function checkEnd(tx: Tx, walk: Walk): Promise<void> {
  const { chain, tally, anchors } = walk;
  // What was appended since the walk began comes on top; the rows up to the head that was read first are judged.
  const end = await findEnd(tx, chain.id);
  if (end === undefined) return report(tally, { kind: 'chain-gone', chain: chain.id, seq: null });
  if (end.last < end.length) report(tally, { kind: 'cut-off', chain: chain.id, seq: end.last + 1 });
  else if (end.last > end.length)
    report(tally, { kind: 'beyond-head', chain: chain.id, seq: end.length + 1 });
  else if (walk.last === end.last && !walk.head.equals(end.head))
    report(tally, { kind: 'head-differs', chain: chain.id, seq: end.last });
  for (const anchor of anchors) {
    if (anchor.length > end.last)
      report(tally, { kind: 'cut-off', chain: chain.id, seq: end.last + 1, anchored: anchor.day });
  }
}

async function walkChain(tx: Tx, walk: Walk, onEvents: (count: number) => void): Promise<void> {
  for (;;) {
    const page = await findEvents(tx, walk.chain.id, walk.last, PAGE);
    await checkContents(
      tx,
      walk,
      page.flatMap((event) => checkEvent(walk, event)),
    );
    onEvents(page.length);
    if (page.length < PAGE) break;
  }
  await checkEnd(tx, walk);
}

const lastDay = (anchors: readonly Anchor[]): string | null =>
  anchors.reduce<string | null>((last, { day }) => (last === null || day > last ? day : last), null);

/** Walks every chain and compares it with itself, with the rows it names, and with the anchors outside the database. */
export async function verifyAudit(
  database: Database,
  anchors: readonly Anchor[],
  progress: (done: number, all: number) => void = () => {},
): Promise<Verification> {
  const tally: Tally = { events: 0, contents: 0, destroyed: 0, more: 0, faults: [] };
  const { chains, headless, tables } = await database.withActor(auditor, async (tx) => ({
    chains: await findChains(tx),
    headless: await findHeadless(tx),
    tables: await findContentTables(tx),
  }));
  const all = chains.reduce((sum, { length }) => sum + length, 0);
  const onEvents = () => progress(Math.min(tally.events, all), all);
  for (const chain of chains) {
    const own = anchors.filter((anchor) => anchor.chain === chain.id);
    const walk: Walk = { chain, tally, tables, anchors: own, last: 0, head: Buffer.alloc(0) };
    await database.withActor(auditor, (tx) => walkChain(tx, walk, onEvents));
  }
  for (const id of headless) report(tally, { kind: 'chain-gone', chain: id, seq: null });
  const known = new Set([...headless, ...chains.map(({ id }) => id)]);
  for (const id of new Set(anchors.map(({ chain }) => chain).filter((chain) => !known.has(chain)))) {
    const day = lastDay(anchors.filter(({ chain }) => chain === id));
    report(tally, { kind: 'chain-gone', chain: id, seq: null, ...(day === null ? {} : { anchored: day }) });
  }
  return {
    ...tally,
    chains: chains.length,
    anchors: anchors.length,
    lastAnchor: lastDay(anchors),
    names: Object.fromEntries(chains.map(({ id, name }) => [id, name])),
  };
}
