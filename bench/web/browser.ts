import { launch } from 'chrome-launcher';
import lighthouse, { type RunnerResult } from 'lighthouse';
import { type Figure, single } from '../harness/figures.ts';
import type { Asked } from '../harness/load.ts';
import { say } from '../harness/options.ts';

const MOST_FIRST_LOAD_KB = 80;
const LEAST_SCORE = 95;
const categories = ['performance', 'accessibility', 'best-practices'] as const;

interface Transfer {
  readonly transferSize?: number;
}

/** Everything that crosses the network for somebody who was never here: page, style, script, font. */
function firstLoad({ lhr }: RunnerResult): number {
  const details = lhr.audits['network-requests']?.details;
  const items = details?.type === 'table' ? (details.items as Transfer[]) : [];
  return items.reduce((sum, { transferSize = 0 }) => sum + transferSize, 0) / 1000;
}

/** What cost points, so that whoever reads the figure knows where to look. */
function sayWhatCost(name: string, { lhr }: RunnerResult): void {
  for (const { auditRefs } of Object.values(lhr.categories)) {
    const failed = auditRefs.find(
      ({ id, weight }) => weight > 0 && lhr.audits[id]?.scoreDisplayMode === 'error',
    );
    if (failed) say(`${name}: Lighthouse could not measure: ${lhr.audits[failed.id]?.errorMessage}`);
  }
  for (const category of categories) {
    for (const { id, weight } of lhr.categories[category]?.auditRefs ?? []) {
      const audit = lhr.audits[id];
      if (weight > 0 && audit?.score !== null && (audit?.score ?? 1) < 0.9) {
        say(`${name}: ${category}: ${audit?.title} ${audit?.displayValue ?? ''}`);
      }
    }
  }
}

export interface Shown {
  readonly name: string;
  readonly asked: Asked;
}

async function look(port: number, origin: string, { name, asked }: Shown): Promise<Figure[]> {
  const result = await lighthouse(`${origin}${asked.path}`, {
    port,
    logLevel: 'error',
    onlyCategories: [...categories],
    extraHeaders: { ...asked.headers },
  });
  if (result === undefined) throw new Error(`Lighthouse gave nothing for ${name}`);
  sayWhatCost(name, result);
  return [
    single(`web.${name}.first-load`, firstLoad(result), 'kB', { atMost: MOST_FIRST_LOAD_KB }),
    ...categories.map((category) =>
      single(
        `web.${name}.lighthouse-${category}`,
        Math.round((result.lhr.categories[category]?.score ?? 0) * 100),
        'of 100',
        { atLeast: LEAST_SCORE },
      ),
    ),
  ];
}

/** Pages as a phone opens them for the first time, with Lighthouse's own throttling. */
export async function measureInBrowser(origin: string, shown: readonly Shown[]): Promise<Figure[]> {
  const chrome = await launch({
    chromePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    // Started by root, as in a container, Chromium has no sandbox to give.
    chromeFlags: ['--headless=new', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    const figures: Figure[] = [];
    for (const page of shown) figures.push(...(await look(chrome.port, origin, page)));
    return figures;
  } finally {
    chrome.kill();
  }
}
