import { stringify } from 'csv-stringify/sync';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { managesInformation } from '../review/queries.ts';
import { type Certificate, findCertificates } from './queries.ts';
import { certificateLines } from './words.ts';

async function mustSee(tx: Tx, me: Me): Promise<void> {
  const handles = me.childSchoolIds.length + me.adultSchoolIds.length + me.headSchoolIds.length > 0;
  if (!handles && !(await managesInformation(tx)))
    throw new NotFound('neither handles concerns nor manages information');
}

export async function readCertificates(tx: Tx, me: Me): Promise<readonly Certificate[]> {
  await mustSee(tx, me);
  return findCertificates(tx, null);
}

export async function readCertificate(tx: Tx, id: string): Promise<Certificate> {
  const [found] = await findCertificates(tx, id);
  if (found === undefined) throw new NotFound('no such certificate for this person');
  return found;
}

/** Taken out of the house, so an event says who did. */
export async function exportCertificates(tx: Tx, me: Me): Promise<string> {
  const all = await readCertificates(tx, me);
  tx.record({ chain: me.trustId, type: 'certificates.exported/1', data: { rows: all.length } });
  const [first] = all;
  const head = first === undefined ? [] : [certificateLines(first).map(([label]) => label)];
  return stringify([...head, ...all.map((one) => certificateLines(one).map(([, value]) => value))], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
