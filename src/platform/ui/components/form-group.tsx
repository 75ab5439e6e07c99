import type { ReactNode } from 'react';
import { classNames, idList } from '../class-names.ts';
import type {
  ErrorMessageOptions,
  FieldsetOptions,
  FormGroupOptions,
  HintOptions,
  LabelOptions,
} from '../options.ts';
import { ErrorMessage } from './error-message.tsx';
import { Fieldset } from './fieldset.tsx';
import { Hint } from './hint.tsx';
import { Label } from './label.tsx';

/** What every form control can be given around itself. */
export interface SurroundOptions {
  readonly hint?: HintOptions | undefined;
  readonly errorMessage?: ErrorMessageOptions | undefined;
  readonly formGroup?: FormGroupOptions | undefined;
}

/** The ids of what describes a control: the caller's own first, then the hint, then the error. */
export function describedBy(
  id: string,
  surround: SurroundOptions,
  own?: string | undefined,
): string | undefined {
  return idList(own, surround.hint && `${id}-hint`, surround.errorMessage && `${id}-error`);
}

interface GroupProps {
  readonly surround: SurroundOptions;
  readonly children: ReactNode;
}

function Group({ surround, children }: GroupProps) {
  const { errorMessage, formGroup } = surround;
  return (
    <div
      {...formGroup?.attributes}
      className={classNames(
        'govuk-form-group',
        errorMessage && 'govuk-form-group--error',
        formGroup?.classes,
      )}
    >
      {children}
    </div>
  );
}

function HintAndError({ id, surround }: { readonly id: string; readonly surround: SurroundOptions }) {
  return (
    <>
      {surround.hint ? <Hint {...surround.hint} id={`${id}-hint`} /> : null}
      {surround.errorMessage ? <ErrorMessage {...surround.errorMessage} id={`${id}-error`} /> : null}
    </>
  );
}

export interface LabelledGroupProps extends GroupProps {
  readonly id: string;
  readonly label: LabelOptions;
}

/** Label, hint and error around one control. */
export function LabelledGroup({ id, label, surround, children }: LabelledGroupProps) {
  return (
    <Group surround={surround}>
      <Label {...label} htmlFor={id} />
      <HintAndError id={id} surround={surround} />
      {children}
    </Group>
  );
}

export interface FieldsetGroupProps extends GroupProps {
  readonly id: string;
  readonly fieldset?: FieldsetOptions | undefined;
  readonly describedBy?: string | undefined;
}

/** Legend, hint and error around several controls that answer one question. */
export function FieldsetGroup(props: FieldsetGroupProps) {
  const inner = (
    <>
      <HintAndError id={props.id} surround={props.surround} />
      {props.children}
    </>
  );
  return (
    <Group surround={props.surround}>
      {props.fieldset ? (
        <Fieldset {...props.fieldset} describedBy={props.describedBy}>
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </Group>
  );
}
