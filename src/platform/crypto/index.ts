export { createMasterKey, loadMasterKey, type MasterKey } from './master-key.ts';
export { hashPassword, verifyPassword } from './password.ts';
export { hashToken, sameBytes } from './token.ts';
