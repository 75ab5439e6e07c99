import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { findUnopenableTold, resealTold } from '#domains/concerns';
import { checkKeys, rewrapSchoolKeys, vaultOf } from '#domains/evidence';
import { checkAuthenticators, resealAuthenticators } from '#domains/sign-in';
import { readConfig } from '#platform/config';
import {
  beginRotation,
  endRotation,
  loadMasterKey,
  readRecoveryKey,
  restoreMasterKey,
} from '#platform/crypto';
import { setAppPassword } from '#platform/db';
import { Invalid, Unavailable } from '#platform/errors';
import type { Services } from '#platform/http';
import { APP_PASSWORD, withDatabase } from './run.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const keyholder = { kind: 'system', role: 'keyholder' } as const;

function printKey(lines: readonly string[]): void {
  const numbered = lines.map((line, at) => `      ${at + 1}   ${line}\n`).join('');
  process.stdout.write(
    `\n  Recovery key: print it, keep it in the school’s safe, and not on this machine.\n\n${numbered}\n`,
  );
}

/** On a terminal whoever prints the key types it back: a key that nobody wrote down helps nobody. */
async function askBack(lines: readonly string[]): Promise<void> {
  if (!process.stdin.isTTY) return;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    for (;;) {
      const typed = await terminal.question(
        '  Type it back from the paper, all eight lines with spaces between: ',
      );
      try {
        if (readRecoveryKey(typed).equals(readRecoveryKey(lines.join(' ')))) return;
        process.stdout.write('  That is a recovery key, but another one.\n');
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        process.stdout.write(`  ${error.fields[0]?.message ?? error.userMessage}\n`);
      }
    }
  } finally {
    terminal.close();
  }
}

/** Prints the recovery key of the key file that is there. */
export async function runKeyShow(env: Environment): Promise<number> {
  const lines = loadMasterKey(readConfig(env).keyFile).recoveryKey();
  printKey(lines);
  await askBack(lines);
  return 0;
}

/** Makes the key file again from what was printed. */
export async function runKeyRestore(env: Environment): Promise<number> {
  const { keyFile } = readConfig(env);
  if (process.stdin.isTTY) process.stdout.write('Type the recovery key, all eight lines, then Ctrl-D:\n');
  const typed = await text(process.stdin);
  try {
    restoreMasterKey(keyFile, typed);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    throw new Unavailable('not a recovery key', error.fields[0]?.message ?? error.userMessage);
  }
  process.stdout.write(`The key file is there again: ${keyFile}\nCheck it with: npx gatehouse key verify\n`);
  return 0;
}

/** Opens everything that the master key seals. */
export function runKeyVerify(env: Environment, json: boolean): Promise<number> {
  return withDatabase(env, async (services) => {
    const { database, masterKey } = services;
    const found = await database.withActor(keyholder, async (tx) => ({
      ...(await checkKeys(tx, vaultOf(services), masterKey)),
      ...(await checkAuthenticators(tx, masterKey)),
      toldFaults: await findUnopenableTold(tx, masterKey),
    }));
    const faults = [
      ...found.schoolFaults.map((id) => `The key of school ${id} does not open: none of its files does.`),
      ...found.keyFaults.map((id) => `The key of file ${id} does not open.`),
      ...found.missingFiles.map((id) => `The sealed file ${id} is not there, or not of its length.`),
      ...found.toldFaults.map((id) => `A receipt or sealed name of concern ${id} does not open.`),
      ...found.authenticatorFaults.map((id) => `The authenticator of person ${id} does not open.`),
    ];
    const words = `${found.schools} school keys, the keys of ${found.files} files and ${found.authenticators} authenticators were tried.\n${faults
      .map((fault) => `  ${fault}\n`)
      .join('')}${faults.length === 0 ? 'Everything opens.\n' : ''}`;
    process.stdout.write(json ? `${JSON.stringify(found)}\n` : words);
    return faults.length === 0 ? 0 : 1;
  });
}

const ALONE = { because: 'a running one would go on with the old key.' };

/**
 * A new master key. Both keys stand in the file until everything is sealed with the new one, in one transaction: whenever
 * it is killed, everything opens, and running it again goes on.
 */
async function rotate({ config: { keyFile }, database }: Services, ownerUrl: string) {
  const masterKey = beginRotation(keyFile);
  const sealed = await database.withActor(keyholder, async (tx) => ({
    schools: await rewrapSchoolKeys(tx, masterKey),
    people: await resealAuthenticators(tx, masterKey),
    told: await resealTold(tx, masterKey),
  }));
  // Before the old key goes: from then on nobody could work out what the login's password was.
  await setAppPassword(ownerUrl, masterKey.password(APP_PASSWORD));
  return { ...sealed, lines: endRotation(keyFile).recoveryKey() };
}

export async function runKeyRotate(env: Environment): Promise<number> {
  const { schools, people, told, lines } = await withDatabase(env, rotate, ALONE);
  process.stdout.write(
    `The master key is new. ${schools} school keys, ${people} authenticators and ${told} receipts and sealed names are sealed with it.\nOne-time codes that were given out and not used no longer work. Backups made before need the old recovery key.\n`,
  );
  printKey(lines);
  await askBack(lines);
  return 0;
}
