import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes } from '../options.ts';

interface ButtonLook {
  readonly children: ReactNode;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
  readonly id?: string | undefined;
  readonly isStartButton?: boolean | undefined;
}

export interface ButtonProps extends ButtonLook {
  readonly type?: 'submit' | 'button' | 'reset' | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly preventDoubleClick?: boolean | undefined;
  readonly hidden?: boolean | undefined;
  /** Sends the form it stands in somewhere else, for a second submit button. */
  readonly formAction?: string | undefined;
  /** The id of the form to send, where the button stands outside of it. */
  readonly form?: string | undefined;
}

export interface ButtonLinkProps extends ButtonLook {
  readonly href: string;
}

function StartIcon() {
  return (
    <svg
      className="govuk-button__start-icon"
      xmlns="http://www.w3.org/2000/svg"
      width="17.5"
      height="19"
      viewBox="0 0 33 40"
      aria-hidden="true"
      focusable="false"
    >
      <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
    </svg>
  );
}

function ButtonText({ children, isStartButton }: ButtonLook) {
  if (!isStartButton) return children;
  return (
    <>
      {typeof children === 'string' ? children : <span>{children}</span>}
      <StartIcon />
    </>
  );
}

const look = (props: ButtonLook) =>
  classNames('govuk-button', props.classes, props.isStartButton && 'govuk-button--start');

export function Button(props: ButtonProps) {
  return (
    <button
      {...props.attributes}
      type={props.type ?? 'submit'}
      className={look(props)}
      id={props.id}
      name={props.name}
      value={props.value || undefined}
      disabled={props.disabled}
      aria-disabled={props.disabled ? true : undefined}
      hidden={props.hidden}
      formAction={props.formAction}
      form={props.form}
      data-prevent-double-click={props.preventDoubleClick}
      data-module="govuk-button"
    >
      <ButtonText {...props} />
    </button>
  );
}

/** A link that looks like a button, for going somewhere; what changes a record is a Button in a form. */
export function ButtonLink(props: ButtonLinkProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: govuk-frontend's button link; its script adds the Space key.
    <a
      {...props.attributes}
      href={props.href}
      role="button"
      draggable={false}
      className={look(props)}
      data-module="govuk-button"
      id={props.id}
    >
      <ButtonText {...props} />
    </a>
  );
}

/** Puts buttons and links side by side, and one below the other on a phone. */
export function ButtonGroup({ children }: { readonly children: ReactNode }) {
  return <div className="govuk-button-group">{children}</div>;
}
