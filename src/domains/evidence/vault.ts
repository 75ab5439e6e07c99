import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '#platform/config';
import { type MasterKey, openWith, sealWith } from '#platform/crypto';
import { diskStore, type ObjectStore } from '#platform/storage';

/**
 * Where files lie and how their keys are kept (design rule 6): a random key for each file, wrapped by its school's key,
 * wrapped by the master key. The database holds the wrapped keys, this machine the master key, the store the sealed files.
 */
export interface Vault {
  readonly store: ObjectStore;
  /** Where a file stays while it comes in. */
  readonly incoming: (uploadId: string) => string;
  readonly incomingFolder: string;
  readonly newKey: () => Buffer;
  readonly wrapSchoolKey: (schoolId: string, key: Buffer) => Buffer;
  readonly wrapItemKey: (keys: WrappedSchoolKey, itemId: string, key: Buffer) => Buffer;
  /** Throws `Unavailable` where the master key is not the one they were wrapped with. */
  readonly openItemKey: (keys: WrappedSchoolKey, itemId: string, wrapped: Uint8Array) => Buffer;
}

export interface WrappedSchoolKey {
  readonly schoolId: string;
  readonly schoolKey: Uint8Array;
}

export const SCHOOL_KEY_PURPOSE = 'evidence/school-key';

interface VaultServices {
  readonly config: Config;
  readonly masterKey: MasterKey;
}

export function vaultOf({ config, masterKey }: VaultServices): Vault {
  const schoolKey = ({ schoolId, schoolKey }: WrappedSchoolKey) =>
    masterKey.open(SCHOOL_KEY_PURPOSE, schoolId, schoolKey);
  return {
    store: diskStore(join(config.dataDir, 'objects')),
    incoming: (uploadId) => join(config.dataDir, 'incoming', uploadId),
    incomingFolder: join(config.dataDir, 'incoming'),
    newKey: () => randomBytes(32),
    wrapSchoolKey: (schoolId, key) => masterKey.seal(SCHOOL_KEY_PURPOSE, schoolId, key),
    wrapItemKey: (keys, itemId, key) => sealWith(schoolKey(keys), itemId, key),
    openItemKey: (keys, itemId, wrapped) => openWith(schoolKey(keys), itemId, wrapped),
  };
}
