import { createHash } from 'node:crypto';
import type { Instant } from '#platform/clock';

/** The same choices every time for the same seed, so that every demo tells the same year. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** `many` of the list, none twice. */
  sample<T>(list: readonly T[], many: number): T[];
  weighted<T>(list: readonly T[], weight: (item: T) => number): T;
  /** An id that sorts by `at`, like the ones that the real clock makes. */
  uuid(at: Instant): string;
}

function bytes(seed: string, turn: number): Buffer {
  return createHash('sha256').update(`${seed} ${turn}`).digest();
}

/** Mulberry32: small, quick and good enough to make up a school with. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function must<T>(item: T | undefined): T {
  if (item === undefined) throw new Error('the demo chose from an empty list');
  return item;
}

function uuidFrom(millis: number, seed: string, turn: number): string {
  const hex = Buffer.alloc(16);
  hex.writeUIntBE(millis, 0, 6);
  bytes(seed, turn).copy(hex, 6, 0, 10);
  hex.writeUInt8((hex.readUInt8(6) & 0x0f) | 0x70, 6);
  hex.writeUInt8((hex.readUInt8(8) & 0x3f) | 0x80, 8);
  return hex.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function seeded(seed: string): Random {
  const next = mulberry(bytes(seed, 0).readUInt32BE(0));
  let turn = 0;
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (list) => must(list[between(0, list.length - 1)]),
    sample: (list, many) => {
      const left = [...list];
      return Array.from({ length: Math.min(many, left.length) }, () =>
        must(left.splice(between(0, left.length - 1), 1)[0]),
      );
    },
    weighted: (list, weight) => {
      let rest = next() * list.reduce((sum, item) => sum + weight(item), 0);
      const found = list.find((item) => {
        rest -= weight(item);
        return rest < 0;
      });
      return must(found ?? list.at(-1));
    },
    uuid: (at) => uuidFrom(at.epochMilliseconds, seed, ++turn),
  };
}
