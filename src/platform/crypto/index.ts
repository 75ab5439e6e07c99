export {
  beginRotation,
  copyMasterKey,
  createMasterKey,
  endRotation,
  loadMasterKey,
  type MasterKey,
  openWith,
  restoreMasterKey,
  sealWith,
} from './master-key.ts';
export { hashPassword, verifyPassword } from './password.ts';
export { readRecoveryKey } from './recovery-key.ts';
export { FRAME_BYTES, openFrames, SEALED_FRAME_BYTES, sealedLength, sealFrames } from './sealed-frames.ts';
export { DamagedStream, type StreamCipher } from './stream.ts';
export { hashToken, sameBytes } from './token.ts';
