import type { ChildProcess } from 'node:child_process';
import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { freePort } from '../../support/free-port.ts';
import { openHouse } from './global-setup.ts';
import type { Scenes } from './scenes.ts';

export interface House {
  readonly origin: string;
  /** Sets the clock that everything in the house goes by. */
  at(iso: string): Promise<void>;
  scene<N extends keyof Scenes>(name: N): Promise<Awaited<ReturnType<Scenes[N]>>>;
  /** The owner's look at the tables. */
  sql<T = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** Writes a school's OneRoster export with one pupil of this family name; gives their given name. */
  writeRoster(path: string, urn: string, familyName: string): Promise<string>;
  /** What Prometheus would read. */
  metrics(): Promise<string>;
  /** What Gatehouse does by itself: escalation, reminders, mail. */
  runJobs(): Promise<void>;
  /** Signs somebody in without the sign-in pages, which have a journey of their own. */
  signIn(context: BrowserContext, personId: string): Promise<void>;
}

function asker(child: ChildProcess) {
  let last = 0;
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  child.on('message', (message: { id: number; value?: never; error?: string }) => {
    const waiter = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) waiter?.resolve(message.value as never);
    else waiter?.reject(new Error(message.error));
  });
  return <T>(ask: Record<string, unknown>): Promise<T> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve: resolve as (value: never) => void, reject });
      child.send({ id: last, ask });
    });
}

async function closed(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.disconnect();
  await gone;
}

export const test = base.extend<{ house: House }, { sharedHouse: House }>({
  sharedHouse: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const port = await freePort();
      const child = await openHouse(port);
      const ask = asker(child);
      await use({
        origin: `http://localhost:${port}`,
        at: (iso) => ask({ do: 'clock', at: iso }),
        scene: (name) => ask({ do: 'scene', name }),
        sql: (text, values = []) => ask({ do: 'sql', text, values }),
        writeRoster: (path, urn, familyName) => ask({ do: 'roster', path, urn, familyName }),
        metrics: () => ask({ do: 'metrics' }),
        runJobs: () => ask({ do: 'jobs' }),
        signIn: async (context, personId) => {
          const token = await ask<string>({ do: 'session', personId });
          await context.addCookies([
            {
              name: 'gatehouse',
              value: token,
              url: `http://localhost:${port}`,
              httpOnly: true,
              sameSite: 'Lax',
            },
          ]);
        },
      });
      await closed(child);
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  house: async ({ sharedHouse }, use) => {
    await sharedHouse.at('2026-11-20T09:00:00Z');
    await use(sharedHouse);
  },
  baseURL: async ({ sharedHouse }, use) => use(sharedHouse.origin),
});

export { expect };

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** No violation of WCAG 2.2 AA or of good practice on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
  ).toEqual([]);
}

/** Nothing stands beyond the right edge. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(
    await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    ),
  ).toBeLessThanOrEqual(0);
}
