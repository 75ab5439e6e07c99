import type { FormState } from '#platform/forms';
import { Checkboxes, CheckboxesField, DateField, Details, RadiosField, TextField } from '#platform/ui';
import { type FourC, fourCs, type KindId, kindIds, kinds } from '../../types.ts';
import { StepFrame, type StepPageProps } from './shared.tsx';

/** What a school meets most often stands first; the rest of the policy's list is one press away. */
const often: readonly KindId[] = [
  'bullying',
  'threats',
  'sexual_harassment',
  'indecent_image',
  'grooming',
  'self_harm',
  'radicalisation',
  'offensive',
  'other',
];

/** KCSIE's four kinds of risk, as somebody would say them. */
const groupNames: Readonly<Record<FourC, string>> = {
  content: 'Something seen or looked for',
  contact: 'Contact with somebody',
  conduct: 'Something done',
  commerce: 'Money, selling, copying',
};

const item = (id: KindId) => ({ value: id, text: kinds[id].text });

function MoreKinds({ form }: { readonly form: FormState }) {
  const rest = kindIds.filter((id) => !often.includes(id));
  const ticked = form.values.kinds ?? [];
  const groups = fourCs
    .map((c) => ({ c, ids: rest.filter((id) => kinds[id].c === c) }))
    .filter(({ ids }) => ids.length > 0);
  return (
    <Details summary="More kinds" open={rest.some((id) => ticked.includes(id))}>
      {groups.map(({ c, ids }) => (
        <Checkboxes
          key={c}
          name="kinds"
          idPrefix={`kinds-${c}`}
          values={ticked}
          classes="govuk-checkboxes--small"
          fieldset={{ legend: { text: groupNames[c], classes: 'govuk-fieldset__legend--s' } }}
          items={ids.map(item)}
        />
      ))}
    </Details>
  );
}

export const placeNames = {
  school: 'At school',
  home: 'At home',
  elsewhere: 'Somewhere else',
  unknown: 'Not known',
} as const;

export function WhatStep(page: StepPageProps) {
  const { form } = page;
  return (
    <StepFrame {...page} step="what" heading="What happened?">
      <CheckboxesField
        form={form}
        name="kinds"
        label="What kind of concern is it?"
        hint="Tick all that fit"
        labelSize="m"
        layout="small"
        items={often.map(item)}
      />
      <MoreKinds form={form} />
      <TextField
        form={form}
        name="headline"
        label="In a few words (you may leave this empty)"
        hint="No names, please: such as “Abusive messages in a game chat”"
      />
      <RadiosField
        form={form}
        name="happened_when"
        label="When did it happen?"
        labelSize="m"
        items={[
          { value: 'today', text: 'Today' },
          { value: 'yesterday', text: 'Yesterday' },
          {
            value: 'another',
            text: 'Another day',
            conditional: <DateField form={form} name="happened" label="Which day?" />,
          },
          { value: 'not_known', text: 'Not known' },
        ]}
      />
      <TextField
        form={form}
        name="happened_time"
        label="At about what time?"
        hint="Such as 9:05 or 2.30pm, or leave it empty"
        width={10}
      />
      <RadiosField
        form={form}
        name="place"
        label="Where was it?"
        layout="inline"
        items={Object.entries(placeNames).map(([value, text]) => ({ value, text }))}
      />
      <TextField
        form={form}
        name="place_detail"
        label="More about the place (optional)"
        hint="A room, an app, a game"
      />
    </StepFrame>
  );
}
