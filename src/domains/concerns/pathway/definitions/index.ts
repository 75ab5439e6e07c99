import type { PathwayDefinition } from '../definition.ts';
import { dataBreach } from './data-breach.ts';
import { deviceMisuse } from './device-misuse.ts';
import { illegalSite } from './illegal-site.ts';
import { nudes } from './nudes.ts';
import { onlineBullying } from './online-bullying.ts';
import { radicalisation } from './radicalisation.ts';
import { selfHarm } from './self-harm.ts';
import { sexualHarassment } from './sexual-harassment.ts';
import { virtualBehaviour } from './virtual-behaviour.ts';

/** Every version that ever was: a case keeps the one that it ran. */
export const definitions: readonly PathwayDefinition[] = [
  nudes,
  radicalisation,
  sexualHarassment,
  onlineBullying,
  selfHarm,
  illegalSite,
  virtualBehaviour,
  deviceMisuse,
  dataBreach,
];
