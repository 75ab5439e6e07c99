import { DateField, RadiosField, SelectField, TextareaField, TextField, WarningText } from '#platform/ui';
import { childInvolvements, parentsAnswers } from '../../../types.ts';
import { Guardians } from '../../page/views/guardians.tsx';
import { childWords, parentsWords } from '../../words.ts';
import { type FieldsProps, items, people, ReasonFields } from './fields.tsx';

/** Fields that come with something to think about first: actions, parents, and who may see the case. */

export function ParentsFields({ form, view }: FieldsProps) {
  return (
    <>
      <Guardians families={view.families} parties={view.parties} />
      <RadiosField
        form={form}
        name="parents"
        label="Have parents or carers been spoken to?"
        hint="“Considered: not safe to tell them” is an answer."
        items={items(parentsAnswers, parentsWords)}
      />
      <TextareaField form={form} name="note" label="Who, when, what was agreed; or why not" rows={4} />
    </>
  );
}

function ChildFields({ form, asked }: FieldsProps & { readonly asked: string }) {
  return (
    <>
      <RadiosField
        form={form}
        name="childInvolved"
        label={asked}
        items={items(childInvolvements, childWords)}
      />
      <TextareaField form={form} name="childNote" label="How and when, or why not" rows={2} />
    </>
  );
}

function OwnerFields({ form, view }: FieldsProps) {
  return (
    <>
      <RadiosField form={form} name="owner" label="Who does it?" items={people(view)} />
      <DateField form={form} name="due" label="By when?" />
    </>
  );
}

export function ActionAddFields(props: FieldsProps) {
  return (
    <>
      <TextField form={props.form} name="what" label="What is to be done?" />
      <OwnerFields {...props} />
      <ChildFields {...props} asked="Is the child involved in this, or told of it?" />
    </>
  );
}

function WhichAction({ form, view }: FieldsProps) {
  return (
    <RadiosField
      form={form}
      name="action"
      label="Which action?"
      items={view.openActions.map(({ id, what, ownerName }) => ({
        value: id,
        text: what,
        hint: { text: ownerName },
      }))}
    />
  );
}

export function ActionDoneFields(props: FieldsProps) {
  return (
    <>
      <WhichAction {...props} />
      <TextareaField form={props.form} name="note" label="What was done" rows={4} />
      <ChildFields {...props} asked="Was the child involved in it, or told of it?" />
    </>
  );
}

export function ActionDropFields(props: FieldsProps) {
  return (
    <>
      <WhichAction {...props} />
      <TextareaField form={props.form} name="note" label="Why is it not done?" rows={4} />
    </>
  );
}

export function ActionChangeFields(props: FieldsProps) {
  return (
    <>
      <WhichAction {...props} />
      <OwnerFields {...props} />
      <TextareaField form={props.form} name="note" label="Why does it change?" rows={3} />
    </>
  );
}

export function ExcludeFields(props: FieldsProps) {
  return (
    <>
      <p className="govuk-body">
        For an adult who is alleged in it, or whose family or friend it concerns. From now on they do not see
        this concern, nor find it, nor are told of it. Everybody else who reads it is told now, and the chair
        of governors and the trust. Another handler, not you, confirms or lifts it; until then you cannot
        close the case. Where only one would be left to read it, it moves to the chair and the trust.
      </p>
      <WarningText>
        If you choose yourself, you lose sight of it at once. Somebody else has to bring you back.
      </WarningText>
      <RadiosField
        form={props.form}
        name="person"
        label="Who must not see this?"
        items={people(props.view)}
      />
      <ReasonFields {...props} />
    </>
  );
}

/** Confirming or lifting: those who are named now. */
export function ExcludedFields(props: FieldsProps) {
  const named = props.view.exclusions.filter(({ state }) => state !== 'lifted');
  return (
    <>
      <RadiosField
        form={props.form}
        name="person"
        label="Who?"
        items={named.map(({ personId, name, reason }) => ({
          value: personId,
          text: name,
          hint: { text: reason },
        }))}
      />
      <ReasonFields {...props} />
    </>
  );
}

export function AboutAdultFields(props: FieldsProps) {
  const { form, view } = props;
  return (
    <>
      <p className="govuk-body">
        The concern moves to whoever handles concerns about adults at {view.file.school.name}: the Head, or,
        when it is about the Head, the chair of governors and the trust. They are told at once and begin with
        acknowledging it.
      </p>
      <WarningText>
        You will no longer see this concern, unless you handle those about adults too. You cannot move it
        back.
      </WarningText>
      <SelectField
        form={form}
        name="adult"
        label="Which adult?"
        unchosen="Choose"
        items={[
          ...view.staff.map(({ id, name }) => ({ value: id, text: name })),
          { value: 'not_listed', text: 'Their name is not listed' },
        ]}
      />
      <TextField
        form={form}
        name="adultName"
        label="Their name, or what is known of them"
        hint="Only when they are not listed."
      />
      <ReasonFields {...props} />
    </>
  );
}
