import type { FormState } from '#platform/forms';
import { Button, Muted, SelectField, TextField, VisuallyHidden } from '#platform/ui';
import type { SavedFilter } from '../types.ts';

const addressOf = (query: string) => (query === '' ? '/concerns' : `/concerns?${query}`);

function Saved({ filter }: { readonly filter: SavedFilter }) {
  const { id, name, query, mine, sharedWith } = filter;
  return (
    <li>
      <a className="govuk-link" href={addressOf(query)}>
        {name}
      </a>
      {sharedWith === null ? null : (
        <Muted> · {mine ? `shared at ${sharedWith}` : `from a colleague at ${sharedWith}`}</Muted>
      )}
      {mine ? (
        <form method="post" action={`/concerns/saved/${id}/remove`} className="gh-inline">
          <button type="submit" className="gh-link-button">
            Take away <VisuallyHidden>{name}</VisuallyHidden>
          </button>
        </form>
      ) : null}
    </li>
  );
}

export interface SavedListsProps {
  readonly saved: readonly SavedFilter[];
  /** Where this list could be shared; none is offered without one. */
  readonly schools: readonly { readonly id: string; readonly name: string }[];
  /** The present list's address without the question mark; null in a search, of which nothing is kept. */
  readonly query: string | null;
  readonly form: FormState;
}

/** The lists that I keep, and a way to keep this one. */
export function SavedLists({ saved, schools, query, form }: SavedListsProps) {
  return (
    <div className="gh-saved gh-no-print">
      {saved.length === 0 ? null : (
        <nav aria-label="Saved lists">
          <ul className="gh-saved__lists">
            {saved.map((filter) => (
              <Saved key={filter.id} filter={filter} />
            ))}
          </ul>
        </nav>
      )}
      {query === null ? null : (
        <details className="gh-more" open={form.errors.length > 0}>
          <summary>Save this list</summary>
          <form method="post" action="/concerns/saved" noValidate>
            <input type="hidden" name="query" value={query} />
            <TextField form={form} name="name" label="Name of the list" hint="No child’s name." />
            {schools.length === 0 ? null : (
              <SelectField
                form={form}
                name="share"
                label="Who sees it"
                items={[
                  { value: '', text: 'Only me' },
                  ...schools.map(({ id, name }) => ({
                    value: id,
                    text: `Everybody who handles concerns at ${name}`,
                  })),
                ]}
              />
            )}
            <Button classes="govuk-button--secondary">Save</Button>
          </form>
        </details>
      )}
    </div>
  );
}
