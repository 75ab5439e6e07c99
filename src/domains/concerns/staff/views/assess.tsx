import { Details, RadiosField, TextareaField, TextField } from '#platform/ui';
import type { FieldsOf } from '../../case/form/routes.tsx';
import { WhatTheLawSays } from '../../duty/views/law.tsx';
import { NOT_LISTED } from '../forms.ts';
import { questionIds, questions } from '../questions.ts';
import { levels, workers } from '../types.ts';
import type { StaffView } from '../view.ts';
import { levelHints, levelWords, workerWords } from '../words.ts';
import { EarlierConcerns } from './earlier.tsx';

function Who({ form, view }: FieldsOf<StaffView>) {
  return (
    <>
      <RadiosField
        form={form}
        name="subject"
        label="Who is it about?"
        hint="Somebody of the school who is missing here? Go back, and name them first: then they no longer see this case."
        items={[
          ...view.staff.subjects.map(({ id, name }) => ({ value: id, text: name })),
          { value: NOT_LISTED, text: 'Somebody on no list' },
        ]}
      />
      <TextField
        form={form}
        name="described"
        label="Their name, or what is known of them"
        hint="Only when they are on no list."
      />
      <RadiosField
        form={form}
        name="worker"
        label="What are they to the school?"
        items={workers.map((value) => ({ value, text: workerWords[value] }))}
      />
      <TextField
        form={form}
        name="employer"
        label="Agency, employer or organisation"
        hint="Of supply staff, contractors and hirers. The school stays in charge: ask the LADO, then tell them."
      />
    </>
  );
}

/** The four questions, one after the other, and what they come to. */
export function AssessFields({ form, view }: FieldsOf<StaffView>) {
  const yesNo = [
    { value: 'yes', text: 'Yes, or it may be so' },
    { value: 'no', text: 'No' },
  ];
  return (
    <>
      <p className="govuk-body">
        You need not be sure, and you do not look into it first. If you hesitate, ring the designated officer
        (LADO): {view.file.school.lado ?? 'no number is held; ask the local authority’s children’s services'}.
      </p>
      <Details summary="What the guidance says">
        <WhatTheLawSays reference={view.guidance} />
      </Details>
      <EarlierConcerns staff={view.staff} />
      <Who form={form} view={view} />
      {questionIds.map((id) => (
        <div key={id}>
          <RadiosField form={form} name={id} label={questions[id]} layout="inline" items={yesNo} />
          <TextareaField form={form} name={`${id}_why`} label="What does that rest on?" rows={2} />
        </div>
      ))}
      <RadiosField
        form={form}
        name="level"
        label="So it is"
        labelSize="m"
        items={levels.map((value) => ({
          value,
          text: levelWords[value],
          hint: { text: levelHints[value] },
        }))}
      />
      <TextareaField
        form={form}
        name="reason"
        label="Why?"
        hint="Facts, what you weighed, whom you asked."
        rows={4}
      />
    </>
  );
}
