import type { Fault, FaultKind, Verification } from './types.ts';

const what: Readonly<Record<FaultKind, string>> = {
  'event-changed': 'this event, or the one before it, is not as it was written',
  'event-missing': 'an event is missing here',
  'event-misplaced': 'this event was written for another place',
  'event-unread': 'this event cannot be read any more',
  'cut-off': 'the chain was cut off here: later events are gone',
  'beyond-head': 'there are events that the chain’s head does not know of',
  'head-differs': 'the chain’s head is not the last event’s',
  'anchor-differs': 'this event is not the one that was anchored outside the database',
  'chain-gone': 'the whole chain is gone',
  'content-changed': 'a row that this event vouches for was changed',
  'content-missing': 'a row that this event vouches for is gone, and no event says that it was destroyed',
};

function sentence(fault: Fault, names: Verification['names']): string {
  const where = fault.seq === null ? '' : `, event ${fault.seq}`;
  const row = fault.table === undefined ? '' : ` (${fault.table} ${fault.row})`;
  const anchored = fault.anchored === undefined ? '' : ` (anchored on ${fault.anchored})`;
  return `  ${names[fault.chain] ?? 'unknown'}, chain ${fault.chain}${where}: ${what[fault.kind]}${row}${anchored}`;
}

const counted = (n: number, one: string, many = `${one}s`) =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

const WHAT_TO_DO = `What to do now: change nothing and delete nothing. Keep a copy of this machine's disk and of the
anchors folder. Tell the headteacher and the trust's information manager: records of
safeguarding may have been altered. Compare with the last backup that verifies.`;

function anchorLine({ anchors, lastAnchor }: Verification, unreadable: number): string {
  const said =
    lastAnchor === null
      ? 'No anchor was found outside the database, so a chain cut off at its end would not be noticed.'
      : `Compared with ${counted(anchors, 'anchor')} outside the database, the last of ${lastAnchor}.`;
  return unreadable === 0
    ? said
    : `${said} ${counted(unreadable, 'line')} of the anchor files could not be read.`;
}

/** What `gatehouse audit verify` prints. */
export function inWords(found: Verification, unreadable: number): string {
  const checked = `${counted(found.events, 'event')} in ${counted(found.chains, 'chain')}, ${counted(found.contents, 'row')} that they vouch for (${found.destroyed.toLocaleString('en-GB')} lawfully destroyed)`;
  const anchors = anchorLine(found, unreadable);
  const total = found.faults.length + found.more;
  if (total === 0) return `The audit record is whole: ${checked}.\n${anchors}\n`;
  const list = found.faults.map((fault) => sentence(fault, found.names)).join('\n');
  const more = found.more === 0 ? '' : `\n  … and ${found.more.toLocaleString('en-GB')} more`;
  return `The audit record was altered: ${counted(total, 'fault')}. Checked: ${checked}.\n${anchors}\n\n${list}${more}\n\n${WHAT_TO_DO}\n`;
}
