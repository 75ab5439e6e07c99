import { classNames } from '../class-names.ts';
import type { HintOptions } from '../options.ts';

export interface HintProps extends HintOptions {
  readonly id?: string | undefined;
}

export function Hint({ id, text, classes, attributes }: HintProps) {
  return (
    <div {...attributes} id={id} className={classNames('govuk-hint', classes)}>
      {text}
    </div>
  );
}
