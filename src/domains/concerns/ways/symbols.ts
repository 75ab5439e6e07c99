import type { Picture } from '#platform/pdf';
import type { TopicId } from './topics.ts';

/** Drawn for who cannot read yet, on the page and on paper: plain shapes, each with its words beside it. */

const circle = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
const box = (x: number, y: number, width: number, height: number) =>
  `M${x} ${y}h${width}v${height}h${-width}z`;

const YELLOW = '#ffe9a8';
const GREEN = '#e3f0ee';
const STONE = '#eceae5';
const RED = '#fbe9e7';
const INK = '#1d2b33';

type Paths = Picture['paths'];
const drawing = (...paths: Paths): Picture => ({ view: 48, line: 3, paths });

const face = { d: circle(24, 24, 19), fill: YELLOW };
const eyes = [
  { d: circle(17, 20, 1.5), fill: INK },
  { d: circle(31, 20, 1.5), fill: INK },
];

export const symbols: Readonly<Record<TopicId | 'happy' | 'unsure' | 'danger' | 'child' | 'older', Picture>> =
  {
    unkind: drawing(face, { d: 'M13 16l7 3M35 16l-7 3M16 34c5-5 11-5 16 0' }),
    message: drawing({ d: box(5, 10, 38, 28), fill: GREEN }, { d: 'M6 13l18 14l18-14' }),
    stranger: drawing(
      { d: circle(24, 15, 9), fill: STONE },
      { d: 'M7 43c1-11 8-16 17-16s16 5 17 16M21 14c0-4 6-4 6-1c0 2-3 2-3 5' },
    ),
    scary: drawing({ d: box(5, 7, 38, 27), fill: GREEN }, { d: 'M16 42h16M24 34v8M24 13v10M24 28v.5' }),
    picture: drawing(
      { d: box(5, 9, 38, 30), fill: STONE },
      { d: circle(24, 24, 9), fill: '#ffffff' },
      { d: 'M18 30l12-12' },
    ),
    hurt: drawing(
      { d: 'M8 31l20-20l9 6l-20 20z', fill: '#fdf1d8' },
      { d: 'M19 25h.5M25 19h.5M22 22h.5M27 24h.5M23 28h.5' },
    ),
    sad: drawing(face, ...eyes, { d: 'M16 34c5-5 11-5 16 0M17 24v5' }),
    other: drawing(
      { d: circle(10, 24, 3), fill: INK },
      { d: circle(24, 24, 3), fill: INK },
      { d: circle(38, 24, 3), fill: INK },
    ),
    happy: drawing(face, ...eyes, { d: 'M15 29c5 6 13 6 18 0' }),
    unsure: drawing(face, ...eyes, { d: 'M17 32h14' }),
    danger: drawing({ d: 'M24 6l20 35h-40z', fill: RED }, { d: 'M24 19v10M24 35v.5' }),
    child: drawing({ d: circle(24, 14, 8), fill: YELLOW }, { d: 'M24 22v13M14 28h20M24 35l-7 9M24 35l7 9' }),
    older: drawing(
      { d: 'M6 10c7-2 13-1 18 3c5-4 11-5 18-3v28c-7-2-13-1-18 3c-5-4-11-5-18-3z', fill: GREEN },
      { d: 'M24 13v28' },
    ),
  };
