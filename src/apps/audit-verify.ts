import { inWords, readAnchors, verifyAudit } from '#domains/audit';
import { bar } from './progress.ts';
import { withDatabase } from './run.ts';

/** Exit code 0 when every chain is whole, 1 when anything was altered. */
export function runAuditVerify(
  env: Readonly<Record<string, string | undefined>>,
  json: boolean,
): Promise<number> {
  return withDatabase(env, async ({ config, database }) => {
    const { anchors, unreadable } = await readAnchors(config.dataDir);
    const progress = bar('Verifying');
    const found = await verifyAudit(database, anchors, progress.show);
    progress.clear();
    process.stdout.write(
      json
        ? `${JSON.stringify({ ...found, unreadableAnchorLines: unreadable })}\n`
        : inWords(found, unreadable),
    );
    return found.faults.length === 0 ? 0 : 1;
  });
}
