import type { Ground } from '../factories/rows/lay.ts';
import { matrix } from './matrix.ts';
import { createScene, type Making } from './scene.ts';
import { layConcerns } from './scene-concerns.ts';
import { layEvidence } from './scene-evidence.ts';
import { layPeople } from './scene-people.ts';
import { layRest } from './scene-rest.ts';
import { layRetention } from './scene-retention.ts';
import { layTransfers } from './scene-transfers.ts';
import { laySettingChanges } from './settings.ts';

/** The moment at which everybody acts: a Friday morning in term. */
export const NOW = '2026-11-20T09:00:00Z';

export async function layScene(ground: Ground): Promise<Making> {
  const scene = createScene(ground, matrix, NOW);
  await layPeople(scene);
  await layConcerns(scene);
  await layEvidence(scene);
  await layRest(scene);
  await layRetention(scene);
  await laySettingChanges(scene);
  await layTransfers(scene);
  return scene;
}
