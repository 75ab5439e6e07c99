import type { Services } from '#platform/http';
import { findImport, finishImport } from '../imports/queries.ts';
import type { RosterSchool } from '../types.ts';
import { isPastPatience, isSame, targetOf, whyText } from './away.ts';
import { type LyingFile, lyingFiles, putAway, schoolFolders } from './folder.ts';
import { findFiles, findSchoolsByUrn, markMoved, seeFile } from './queries.ts';
import { type AsRoster, followFile, type Taking, takeFile } from './take.ts';
import type { InboxFile } from './types.ts';

type Looking = Pick<Services, 'database' | 'log' | 'clock'>;

interface SchoolInbox {
  readonly school: RosterSchool;
  readonly folder: string;
  readonly asRoster: AsRoster;
  readonly looking: Looking;
  readonly share: number;
}

/** Out of the folder, once it is decided: also what a killed worker had decided and not yet moved. */
async function putAwayDecided({ folder, asRoster }: SchoolInbox, known: InboxFile): Promise<void> {
  const { importId, decidedAt } = known;
  const found = importId === null ? undefined : await asRoster((tx) => findImport(tx, importId));
  const target = { to: targetOf(known), at: decidedAt?.toString() ?? '', why: whyText(known, found) };
  await putAway(folder, { name: known.fileName }, target);
  await asRoster((tx) => markMoved(tx, known.id));
}

/** A new file, or one that is still being written: it is looked at again next time. */
async function notice({ school, asRoster }: SchoolInbox, file: LyingFile, known: InboxFile | undefined) {
  await asRoster(async (tx) => {
    if (known?.state === 'waiting' && known.importId !== null)
      await finishImport(tx, known.importId, 'discarded');
    await seeFile(tx, school.id, file);
  });
}

async function step(inbox: SchoolInbox, file: LyingFile, known: InboxFile | undefined): Promise<void> {
  if (!isSame(file, known)) return notice(inbox, file, known);
  const { school, asRoster, share, looking } = inbox;
  const taking: Taking = { school, asRoster, share, file, known };
  if (known.state === 'seen') await takeFile(taking);
  else if (known.state === 'waiting') await followFile(taking, isPastPatience(known, looking.clock.now()));
  const now = (await asRoster((tx) => findFiles(tx, school.id))).find(({ id }) => id === known.id);
  if (now?.decidedAt != null && !now.moved) await putAwayDecided(inbox, now);
}

async function lookAtSchool(inbox: SchoolInbox): Promise<void> {
  const { school, folder, asRoster, looking } = inbox;
  const files = await lyingFiles(folder);
  const known = await asRoster((tx) => findFiles(tx, school.id));
  const names = new Set(files.map(({ name }) => name));
  for (const one of known)
    if (one.decidedAt !== null && !one.moved && !names.has(one.fileName)) await putAwayDecided(inbox, one);
  for (const file of files) {
    try {
      await step(
        inbox,
        file,
        known.find(({ fileName }) => fileName === file.name),
      );
    } catch (error) {
      // It stays where it lies, and is tried again at the next look.
      looking.log.error(
        { school: school.id, err: error instanceof Error ? error.message : 'unknown' },
        'a file of the roster inbox could not be taken in',
      );
      // What comes after it may build on it: deltas are read in their order.
      return;
    }
  }
}

/** One look at every school's folder. Gives the URNs whose folders belong to no school that Gatehouse knows. */
export async function lookAtInbox(looking: Looking, inbox: string, share: number): Promise<string[]> {
  const folders = await schoolFolders(inbox);
  if (folders.size === 0) return [];
  const { database } = looking;
  const schools = await database.withActor({ kind: 'system', role: 'housekeeper' }, findSchoolsByUrn);
  const strangers: string[] = [];
  for (const [urn, folder] of folders) {
    const school = schools.get(urn);
    if (school === undefined) {
      strangers.push(urn);
      continue;
    }
    const asRoster: AsRoster = (act) => database.withActor({ kind: 'roster', schoolId: school.id }, act);
    await lookAtSchool({ school, folder, asRoster, looking, share });
  }
  return strangers;
}
