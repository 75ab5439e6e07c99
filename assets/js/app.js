/**
 * Enhances what the page already does. Every part below can fail to load and the task still works.
 * What few pages have is loaded only where a page has it.
 */
import { Button } from 'govuk-frontend/dist/govuk/components/button/button.mjs';
import { Checkboxes } from 'govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs';
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs';
import { SkipLink } from 'govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs';
import { Radios } from './govuk/radios.js';

// The style sheet and govuk-frontend look for these two before anything is hidden or shown by script.
document.body.classList.add('js-enabled', 'govuk-frontend-supported');

/** Starts one of govuk-frontend's components on each element that asks for it. */
function start(Component) {
  for (const element of document.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
    new Component(element);
  }
}

for (const Component of [Button, Checkboxes, ErrorSummary, Radios, SkipLink]) start(Component);

// Where it is narrow an open filter would stand between the reader and the list. It is opened rather than closed here:
// beside the list it moves nothing, above it the list would jump while somebody reads.
if (matchMedia('(min-width: 56.25em)').matches) {
  for (const details of document.querySelectorAll('details[data-open-when-wide]')) details.open = true;
}

/** [what to look for, what to load, what to do with what was found] */
const onDemand = [
  ['[data-module="govuk-accordion"]', () => import('./govuk/accordion.js'), (m) => start(m.Accordion)],
  [
    '[data-module="govuk-character-count"]',
    () => import('./govuk/character-count.js'),
    (m) => start(m.CharacterCount),
  ],
  [
    '[data-module="govuk-notification-banner"]',
    () => import('./govuk/notification-banner.js'),
    (m) => start(m.NotificationBanner),
  ],
  [
    '[data-module="govuk-password-input"]',
    () => import('./govuk/password-input.js'),
    (m) => start(m.PasswordInput),
  ],
  [
    '[data-module="govuk-exit-this-page"]',
    () => import('./govuk/exit-this-page.js'),
    (m) => start(m.ExitThisPage),
  ],
  ['[data-module="govuk-tabs"]', () => import('./govuk/tabs.js'), (m) => start(m.Tabs)],
  ['[data-session-ends-in]', () => import('./session-warning.js'), (m) => m.startSessionWarning()],
  ['form[data-autosave]', () => import('./autosave.js'), (m) => m.startAutosave()],
  ['form[data-upload]', () => import('./upload.js'), (m) => m.startUpload()],
  ['button[data-read-aloud]', () => import('./read-aloud.js'), (m) => m.startReadAloud()],
  ['input[data-person-search]', () => import('./person-search.js'), (m) => m.startPersonSearch()],
];

for (const [selector, load, run] of onDemand) {
  if (document.querySelector(selector)) load().then(run);
}
