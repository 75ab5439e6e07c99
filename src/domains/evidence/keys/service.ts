import { type MasterKey, sealedLength } from '#platform/crypto';
import type { Tx } from '#platform/db';
import { SCHOOL_KEY_PURPOSE, type Vault, type WrappedSchoolKey } from '../vault.ts';
import { findSchoolKeys, findWrappedItems, saveSchoolKey } from './queries.ts';

/** Wraps every school's key with the master key of now; gives how many. Throws `Unavailable` at the first that does not open. */
export async function rewrapSchoolKeys(tx: Tx, masterKey: MasterKey): Promise<number> {
  const keys = await findSchoolKeys(tx);
  for (const { schoolId, schoolKey } of keys) {
    const plain = masterKey.open(SCHOOL_KEY_PURPOSE, schoolId, schoolKey);
    await saveSchoolKey(tx, schoolId, masterKey.seal(SCHOOL_KEY_PURPOSE, schoolId, plain));
    tx.record({ chain: schoolId, type: 'evidence.key-rotated/1', subject: schoolId });
  }
  return keys.length;
}

export interface KeyCheck {
  readonly schools: number;
  readonly files: number;
  /** Ids of schools whose key does not open; of files whose key does not, or whose sealed file is not there or not of its length. */
  readonly schoolFaults: readonly string[];
  readonly keyFaults: readonly string[];
  readonly missingFiles: readonly string[];
}

const FIRST = '00000000-0000-0000-0000-000000000000';

function opens(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    // That it does not open is the answer; which key it was the caller knows.
    return false;
  }
}

/** Opens every key, and asks the store for every sealed file; no file is opened and nobody's reason is needed. */
export async function checkKeys(tx: Tx, vault: Vault, masterKey: MasterKey): Promise<KeyCheck> {
  const keys = new Map<string, WrappedSchoolKey>();
  const schoolFaults: string[] = [];
  for (const key of await findSchoolKeys(tx)) {
    if (opens(() => masterKey.open(SCHOOL_KEY_PURPOSE, key.schoolId, key.schoolKey)))
      keys.set(key.schoolId, key);
    else schoolFaults.push(key.schoolId);
  }
  const keyFaults: string[] = [];
  const missingFiles: string[] = [];
  let files = 0;
  for (
    let page = await findWrappedItems(tx, FIRST);
    page.length > 0;
    page = await findWrappedItems(tx, page.at(-1)?.id ?? '')
  ) {
    for (const { id, schoolId, wrappedKey, bytes } of page) {
      files += 1;
      const school = keys.get(schoolId);
      if (
        wrappedKey !== null &&
        school !== undefined &&
        !opens(() => vault.openItemKey(school, id, wrappedKey))
      )
        keyFaults.push(id);
      if ((await vault.store.size(id)) !== sealedLength(bytes)) missingFiles.push(id);
    }
  }
  return { schools: keys.size, files, schoolFaults, keyFaults, missingFiles };
}
