import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes, HeadingLevel } from '../options.ts';
import { Heading } from './heading.tsx';

export interface AccordionItem {
  readonly heading: ReactNode;
  readonly summary?: ReactNode;
  readonly content: ReactNode;
  readonly expanded?: boolean | undefined;
}

export interface AccordionProps {
  readonly id: string;
  readonly items: readonly AccordionItem[];
  readonly headingLevel?: HeadingLevel | undefined;
  /** Whether the browser keeps which parts were open; off by default, a shared desk is not one person's. */
  readonly rememberExpanded?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

interface SectionProps {
  readonly item: AccordionItem;
  readonly id: string;
  readonly index: number;
  readonly level: HeadingLevel;
}

function Section({ item, id, index, level }: SectionProps) {
  return (
    <div
      className={classNames(
        'govuk-accordion__section',
        item.expanded && 'govuk-accordion__section--expanded',
      )}
    >
      <div className="govuk-accordion__section-header">
        <Heading level={level} className="govuk-accordion__section-heading">
          <span className="govuk-accordion__section-button" id={`${id}-heading-${index}`}>
            {item.heading}
          </span>
        </Heading>
        {item.summary ? (
          <div className="govuk-accordion__section-summary govuk-body" id={`${id}-summary-${index}`}>
            {item.summary}
          </div>
        ) : null}
      </div>
      <div id={`${id}-content-${index}`} className="govuk-accordion__section-content">
        {typeof item.content === 'string' ? <p className="govuk-body">{item.content}</p> : item.content}
      </div>
    </div>
  );
}

export function Accordion(props: AccordionProps) {
  return (
    <div
      {...props.attributes}
      className={classNames('govuk-accordion', props.classes)}
      data-module="govuk-accordion"
      data-remember-expanded={props.rememberExpanded}
      id={props.id}
    >
      {props.items.map((item, index) => (
        <Section
          // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
          key={index}
          item={item}
          id={props.id}
          index={index + 1}
          level={props.headingLevel ?? 2}
        />
      ))}
    </div>
  );
}
