import { Worker } from 'node:worker_threads';
import { TooMany, Unavailable } from '#platform/errors';
import type { Order } from './order.ts';
import type { Answer } from './worker.ts';

interface Job {
  readonly order: Order;
  readonly done: (file: Buffer) => void;
  readonly failed: (error: Error) => void;
}

export interface Rules {
  /** How many of one reader's wait at most, the one being written included. */
  readonly mostOfOne: number;
  readonly limitMs: number;
  /** The thread is let go when nothing was printed for so long: it holds some fifty megabytes. */
  readonly idleMs: number;
}

const HOUSE_RULES: Rules = { mostOfOne: 3, limitMs: 30_000, idleMs: 60_000 };

/** Of the sources the thread is a source, of the built program a file beside it. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './pdf-worker.js', import.meta.url);

const tooLong = () =>
  new Unavailable(
    'a PDF was given up: it took too long',
    'This could not be made into a PDF in the time there is. Nothing was lost; read it on the page instead, and tell whoever runs Gatehouse.',
  );

const broken = (fault: string) =>
  new Unavailable(
    `a PDF could not be written: ${fault}`,
    'The PDF could not be made. Nothing was lost; read it on the page instead, and tell whoever runs Gatehouse.',
  );

/** One thread writes one PDF after the other. Readers take turns: many of one do not keep another waiting. */
export class PrintRoom {
  readonly #rules: Rules;
  readonly #waiting = new Map<string, Job[]>();
  #writing: { readonly reader: string; readonly job: Job; readonly limit: NodeJS.Timeout } | undefined;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(rules: Rules = HOUSE_RULES) {
    this.#rules = rules;
  }

  print(order: Order, reader: string): Promise<Buffer> {
    const mine = this.#waiting.get(reader) ?? [];
    if (mine.length + (this.#writing?.reader === reader ? 1 : 0) >= this.#rules.mostOfOne) {
      const words = 'You have asked for several PDFs at once. Wait until they are there, then ask again.';
      return Promise.reject(new TooMany('too many PDFs of one reader', words, 10));
    }
    return new Promise((done, failed) => {
      this.#waiting.set(reader, [...mine, { order, done, failed }]);
      this.#next();
    });
  }

  #next(): void {
    const [found] = this.#waiting;
    if (this.#writing !== undefined || found === undefined) return;
    const [reader, [job, ...others]] = found;
    if (others.length > 0) this.#waiting.set(reader, others);
    else this.#waiting.delete(reader);
    if (job === undefined) return;
    clearTimeout(this.#idle);
    const worker = this.#open();
    const limit = setTimeout(() => this.#giveUp(tooLong()), this.#rules.limitMs);
    this.#writing = { reader, job, limit };
    worker.ref();
    worker.postMessage(job.order);
  }

  #open(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(WORKER, { resourceLimits: { maxOldGenerationSizeMb: 256 } });
    worker.on('message', (answer: Answer) => this.#answered(answer));
    worker.on('error', ({ name }) => this.#worker === worker && this.#giveUp(broken(name)));
    this.#worker = worker;
    return worker;
  }

  #answered(answer: Answer): void {
    const writing = this.#finish();
    if ('file' in answer) writing?.job.done(Buffer.from(answer.file.buffer));
    else writing?.job.failed(broken(answer.fault));
    this.#worker?.unref();
    this.#idle = setTimeout(() => this.#close(), this.#rules.idleMs).unref();
    this.#next();
  }

  #finish() {
    const writing = this.#writing;
    this.#writing = undefined;
    clearTimeout(writing?.limit);
    if (writing !== undefined) this.#toTheEnd(writing.reader);
    return writing;
  }

  /** Behind everybody else who waits. */
  #toTheEnd(reader: string): void {
    const jobs = this.#waiting.get(reader);
    if (jobs === undefined) return;
    this.#waiting.delete(reader);
    this.#waiting.set(reader, jobs);
  }

  #close(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }

  /** What is being written ends with its thread; the next one gets a new thread. */
  #giveUp(error: Error): void {
    this.#close();
    this.#finish()?.job.failed(error);
    this.#next();
  }
}

/** The one of this process. */
export const printRoom = new PrintRoom();
