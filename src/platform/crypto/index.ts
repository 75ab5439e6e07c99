export { hashPassword, verifyPassword } from './password.ts';
export { createMasterKey, loadMasterKey, type MasterKey } from './master-key.ts';
export { hashToken, sameBytes } from './token.ts';
