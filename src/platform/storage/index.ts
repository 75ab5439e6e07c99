export { isFull } from './full.ts';
export { offsetOf, type TakenIn, takeIn, WrongOffset } from './intake.ts';
export { diskStore, type ObjectStore, type StoredObject, syncFolder } from './object-store.ts';
export { oneWriter } from './one-writer.ts';
export { type EvidencePermit, type Permit, permitEvidence, permitWorkingCopy } from './permit.ts';
