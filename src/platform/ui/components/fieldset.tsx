import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { FieldsetOptions } from '../options.ts';

export interface FieldsetProps extends FieldsetOptions {
  readonly children?: ReactNode;
}

export function Fieldset({ legend, describedBy, classes, role, attributes, children }: FieldsetProps) {
  return (
    <fieldset
      {...attributes}
      className={classNames('govuk-fieldset', classes)}
      role={role}
      aria-describedby={describedBy}
    >
      {legend?.text ? (
        <legend className={classNames('govuk-fieldset__legend', legend.classes)}>
          {legend.isPageHeading ? <h1 className="govuk-fieldset__heading">{legend.text}</h1> : legend.text}
        </legend>
      ) : null}
      {children}
    </fieldset>
  );
}
