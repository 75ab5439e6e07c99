import { asSignIn, giveBack, receiptGuess, takeGuess } from '#domains/sign-in';
import type { CorrespondentActor } from '#platform/db';
import { Invalid } from '#platform/errors';
import type { Services } from '#platform/http';
import { isUuid } from '#platform/ids';
import { readCode } from '../code.ts';
import { findReceipt } from '../intake/queries.ts';
import { opens } from '../intake/receipt.ts';
import { findConversation, type Said, writeBack } from './queries.ts';

type Door = Pick<Services, 'database' | 'masterKey'>;

export interface Holder {
  /** As typed. */
  readonly code: string;
  readonly address: string;
}

const wrong = (message: string) => new Invalid([{ field: 'code', message }]);

/**
 * Whose conversation a code opens. Counted before it is looked at; a wrong one takes as long and is answered the same,
 * whether or not there is something at its locator. Throws `TooMany` where one has to wait.
 */
async function open(door: Door, { code: typed, address }: Holder): Promise<CorrespondentActor> {
  const { database, masterKey } = door;
  const code = readCode(typed);
  if (code === undefined)
    throw wrong(
      'That is not a whole code. It has six groups of four letters and numbers. Look at each one again.',
    );
  const guess = receiptGuess(masterKey, code.locator, address);
  await asSignIn(door, (tx) => takeGuess(tx, guess));
  const receipt = await database.withActor({ kind: 'system', role: 'outsider' }, (tx) =>
    findReceipt(tx, code.locator),
  );
  if (!(await opens(masterKey, code, receipt)) || receipt === undefined)
    throw wrong('That code opens nothing. Look at each letter again.');
  await asSignIn(door, (tx) => giveBack(tx, guess));
  return { kind: 'correspondent', concernId: receipt.concernId };
}

/** What was said under a code. */
export async function readAnswers(door: Door, holder: Holder): Promise<Said[]> {
  return door.database.withActor(await open(door, holder), findConversation);
}

/** Adds to it, and tells whoever handles it. Sending the same page twice adds once. */
export async function writeAnswer(door: Door, holder: Holder, id: string, words: string): Promise<Said[]> {
  const actor = await open(door, holder);
  if (!isUuid(id)) throw new Invalid([{ field: 'words', message: 'Open this page again, then send.' }]);
  return door.database.withActor(actor, async (tx) => {
    const before = (await findConversation(tx)).some((said) => said.id === id);
    const school = await writeBack(tx, id, words);
    if (school === undefined)
      throw new Invalid([
        { field: 'words', message: 'You have written fifty times. Please tell an adult you trust the rest.' },
      ]);
    if (!before)
      tx.record({
        chain: school,
        type: 'concern.added-to/1',
        subject: actor.concernId,
        content: [{ table: 'concern.addition', id }],
      });
    return findConversation(tx);
  });
}
