import { emptyForm } from '#platform/forms';
import type { WebApp } from '#platform/http';
import { formRoutes, reads } from '../case/form/routes.tsx';
import { findForm } from './forms.ts';
import { openFind, recordFinding } from './service.ts';
import { FindFields } from './views/fields.tsx';

/** What was found about one person of a case. */
export function findingRoutes(app: WebApp): void {
  formRoutes(app, {
    path: 'people/:row/finding',
    place: '#people',
    read: reads(findForm, recordFinding),
    open: openFind,
    // The report's own word on whether they told of it is about its reporter, so it is asked anew.
    start: ({ finding, file }) =>
      emptyForm({
        finding: finding?.finding,
        intent: finding?.intent ?? file.intent ?? undefined,
        selfReported: finding && (finding.selfReported ? 'yes' : 'no'),
      }),
    Fields: FindFields,
  });
}
