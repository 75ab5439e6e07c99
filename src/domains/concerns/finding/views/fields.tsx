import { InsetText, RadiosField, TextareaField } from '#platform/ui';
import type { FieldsOf } from '../../case/form/routes.tsx';
import { findingWords, intentWords, partWords } from '../../case/words.ts';
import { findings, intents } from '../../types.ts';
import type { FindView } from '../service.ts';

export function FindFields({ form, view }: FieldsOf<FindView>) {
  const { party, standing } = view;
  return (
    <>
      <p className="govuk-body">
        About <b>{party.name}</b>, {partWords[party.part].toLowerCase()} in this case. What was found, what
        they meant, and whether they told of it are three facts: answer each for itself.
      </p>
      {standing === 0 ? null : (
        <InsetText>
          A sanction stands. If this finding does not allow it, it is reversed and access is given back at
          once. A finding that it was an accident which they told of themselves allows none.
        </InsetText>
      )}
      <RadiosField
        form={form}
        name="finding"
        label="What was found about them?"
        items={findings.map((value) => ({ value, text: findingWords[value] }))}
      />
      <RadiosField
        form={form}
        name="intent"
        label="What was their intent?"
        items={intents.map((value) => ({ value, text: intentWords[value] }))}
      />
      <RadiosField
        form={form}
        name="selfReported"
        label="Did they tell of it themselves, without being asked?"
        layout="inline"
        items={[
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ]}
      />
      <TextareaField form={form} name="reason" label="What the finding rests on" rows={5} />
    </>
  );
}
