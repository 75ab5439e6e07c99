import type { Me, Tx } from '#platform/db';
import type { WebApp } from '#platform/http';
import { guardRoutes } from './guard/routes.tsx';
import { itemRoutes } from './item/routes.tsx';
import { uploadRoutes } from './upload/routes.tsx';
import { type Vault, vaultOf } from './vault.ts';

/** Told in the same transaction when an answer locks a folder: those who handle its case must know at once. */
export type Locked = (tx: Tx, me: Me, folderId: string) => Promise<void>;

export interface Parts {
  readonly vault: Vault;
  readonly locked: Locked;
}

export function evidenceRoutes(app: WebApp, locked: Locked): void {
  const parts = { vault: vaultOf(app.services), locked };
  guardRoutes(app, parts);
  uploadRoutes(app, parts);
  itemRoutes(app, parts);
}
