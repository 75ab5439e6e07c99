import { classNames } from '../class-names.ts';
import { Hint } from './hint.tsx';
import { Textarea, type TextareaProps } from './textarea.tsx';

export interface CharacterCountProps extends TextareaProps {
  readonly maxlength?: number | undefined;
  readonly maxwords?: number | undefined;
  /** Per cent of the limit from which the count is shown. */
  readonly threshold?: number | undefined;
  readonly countMessage?: { readonly classes?: string | undefined } | undefined;
  readonly textareaDescriptionText?: string | undefined;
}

function limitText(props: CharacterCountProps): string | undefined {
  const limit = props.maxwords ?? props.maxlength;
  if (limit === undefined) return undefined;
  const pattern =
    props.textareaDescriptionText ??
    `You can enter up to %{count} ${props.maxwords === undefined ? 'characters' : 'words'}`;
  return pattern.replace('%{count}', String(limit));
}

function countAttributes(props: CharacterCountProps) {
  const { maxlength, maxwords, threshold } = props;
  return {
    ...props.formGroup?.attributes,
    'data-module': 'govuk-character-count',
    ...(maxlength === undefined ? {} : { 'data-maxlength': String(maxlength) }),
    ...(maxwords === undefined ? {} : { 'data-maxwords': String(maxwords), 'data-count-type': 'words' }),
    ...(threshold === undefined ? {} : { 'data-threshold': String(threshold) }),
  };
}

export function CharacterCount(props: CharacterCountProps) {
  const id = props.id ?? props.name;
  const message = (
    <>
      <Hint
        id={`${id}-info`}
        classes={classNames('govuk-character-count__message', props.countMessage?.classes)}
        text={limitText(props)}
      />
      {props.formGroup?.afterInput}
    </>
  );
  return (
    <Textarea
      {...props}
      id={id}
      describedBy={`${id}-info`}
      classes={classNames('govuk-js-character-count', props.classes)}
      formGroup={{
        beforeInput: props.formGroup?.beforeInput,
        afterInput: message,
        classes: classNames('govuk-character-count', props.formGroup?.classes),
        attributes: countAttributes(props),
      }}
    />
  );
}
