export { HEAD_BYTES, offsetOf, type TakenIn, TooLarge, takeIn, WrongOffset } from './intake.ts';
export { diskStore, type ObjectStore, type StoredObject } from './object-store.ts';
export {
  type EvidencePermit,
  type Permit,
  permitEvidence,
  permitWorkingCopy,
  type WorkingPermit,
} from './permit.ts';
