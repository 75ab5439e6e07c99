/** A second request to end is meant when it comes after this; sooner, it is the same one sent to the whole group. */
const SAME_REQUEST_MS = 1_000;

export interface Signals {
  /** Resolves once Gatehouse is asked to end. */
  readonly ended: Promise<void>;
  isAsked(): boolean;
  /** What to do when something was renewed beside it. */
  onRenewal(act: () => void): void;
}

/**
 * From now on a request to end is heard, also while it still starts: the database server is a process of its own, and
 * would be left running by one that just died. Asked again, it ends at once. SIGHUP is a terminal that was closed, and
 * without one the service manager's way to say that something was renewed.
 */
export function heedSignals(): Signals {
  let renew = () => {};
  let first: number | undefined;
  const ended = new Promise<void>((resolve) => {
    const asked = () => {
      first ??= performance.now();
      if (performance.now() - first > SAME_REQUEST_MS) process.exit(130);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, asked);
    process.on('SIGHUP', () => {
      if (process.stdout.isTTY) asked();
      else renew();
    });
  });
  return {
    ended,
    isAsked: () => first !== undefined,
    onRenewal: (act) => {
      renew = act;
    },
  };
}
