import type { Check } from '../types.ts';
import { backup } from './backup.ts';
import { backupFolder } from './backup-folder.ts';
import { clock } from './clock.ts';
import { dataFolder } from './data-folder.ts';
import { database } from './database.ts';
import { destroyed } from './destroyed.ts';
import { disk } from './disk.ts';
import { encryption } from './encryption.ts';
import { https } from './https.ts';
import { keyFile } from './key-file.ts';
import { mail } from './mail.ts';
import { migrations } from './migrations.ts';
import { node } from './node.ts';
import { outbox } from './outbox.ts';
import { settings } from './settings.ts';
import { web } from './web.ts';
import { worker } from './worker.ts';

/** In the order in which one thing stands on another. */
export const checks: readonly Check[] = [
  settings,
  node,
  dataFolder,
  disk,
  encryption,
  keyFile,
  database,
  migrations,
  clock,
  web,
  https,
  worker,
  mail,
  outbox,
  backup,
  backupFolder,
  destroyed,
];
