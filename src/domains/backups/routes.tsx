import type { WebApp } from '#platform/http';
import { failureInWords } from './failures.ts';
import { loadBackups } from './service.ts';
import { BackupsPage } from './views/backups.tsx';

export function backupRoutes(app: WebApp): void {
  const { config, demo } = app.services;
  app.get('/backups', async (request, reply) => {
    const backups = await request.asPerson((tx) =>
      loadBackups(tx, config, demo || config.backupDir !== undefined),
    );
    return reply.html(
      <BackupsPage context={request.page()} backups={backups} failureInWords={failureInWords} />,
    );
  });
}
