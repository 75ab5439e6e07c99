export { Accordion, type AccordionItem, type AccordionProps } from './components/accordion.tsx';
export { Alert, type AlertProps, type AlertVariant } from './components/alert.tsx';
export { BackLink, type BackLinkProps } from './components/back-link.tsx';
export { Badge, type BadgeProps } from './components/badge.tsx';
export { type BreadcrumbItem, Breadcrumbs, type BreadcrumbsProps } from './components/breadcrumbs.tsx';
export {
  Button,
  ButtonGroup,
  ButtonLink,
  type ButtonLinkProps,
  type ButtonProps,
} from './components/button.tsx';
export { Card, type CardProps } from './components/card.tsx';
export { CharacterCount, type CharacterCountProps } from './components/character-count.tsx';
export { Checkboxes, type CheckboxesProps } from './components/checkboxes.tsx';
export type { ChoiceDivider, ChoiceItem, ChoiceOrDivider } from './components/choice.tsx';
export { Count, type CountProps } from './components/count.tsx';
export { DateInput, type DateInputItem, type DateInputProps } from './components/date-input.tsx';
export { Details, type DetailsProps } from './components/details.tsx';
export { ErrorMessage, type ErrorMessageProps } from './components/error-message.tsx';
export { ErrorSummary, type ErrorSummaryItem, type ErrorSummaryProps } from './components/error-summary.tsx';
export { Fieldset, type FieldsetProps } from './components/fieldset.tsx';
export { FileUpload, type FileUploadProps } from './components/file-upload.tsx';
export { FilterLayout, type FilterLayoutProps, type SelectedFilter } from './components/filter-layout.tsx';
export { Heading, type HeadingProps } from './components/heading.tsx';
export { Hint, type HintProps } from './components/hint.tsx';
export { IdentityBar, type IdentityBarProps, type IdentityFact } from './components/identity-bar.tsx';
export { Input, type InputProps } from './components/input.tsx';
export { InsetText, type InsetTextProps } from './components/inset-text.tsx';
export { Label, type LabelProps } from './components/label.tsx';
export {
  Muted,
  PageTop,
  type PageTopProps,
  TwoColumns,
  type TwoColumnsProps,
  VisuallyHidden,
} from './components/layout.tsx';
export { NotificationBanner, type NotificationBannerProps } from './components/notification-banner.tsx';
export {
  Pagination,
  type PaginationItem,
  type PaginationLink,
  type PaginationProps,
} from './components/pagination.tsx';
export { Panel, type PanelProps } from './components/panel.tsx';
export { PasswordInput, type PasswordInputProps } from './components/password-input.tsx';
export { ProgressBar, type ProgressBarProps } from './components/progress-bar.tsx';
export { Radios, type RadiosProps } from './components/radios.tsx';
export { Select, type SelectItem, type SelectProps } from './components/select.tsx';
export {
  SideNavigation,
  type SideNavigationItem,
  type SideNavigationProps,
} from './components/side-navigation.tsx';
export { SkipLink, type SkipLinkProps } from './components/skip-link.tsx';
export {
  type SummaryAction,
  type SummaryCard,
  SummaryList,
  type SummaryListProps,
  type SummaryRow,
} from './components/summary-list.tsx';
export { Table, type TableCell, type TableProps } from './components/table.tsx';
export { TableRegion, type TableRegionProps } from './components/table-region.tsx';
export { type TabItem, Tabs, type TabsProps } from './components/tabs.tsx';
export { Tag, type TagProps, type Tone } from './components/tag.tsx';
export { TaskList, type TaskListItem, type TaskListProps } from './components/task-list.tsx';
export { Textarea, type TextareaProps } from './components/textarea.tsx';
export { Timeline, type TimelineItem, type TimelineProps } from './components/timeline.tsx';
export { WarningText, type WarningTextProps } from './components/warning-text.tsx';
export { type WorkItem, WorkList, type WorkListProps } from './components/work-list.tsx';
export { AutosaveStatus, type AutosaveStatusProps } from './fields/autosave-status.tsx';
export type { BoundFieldProps, LabelSize } from './fields/binding.ts';
export {
  CheckboxesField,
  type ChoiceFieldProps,
  type ChoiceLayout,
  type FieldItem,
  RadiosField,
  SelectField,
  type SelectFieldProps,
} from './fields/choice-fields.tsx';
export { DateField, type DateFieldProps } from './fields/date-field.tsx';
export { FormErrors, type FormErrorsProps } from './fields/form-errors.tsx';
export { PersonSearch, type PersonSearchProps } from './fields/person-search.tsx';
export {
  PasswordField,
  type PasswordFieldProps,
  TextareaField,
  type TextareaFieldProps,
  TextField,
  type TextFieldProps,
} from './fields/text-field.tsx';
export { UiGallery, type UiGalleryProps } from './gallery.tsx';
export type {
  Attributes,
  ErrorMessageOptions,
  FieldsetOptions,
  FormGroupOptions,
  HeadingLevel,
  HintOptions,
  LabelOptions,
  LegendOptions,
  TextOptions,
} from './options.ts';
export { AppPage, type AppPageProps } from './page/app-page.tsx';
export type { NavItem, PageBanner, PageContext } from './page/context.ts';
export { type PageProps, renderPage } from './page/document.tsx';
export { Logo, LogoMark } from './page/logo.tsx';
export { PlainPage, type PlainPageProps } from './page/plain-page.tsx';
