import type { FormState } from '#platform/forms';
import { CheckboxesField, SelectField } from '#platform/ui';
import { type CategoryId, categories, type Status, severities, statuses } from '../../../types.ts';
import { severityWords, statusWords } from '../../words.ts';
import { type Filter, type Flag, flags, listPath, type Period, type Sort } from '../filter.ts';
import type { Inbox } from '../service.ts';

export const flagWords: Readonly<Record<Flag, string>> = {
  urgent: 'Urgent',
  mine: 'Assigned to me',
  unacknowledged: 'Not acknowledged',
  child: 'Child not involved yet',
  myconcern: 'No MyConcern reference',
};

const periodWords: Readonly<Record<Period, string>> = {
  '7': 'The last 7 days',
  '30': 'The last 30 days',
  '90': 'The last 90 days',
  '365': 'The last year',
};

const sortWords: Readonly<Record<Sort, string>> = {
  best: 'What fits best first',
  newest: 'Newest first',
  oldest: 'Oldest first',
  changed: 'Last worked on first',
};

const counted = (text: string, n: number | undefined) => `${text} (${n ?? 0})`;

function formOf({ status, category, severity, school, period, sort, flags: chosen }: Filter): FormState {
  const values = { status, category, severity, school, period, sort };
  const single = Object.entries(values).map(([name, value]) => [name, [value ?? '']] as const);
  return { values: { ...Object.fromEntries(single), flags: chosen }, errors: [] };
}

/** Counts are of what is not closed. */
export function FilterFields({ inbox }: { readonly inbox: Inbox }) {
  const { counts, filter, schools } = inbox;
  const form = formOf(filter);
  const open = Object.values(counts.status).reduce((sum, n) => sum + n, 0);
  const myconcern = schools.some(({ recordOfTruth }) => recordOfTruth === 'myconcern');
  const shown = flags.filter((flag) => flag !== 'myconcern' || myconcern);
  return (
    <>
      {filter.search === null ? null : <input type="hidden" name="search" value={filter.search} />}
      <SelectField
        form={form}
        name="status"
        label="State"
        items={[
          { value: '', text: filter.search === null ? counted('Not closed', open) : 'Any' },
          ...statuses.map((status: Status) => ({
            value: status,
            text:
              status === 'closed' ? statusWords.closed : counted(statusWords[status], counts.status[status]),
          })),
          { value: 'all', text: 'All' },
        ]}
      />
      <CheckboxesField
        form={form}
        name="flags"
        label="Only"
        layout="small"
        items={shown.map((flag) => ({
          value: 'yes',
          name: flag,
          id: `flag-${flag}`,
          text: counted(flagWords[flag], counts.flags[flag]),
        }))}
      />
      <SelectField
        form={form}
        name="severity"
        label="Severity"
        unchosen="Any"
        items={severities.map((s) => ({ value: s, text: counted(severityWords[s], counts.severity[s]) }))}
      />
      <SelectField
        form={form}
        name="category"
        label="Category"
        unchosen="Any"
        items={[
          ...(Object.keys(categories) as CategoryId[]).map((id) => ({
            value: id,
            text: counted(categories[id], counts.category[id]),
          })),
        ]}
      />
      {schools.length > 1 ? (
        <SelectField
          form={form}
          name="school"
          label="School"
          unchosen="All"
          items={schools.map(({ id, name }) => ({ value: id, text: name }))}
        />
      ) : null}
      <SelectField
        form={form}
        name="period"
        label="Reported"
        unchosen="At any time"
        items={[
          ...Object.entries(periodWords)
            .map(([value, text]) => ({ value, text }))
            .reverse()
            .sort((a, b) => Number(a.value) - Number(b.value)),
        ]}
      />
      <SelectField
        form={form}
        name="sort"
        label="Order"
        items={Object.entries(sortWords)
          .filter(([value]) => value !== 'best' || filter.search !== null)
          .map(([value, text]) => ({ value, text }))}
      />
    </>
  );
}

/** The chosen filters, each with the list without it. */
export function chosenFilters({
  filter,
  schools,
}: Inbox): { readonly text: string; readonly href: string }[] {
  const { status, category, severity, school, period } = filter;
  const schoolName = schools.find(({ id }) => id === school)?.name;
  return [
    ...(status === null
      ? []
      : [
          {
            text: status === 'all' ? 'All states' : statusWords[status],
            href: listPath(filter, { status: null }),
          },
        ]),
    ...filter.flags.map((flag) => ({
      text: flagWords[flag],
      href: listPath(filter, { flags: filter.flags.filter((f) => f !== flag) }),
    })),
    ...(severity === null
      ? []
      : [{ text: severityWords[severity], href: listPath(filter, { severity: null }) }]),
    ...(category === null
      ? []
      : [{ text: categories[category], href: listPath(filter, { category: null }) }]),
    ...(schoolName === undefined ? [] : [{ text: schoolName, href: listPath(filter, { school: null }) }]),
    ...(period === null ? [] : [{ text: periodWords[period], href: listPath(filter, { period: null }) }]),
  ];
}
