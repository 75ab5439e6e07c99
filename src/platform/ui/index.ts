export { Alert } from './components/alert.tsx';
export { BackLink } from './components/back-link.tsx';

export { Breadcrumbs } from './components/breadcrumbs.tsx';
export {
  Button,
  ButtonGroup,
  ButtonLink,
} from './components/button.tsx';
export { Card } from './components/card.tsx';

export { Checkboxes } from './components/checkboxes.tsx';
export { Bar, ColumnChart } from './components/column-chart.tsx';

export { Details } from './components/details.tsx';
export { ErrorMessage } from './components/error-message.tsx';

export { ExitThisPage } from './components/exit-this-page.tsx';
export { Fieldset } from './components/fieldset.tsx';
export { FileUpload } from './components/file-upload.tsx';
export { FilterLayout, type SelectedFilter } from './components/filter-layout.tsx';

export { IdentityBar, type IdentityFact } from './components/identity-bar.tsx';
export { Input } from './components/input.tsx';
export { InsetText } from './components/inset-text.tsx';
export {
  Muted,
  TwoColumns,
  VisuallyHidden,
} from './components/layout.tsx';
export { LinkRow } from './components/link-row.tsx';

export { Pagination } from './components/pagination.tsx';
export { Panel } from './components/panel.tsx';

export { ProgressBar } from './components/progress-bar.tsx';

export { Select } from './components/select.tsx';

export {
  SummaryList,
  type SummaryRow,
} from './components/summary-list.tsx';
export { Table } from './components/table.tsx';
export { TableRegion } from './components/table-region.tsx';

export { Tag, type Tone } from './components/tag.tsx';

export { Timeline, type TimelineItem } from './components/timeline.tsx';
export { WarningText } from './components/warning-text.tsx';
export { WorkList } from './components/work-list.tsx';

export {
  CheckboxesField,
  RadiosField,
  SelectField,
} from './fields/choice-fields.tsx';
export { DateField } from './fields/date-field.tsx';
export { FormErrors } from './fields/form-errors.tsx';
export { PersonSearch } from './fields/person-search.tsx';
export {
  PasswordField,
  TextareaField,
  TextField,
} from './fields/text-field.tsx';
export { UiGallery } from './gallery.tsx';

export { AppPage } from './page/app-page.tsx';
export type { NavItem, PageContext } from './page/context.ts';
export { renderPage } from './page/document.tsx';

export { PlainPage, type PlainPageProps } from './page/plain-page.tsx';
