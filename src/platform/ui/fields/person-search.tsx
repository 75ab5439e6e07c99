import type { ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { Input } from '../components/input.tsx';
import { answerOf, type BoundFieldProps, errorOf, hintOf, labelOf } from './binding.ts';

export interface PersonSearchProps extends BoundFieldProps {
  /** Answers a POST of `query` with `{people: [{id, label, detail}]}`. */
  readonly url: string;
  /** The hidden field that takes the chosen person's id. */
  readonly target: string;
  /** Where the form is sent by the Search button, for who has no script. */
  readonly searchAction?: string | undefined;
  /** The person already chosen, as shown. */
  readonly chosen?: ReactNode;
}

/** Finds a person by name. Names travel in a POST, never in an address: rule 16. */
export function PersonSearch(props: PersonSearchProps) {
  const { form, name, target } = props;
  return (
    <div className="gh-person-search">
      <Input
        name={name}
        type="search"
        label={labelOf(props)}
        hint={hintOf(props)}
        value={answerOf(form, name)}
        errorMessage={errorOf(form, name, target)}
        autocomplete="off"
        spellcheck={false}
        attributes={{ 'data-person-search': props.url, 'data-target': target }}
      />
      <input type="hidden" name={target} defaultValue={answerOf(form, target) ?? ''} />
      <Button
        classes="govuk-button--secondary gh-person-search__button"
        name="search"
        value={name}
        formAction={props.searchAction}
      >
        Search
      </Button>
      <p className="gh-person-search__chosen" data-person-chosen={target}>
        {props.chosen}
      </p>
    </div>
  );
}
