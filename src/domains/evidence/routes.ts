import type { Tx } from '#platform/db';
import type { WebApp } from '#platform/http';
import { guardRoutes } from './guard/routes.tsx';
import { itemRoutes } from './item/routes.tsx';
import { quotaRoutes } from './quota/routes.tsx';
import { uploadRoutes } from './upload/routes.tsx';
import { type Vault, vaultOf } from './vault.ts';

/**
 * Told in the same transaction when an answer locks a folder, or lets it open again: those who handle its case must know
 * at once.
 */
export type NoteGuard = (tx: Tx, folderId: string, locked: boolean) => Promise<void>;

export interface Parts {
  readonly vault: Vault;
  readonly noteGuard: NoteGuard;
}

export function evidenceRoutes(app: WebApp, noteGuard: NoteGuard): void {
  const parts = { vault: vaultOf(app.services), noteGuard };
  guardRoutes(app, parts);
  uploadRoutes(app, parts);
  itemRoutes(app, parts);
  quotaRoutes(app);
}
