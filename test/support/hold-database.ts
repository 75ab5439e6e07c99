/*
 * A process of its own that starts the embedded database and keeps it: what a test can kill.
 * Says {"ownerUrl","pid"} or {"code","message"} on one line; SIGTERM stops the database and ends.
 */
import { EmbeddedError, startEmbedded } from '../../src/platform/db/embedded.ts';

const [dataDir = '', settings = '{}'] = process.argv.slice(2);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function say(what: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

try {
  const database = await startEmbedded({ dataDir, log, settings: JSON.parse(settings) });
  const open = setInterval(() => undefined, 60_000);
  process.once('SIGTERM', () => {
    clearInterval(open);
    void database.stop();
  });
  say({ ownerUrl: database.ownerUrl, pid: database.pid });
} catch (error) {
  say(
    error instanceof EmbeddedError
      ? { code: error.code, message: error.message }
      : { message: String(error) },
  );
  process.exitCode = 1;
}
