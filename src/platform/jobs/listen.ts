import pg from 'pg';
import { faultOf, type Log } from '#platform/log';

export interface Listener {
  stop(): Promise<void>;
}

const RETRY_MS = 5_000;

/**
 * Calls `heard` whenever a transaction that notified `channel` commits, and once after every (re)connection, since
 * what was notified meanwhile is lost. Calls that come while it runs are put together into one more.
 */
export function listen(url: string, channel: string, heard: () => Promise<void>, log: Log): Listener {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> | undefined;
  let again = false;

  const wake = () => {
    if (running !== undefined) {
      again = true;
      return;
    }
    running = heard()
      .catch((error: Error) => log.warn({ channel, ...faultOf(error) }, 'could not act on a notification'))
      .finally(() => {
        running = undefined;
        if (again && !stopped) {
          again = false;
          wake();
        }
      });
  };

  const reconnect = () => {
    if (stopped || retry !== undefined) return;
    retry = setTimeout(() => {
      retry = undefined;
      connect();
    }, RETRY_MS);
  };

  const connect = () => {
    const next = new pg.Client({ connectionString: url });
    client = next;
    next.on('notification', wake);
    next.on('error', (error) =>
      log.warn({ channel, err: error.message }, 'stopped hearing notifications, will try again'),
    );
    next.on('end', reconnect);
    next
      .connect()
      .then(() => next.query(`listen ${pg.escapeIdentifier(channel)}`))
      .then(wake)
      .catch((error: Error) => {
        log.warn({ channel, err: error.message }, 'cannot hear notifications, will try again');
        next.end().catch(reconnect);
      });
  };

  connect();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(retry);
      await running;
      await client?.end();
    },
  };
}
