/**
 * A disk or a quota that is full, a file longer than the disk's format or the account's limit allows, and what PostgreSQL
 * says of its own disk.
 */
const FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG', '53100'];

/** Whether an error says that there is no room for what was to be written. */
export const isFull = (error: unknown): boolean => FULL.includes((error as { code?: unknown }).code);
