import { buffer } from 'node:stream/consumers';
import { parentPort } from 'node:worker_threads';
import type { Order } from './order.ts';
import { press } from './press.ts';

/** The thread that writes PDFs, so that no text, however long or odd, keeps the pages of others waiting. */

export type Answer = { readonly file: Uint8Array<ArrayBuffer> } | { readonly fault: string };

/** Where it went wrong, without the message, which may hold what was to be printed. */
function faultOf(error: unknown): string {
  const frames =
    error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^ +at /.test(line)) : [];
  return [error instanceof Error ? error.name : typeof error, ...frames.slice(0, 3)].join(' ');
}

parentPort?.on('message', async (order: Order) => {
  try {
    const file = new Uint8Array(await buffer(press(order)));
    parentPort?.postMessage({ file } satisfies Answer, [file.buffer]);
  } catch (error) {
    parentPort?.postMessage({ fault: faultOf(error) } satisfies Answer);
  }
});
