import { DateField, InsetText, RadiosField, SelectField, TextareaField } from '#platform/ui';
import type { FieldsOf } from '../../case/form/routes.tsx';
import type { PlanView, SupportView } from '../service.ts';

export function PlanFields({ form, view }: FieldsOf<PlanView>) {
  return (
    <>
      <p className="govuk-body">
        For <b>{view.name}</b>. Nobody who was hurt, or was taken for somebody else, is left alone with it.
      </p>
      <RadiosField
        form={form}
        name="kind"
        label="Is there a plan of support?"
        items={[
          { value: 'plan', text: 'Yes', hint: { text: 'Fill in the plan below' } },
          { value: 'none', text: 'No, none is needed or wanted', hint: { text: 'Say why at the end' } },
        ]}
      />
      <SelectField
        form={form}
        name="adult"
        label="Which adult can they go to?"
        items={[
          { value: '', text: 'Choose' },
          ...view.staff.map(({ id, name }) => ({ value: id, text: name })),
        ]}
      />
      <TextareaField
        form={form}
        name="steps"
        label="What is done for them?"
        hint="Counselling, content taken down, reassurance, a way back into class."
        rows={4}
      />
      <TextareaField
        form={form}
        name="voice"
        label={view.isAdult ? 'What do they want?' : 'What does the child want?'}
        hint="In their own words."
        rows={3}
      />
      <RadiosField
        form={form}
        name="owner"
        label="Who checks in with them?"
        items={view.eligible.map(({ personId, name, why }) => ({
          value: personId,
          text: personId === view.myId ? `Me (${name})` : name,
          hint: { text: why },
        }))}
      />
      <DateField form={form} name="checkIn" label="When first?" hint="They are reminded on that day." />
      <TextareaField form={form} name="why" label="If there is no plan: why?" rows={2} />
    </>
  );
}

function Plan({ view: { plan } }: Pick<FieldsOf<SupportView>, 'view'>) {
  return (
    <InsetText classes="gh-kept">
      {plan.name}, with {plan.adultName}. {plan.steps}
    </InsetText>
  );
}

export function CheckInFields({ form, view }: FieldsOf<SupportView>) {
  return (
    <>
      <Plan view={view} />
      <TextareaField form={form} name="note" label="How are they, and what did they say?" rows={5} />
      <DateField form={form} name="next" label="When next? (empty if no more are needed)" />
    </>
  );
}

export function EndFields({ form, view }: FieldsOf<SupportView>) {
  return (
    <>
      <Plan view={view} />
      <TextareaField form={form} name="how" label="How did it go, and what do they say?" rows={5} />
    </>
  );
}
