import type { WebApp } from '#platform/http';
import { AccessibilityPage } from './views/accessibility.tsx';
import { PrivacyPage } from './views/privacy.tsx';

/** What we promise about data and about access; the same for everybody, signed in or not. */
export function statementRoutes(app: WebApp): void {
  const open = { config: { withoutSession: true } };
  app.get('/privacy', open, (request, reply) => reply.html(<PrivacyPage context={request.page()} />));
  app.get('/accessibility', open, (request, reply) =>
    reply.html(<AccessibilityPage context={request.page()} />),
  );
}
