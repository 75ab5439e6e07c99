import { classNames } from '../class-names.ts';
import type { LabelOptions } from '../options.ts';

export interface LabelProps extends LabelOptions {
  readonly htmlFor?: string | undefined;
}

export function Label({ text, classes, attributes, isPageHeading, htmlFor }: LabelProps) {
  if (text === undefined || text === null || text === '') return null;
  const label = (
    <label {...attributes} className={classNames('govuk-label', classes)} htmlFor={htmlFor}>
      {text}
    </label>
  );
  return isPageHeading ? <h1 className="govuk-label-wrapper">{label}</h1> : label;
}
