import { setTimeout as pause } from 'node:timers/promises';
import { seeded } from '../../src/apps/demo/random.ts';

export interface Moments {
  /** Waits until a moment of a run that takes `whole` milliseconds undisturbed: anywhere in it, or a little beyond. */
  anywhere(whole: number): () => Promise<void>;
  /** Waits until `begun` says so, and up to `longest` milliseconds more: for what is over too soon to be hit by chance. */
  after(begun: () => boolean, longest: number): () => Promise<void>;
}

/** Before this share of a run Node itself still starts. */
const EARLIEST = 0.2;
const LATEST = 1.05;
/** What never begins is no reason to wait for ever. */
const MOST_LOOKS = 30_000;

/** Random moments to kill at, the same for the same seed. They are what is tested: nothing else is awaited by them. */
export function moments(seed: string): Moments {
  const random = seeded(seed);
  return {
    anywhere: (whole) => {
      const at = whole * (EARLIEST + random.next() * (LATEST - EARLIEST));
      return () => pause(at);
    },
    after: (begun, longest) => {
      const more = random.next() * longest;
      return async () => {
        for (let look = 0; !begun() && look < MOST_LOOKS; look += 1) await pause(2);
        await pause(more);
      };
    },
  };
}
