import type { ReactNode } from 'react';

/**
 * Extra attributes a caller may set. Only these prefixes and names: `style` and event handlers would be
 * refused by the content security policy, so they must not compile either.
 */
export type Attributes = Readonly<
  Partial<Record<`data-${string}` | `aria-${string}`, string | boolean>> &
    Partial<Record<'lang' | 'dir' | 'role', string>>
>;

/** Text of a part of a component, with what govuk-frontend lets one add to it. */
export interface TextOptions {
  readonly text: ReactNode;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface LabelOptions extends TextOptions {
  readonly isPageHeading?: boolean | undefined;
}

export type HintOptions = TextOptions;

export interface ErrorMessageOptions extends TextOptions {
  readonly visuallyHiddenText?: string | undefined;
}

export interface LegendOptions {
  readonly text: ReactNode;
  readonly classes?: string | undefined;
  readonly isPageHeading?: boolean | undefined;
}

export interface FieldsetOptions {
  readonly legend?: LegendOptions | undefined;
  readonly describedBy?: string | undefined;
  readonly classes?: string | undefined;
  readonly role?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface FormGroupOptions {
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
  readonly beforeInput?: ReactNode;
  readonly afterInput?: ReactNode;
}

/** A heading's rank, so that a page keeps an unbroken outline wherever a component stands. */
export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;
