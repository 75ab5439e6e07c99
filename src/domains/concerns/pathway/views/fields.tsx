import type { FormState } from '#platform/forms';
import { DateField, InsetText, RadiosField, TextareaField, TextField } from '#platform/ui';
import type { FieldsOf } from '../../case/form/routes.tsx';
import type { Step } from '../definition.ts';
import { choicesOf } from '../progress.ts';
import type { AnswerView, NewPathwayView, PathwayView } from '../view.ts';
import { noLines } from '../words.ts';

interface StepProps<S extends Step = Step> {
  readonly form: FormState;
  readonly step: S;
  /** Before each field's name, where a page asks several steps. */
  readonly prefix: string;
  /** The case, where what answers the step is done. */
  readonly base: string;
}

/** Which answers need a reason, on the label of the field for it. */
function whyLabel(step: Step): string | undefined {
  const choices = choicesOf(step);
  const needing = choices.filter(({ reason }) => reason);
  if (needing.length === 0) return undefined;
  if (needing.length === choices.length) return 'Why?';
  return `A note. Say why if it is “${needing.map(({ text }) => text).join('” or “')}”`;
}

/** Characters of an answer that stands beside the others, so that a checklist stays short. */
const SHORT = 12;

function ChoiceFields({ form, step, prefix }: StepProps) {
  const why = whyLabel(step);
  const choices = choicesOf(step);
  return (
    <>
      <RadiosField
        form={form}
        name={`${prefix}choice`}
        label={step.text}
        hint={step.help}
        items={choices.map(({ id, text }) => ({ value: id, text }))}
        layout={choices.every(({ text }) => text.length <= SHORT) ? 'inline' : 'list'}
      />
      {why === undefined ? null : <TextareaField form={form} name={`${prefix}reason`} label={why} rows={2} />}
    </>
  );
}

function ViewingFields({ form, prefix }: Omit<StepProps, 'step' | 'base'>) {
  return (
    <>
      <TextField form={form} name={`${prefix}who`} label="Who looked?" />
      <TextField form={form} name={`${prefix}second`} label="Which second adult was there?" />
      <TextareaField form={form} name={`${prefix}why`} label="Why would nothing else do?" rows={2} />
    </>
  );
}

function CustodyFields({ form, prefix }: Omit<StepProps, 'step' | 'base'>) {
  return (
    <>
      <TextField
        form={form}
        name={`${prefix}what`}
        label="Which device?"
        hint="Whose, and what it looks like."
      />
      <TextField form={form} name={`${prefix}where`} label="Where is it, and who holds it?" />
    </>
  );
}

function LogFields({ form, step, prefix }: StepProps<Step & { readonly kind: 'log' }>) {
  const viewing = step.log === 'viewing';
  return (
    <>
      <RadiosField
        form={form}
        name={`${prefix}log`}
        label={step.text}
        hint={step.help}
        items={[
          { value: 'none', text: noLines[step.log] },
          {
            value: 'line',
            text: viewing ? 'Somebody looked: fill in below' : 'A device is held: fill in below',
          },
        ]}
      />
      {viewing ? (
        <ViewingFields form={form} prefix={prefix} />
      ) : (
        <CustodyFields form={form} prefix={prefix} />
      )}
      <DateField form={form} name={`${prefix}on`} label={viewing ? 'On which day?' : 'Since which day?'} />
      <TextField form={form} name={`${prefix}time`} label="At what time? (if known)" width={5} />
    </>
  );
}

function ReferralLinks({ step, base }: StepProps<Step & { readonly kind: 'referral' }>) {
  return (
    <>
      <p className="govuk-body">{step.help ?? 'Done outside Gatehouse, then written down here.'}</p>
      <ul className="govuk-list">
        <li>
          <a className="govuk-link" href={`${base}/referrals/new?to=${step.recipient}`}>
            Record the referral<span className="govuk-visually-hidden">: {step.text}</span>
          </a>
        </li>
        <li>
          <a className="govuk-link" href={`${base}/referrals/not?to=${step.recipient}`}>
            Decide not to refer, and say why<span className="govuk-visually-hidden">: {step.text}</span>
          </a>
        </li>
      </ul>
    </>
  );
}

const Suspend = ({ base }: Pick<StepProps, 'base'>) => (
  <p className="govuk-body">
    Decided as a sanction, with its first and last day: group online learning is then closed to the pupil on
    those days, and this step is answered. Press “Sanction” beside their name{' '}
    <a className="govuk-link" href={`${base}#people`}>
      on the case
    </a>
    .
  </p>
);

/** Whether a form answers it, or what is done elsewhere. */
export const hasForm = ({ kind }: Step): boolean => kind !== 'referral' && kind !== 'dates';

/** What one step asks. */
export function StepFields({ step, ...rest }: StepProps) {
  switch (step.kind) {
    case 'referral':
      return <ReferralLinks {...rest} step={step} />;
    case 'dates':
      return <Suspend base={rest.base} />;
    case 'log':
      return <LogFields {...rest} step={step} />;
    default:
      return <ChoiceFields {...rest} step={step} />;
  }
}

export function AnswerFields({ form, view }: FieldsOf<AnswerView>) {
  const base = `/concerns/${view.file.concernId}`;
  return (
    <>
      <p className="govuk-body">{view.definition.title}</p>
      <input type="hidden" name="step" value={view.step.id} />
      <StepFields form={form} step={view.step} prefix="" base={base} />
    </>
  );
}

export function NewPathwayFields({ form, view }: FieldsOf<NewPathwayView>) {
  if (view.possible.length === 0) return <p className="govuk-body">This case has every pathway already.</p>;
  return (
    <RadiosField
      form={form}
      name="definition"
      label="Which pathway does this case need?"
      hint="A checklist of what is asked and decided. The case does not close before it is answered, or it is said why it is not needed."
      items={view.possible.map(({ id, title }) => ({ value: id, text: title }))}
    />
  );
}

export function NotNeededFields({ form, view }: FieldsOf<PathwayView>) {
  return (
    <>
      <InsetText>
        {view.definition.title}. What was answered stays with the case. It is not taken up again.
      </InsetText>
      <TextareaField form={form} name="why" label="Why is this pathway not needed?" rows={4} />
    </>
  );
}
