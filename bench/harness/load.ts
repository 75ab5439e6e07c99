import autocannon from 'autocannon';
import { quantile, sorted } from './statistics.ts';

export interface Asked {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Load {
  readonly origin: string;
  readonly connections: number;
  readonly seconds: number;
  /** Called for each request: the connections never walk in step. */
  next(): Asked;
}

export interface Answered {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Answers that were not 200, and connections that broke. */
  readonly failures: number;
}

/** So many connections at once, each asking again as soon as it is answered. */
export function run(load: Load): Promise<Answered> {
  const times: number[] = [];
  let failures = 0;
  return new Promise((resolve, reject) => {
    const instance = autocannon(
      {
        url: load.origin,
        connections: load.connections,
        duration: load.seconds,
        requests: [
          {
            setupRequest: (request) => {
              const { path, headers } = load.next();
              return { ...request, path, headers: { ...headers } };
            },
          },
        ],
      },
      (error, result) => {
        if (error) return reject(error);
        const all = sorted(times);
        resolve({
          requestsPerSecond: times.length / result.duration,
          p50: quantile(all, 0.5),
          p95: quantile(all, 0.95),
          p99: quantile(all, 0.99),
          failures: failures + result.errors,
        });
      },
    );
    instance.on('response', (_client, status, _bytes, milliseconds) => {
      times.push(milliseconds);
      if (status !== 200) failures += 1;
    });
  });
}
