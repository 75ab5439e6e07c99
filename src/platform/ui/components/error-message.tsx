import { classNames } from '../class-names.ts';
import type { ErrorMessageOptions } from '../options.ts';

export interface ErrorMessageProps extends ErrorMessageOptions {
  readonly id?: string | undefined;
}

export function ErrorMessage(props: ErrorMessageProps) {
  const prefix = props.visuallyHiddenText ?? 'Error';
  return (
    <p {...props.attributes} id={props.id} className={classNames('govuk-error-message', props.classes)}>
      {prefix ? (
        <>
          <span className="govuk-visually-hidden">{prefix}:</span> {props.text}
        </>
      ) : (
        props.text
      )}
    </p>
  );
}
