import type { MasterKey } from '#platform/crypto';

/** Who told in confidence, sealed by the master key and tied to its concern. */
export interface Identity {
  readonly name: string;
  readonly className: string | null;
  readonly contact: string | null;
}

export const IDENTITY_PURPOSE = 'told-in-confidence';

export const sealIdentity = (masterKey: MasterKey, concernId: string, identity: Identity): Buffer =>
  masterKey.seal(IDENTITY_PURPOSE, concernId, Buffer.from(JSON.stringify(identity)));

export const openIdentity = (masterKey: MasterKey, concernId: string, sealed: Buffer): Identity =>
  JSON.parse(masterKey.open(IDENTITY_PURPOSE, concernId, sealed).toString()) as Identity;
