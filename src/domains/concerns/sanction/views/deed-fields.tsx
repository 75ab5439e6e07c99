import { DateField, InsetText, RadiosField, TextareaField, TextField } from '#platform/ui';
import type { FieldsOf } from '../../case/form/routes.tsx';
import type { AnswerView } from '../appeal.ts';
import type { SanctionView } from '../one.ts';
import { tellable } from '../types.ts';
import { appealWords, deciderWords, tellableWords, toldWords } from '../words.ts';
import { TermFields } from './propose-fields.tsx';

type Props = FieldsOf<SanctionView>;

function Which({ view: { sanction } }: Pick<Props, 'view'>) {
  return (
    <InsetText classes="gh-kept">
      {sanction.called}, for {sanction.name}. {sanction.reason}
    </InsetText>
  );
}

export function DecideFields({ form, view }: Props) {
  return (
    <>
      <Which view={view} />
      <p className="govuk-body">Decided by {deciderWords[view.sanction.decider]}.</p>
      <TermFields form={form} />
      <TextareaField form={form} name="note" label="What you weighed (if you wish)" rows={3} />
    </>
  );
}

export function WhyFields({ form, view }: Props) {
  const told = toldWords(view.sanction);
  return (
    <>
      <Which view={view} />
      {told === '' ? null : <p className="govuk-body">To be told again: {told}.</p>}
      <TextareaField form={form} name="reason" label="Why?" hint="Kept with the case." rows={4} />
    </>
  );
}

export function TellFields({ form, view }: Props) {
  return (
    <>
      <Which view={view} />
      <RadiosField
        form={form}
        name="who"
        label="Who was told?"
        items={tellable.map((value) => ({ value, text: tellableWords[value] }))}
      />
      <TextField form={form} name="names" label="Their names, or which staff" />
      <DateField form={form} name="toldOn" label="On which day?" />
    </>
  );
}

export function AppealFields({ form, view }: Props) {
  return (
    <>
      <Which view={view} />
      <p className="govuk-body">Until it is answered the sanction holds as it is.</p>
      <DateField form={form} name="appealedOn" label="When did they appeal?" />
      <TextareaField form={form} name="words" label="What they bring against it, and who appeals" rows={5} />
    </>
  );
}

export function AnswerFields({ form, view }: FieldsOf<AnswerView>) {
  if (view.notMine !== undefined)
    return (
      <>
        <Which view={view} />
        <InsetText>{view.notMine}</InsetText>
      </>
    );
  return (
    <>
      <Which view={view} />
      <p className="govuk-body gh-kept">They said: {view.sanction.appealWords}</p>
      <RadiosField
        form={form}
        name="outcome"
        label="What is the answer?"
        items={(['upheld', 'changed', 'reversed'] as const).map((value) => ({
          value,
          text: appealWords[value],
        }))}
      />
      <DateField form={form} name="ends" label="Its new last day" hint="Only with another end." />
      <TextareaField form={form} name="reason" label="Why?" hint="They are told this." rows={4} />
    </>
  );
}

export function ServeFields({ form, view }: Props) {
  return (
    <>
      <Which view={view} />
      <p className="govuk-body">What it withdrew is given back at once, also before its last day.</p>
      <TextareaField form={form} name="note" label="How did it go?" rows={4} />
    </>
  );
}
