import { accordionExamples } from './components/accordion.examples.tsx';
import { alertExamples } from './components/alert.examples.tsx';
import { backLinkExamples } from './components/back-link.examples.tsx';
import { badgeExamples } from './components/badge.examples.tsx';
import { breadcrumbsExamples } from './components/breadcrumbs.examples.tsx';
import { buttonExamples } from './components/button.examples.tsx';
import { cardExamples } from './components/card.examples.tsx';
import { characterCountExamples } from './components/character-count.examples.tsx';
import { checkboxesExamples } from './components/checkboxes.examples.tsx';
import { columnChartExamples } from './components/column-chart.examples.tsx';
import { countExamples } from './components/count.examples.tsx';
import { dateInputExamples } from './components/date-input.examples.tsx';
import { detailsExamples } from './components/details.examples.tsx';
import { errorSummaryExamples } from './components/error-summary.examples.tsx';
import { exitThisPageExamples } from './components/exit-this-page.examples.tsx';
import { fileUploadExamples } from './components/file-upload.examples.tsx';
import { filterLayoutExamples } from './components/filter-layout.examples.tsx';
import { formPartsExamples } from './components/form-parts.examples.tsx';
import { identityBarExamples } from './components/identity-bar.examples.tsx';
import { inputExamples } from './components/input.examples.tsx';
import { insetTextExamples } from './components/inset-text.examples.tsx';
import { layoutExamples } from './components/layout.examples.tsx';
import { linkRowExamples } from './components/link-row.examples.tsx';
import { notificationBannerExamples } from './components/notification-banner.examples.tsx';
import { paginationExamples } from './components/pagination.examples.tsx';
import { panelExamples } from './components/panel.examples.tsx';
import { passwordInputExamples } from './components/password-input.examples.tsx';
import { progressBarExamples } from './components/progress-bar.examples.tsx';
import { radiosExamples } from './components/radios.examples.tsx';
import { selectExamples } from './components/select.examples.tsx';
import { sideNavigationExamples } from './components/side-navigation.examples.tsx';
import { skipLinkExamples } from './components/skip-link.examples.tsx';
import { summaryListExamples } from './components/summary-list.examples.tsx';
import { tableExamples } from './components/table.examples.tsx';
import { tabsExamples } from './components/tabs.examples.tsx';
import { tagExamples } from './components/tag.examples.tsx';
import { taskListExamples } from './components/task-list.examples.tsx';
import { textareaExamples } from './components/textarea.examples.tsx';
import { timelineExamples } from './components/timeline.examples.tsx';
import { warningTextExamples } from './components/warning-text.examples.tsx';
import { workListExamples } from './components/work-list.examples.tsx';
import type { ExampleSet } from './examples.ts';
import { fieldsExamples } from './fields/fields.examples.tsx';

/** Every component's examples, in the order in which the gallery shows them. */
export const allExamples: readonly ExampleSet[] = [
  accordionExamples,
  alertExamples,
  backLinkExamples,
  badgeExamples,
  breadcrumbsExamples,
  buttonExamples,
  cardExamples,
  characterCountExamples,
  checkboxesExamples,
  columnChartExamples,
  countExamples,
  dateInputExamples,
  detailsExamples,
  errorSummaryExamples,
  exitThisPageExamples,
  fileUploadExamples,
  filterLayoutExamples,
  formPartsExamples,
  identityBarExamples,
  inputExamples,
  insetTextExamples,
  linkRowExamples,
  layoutExamples,
  notificationBannerExamples,
  paginationExamples,
  panelExamples,
  passwordInputExamples,
  progressBarExamples,
  radiosExamples,
  selectExamples,
  sideNavigationExamples,
  skipLinkExamples,
  summaryListExamples,
  tableExamples,
  tabsExamples,
  tagExamples,
  taskListExamples,
  textareaExamples,
  timelineExamples,
  warningTextExamples,
  workListExamples,
  fieldsExamples,
];
