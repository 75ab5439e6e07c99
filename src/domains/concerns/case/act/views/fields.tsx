import { CheckboxesField, DateField, InsetText, RadiosField, TextareaField, TextField } from '#platform/ui';
import { closingNeeds } from '../../../transitions.ts';
import { categories, findings, fourCs, intents, severities } from '../../../types.ts';
import type { FieldsOf } from '../../form/routes.tsx';
import { policyIds, policyNames } from '../../types.ts';
import { childWords, findingWords, fourCHints, fourCWords, intentWords, severityWords } from '../../words.ts';
import type { ActView } from '../view.ts';

export type FieldsProps = FieldsOf<ActView>;

export const items = <T extends string>(values: readonly T[], words: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, text: words[value] }));

export const people = (view: ActView) =>
  view.eligible.map(({ personId, name, why }) => ({
    value: personId,
    text: personId === view.myId ? `Me (${name})` : name,
    hint: { text: why },
  }));

export const NoFields = () => null;

export function AssignFields({ form, view }: FieldsProps) {
  return (
    <RadiosField form={form} name="assignee" label="Who takes it on?" items={people(view)} layout="cards" />
  );
}

export function CategoryFields({ form }: FieldsProps) {
  return (
    <>
      <CheckboxesField
        form={form}
        name="fourCs"
        label="Which kind of risk?"
        hint="The reporter’s choice is filled in until you change it."
        items={fourCs.map((c) => ({ value: c, text: fourCWords[c], hint: { text: fourCHints[c] } }))}
      />
      <CheckboxesField
        form={form}
        name="categories"
        label="Categories"
        items={Object.entries(categories).map(([value, text]) => ({ value, text }))}
        layout="small"
      />
    </>
  );
}

export function IntentFields({ form }: FieldsProps) {
  return (
    <>
      <RadiosField
        form={form}
        name="intent"
        label="What was the intent?"
        items={items(intents, intentWords)}
      />
      <TextareaField form={form} name="note" label="What that rests on (if you wish)" rows={3} />
    </>
  );
}

export function SeverityFields({ form }: FieldsProps) {
  return (
    <>
      <RadiosField
        form={form}
        name="severity"
        label="How serious is it?"
        items={items(severities, severityWords)}
      />
      <TextareaField form={form} name="note" label="Why (if you wish)" rows={3} />
    </>
  );
}

export function FindingFields({ form }: FieldsProps) {
  return (
    <>
      <RadiosField form={form} name="finding" label="What was found?" items={items(findings, findingWords)} />
      <TextareaField form={form} name="reason" label="What the finding rests on" rows={5} />
    </>
  );
}

export function OutcomeFields({ form }: FieldsProps) {
  return (
    <>
      <TextareaField
        form={form}
        name="outcome"
        label="What came of it"
        hint="For the record: what was decided, and why. Facts, not opinions. The reporter does not see this."
        rows={8}
      />
      <TextareaField
        form={form}
        name="outcomeLine"
        label="The line for the reporter"
        hint="Sent when you close the case. Only what they need to know: no names, no details of the family."
        rows={3}
        maxlength={500}
      />
    </>
  );
}

export function ChildRecordFields({ form }: FieldsProps) {
  return (
    <>
      <RadiosField
        form={form}
        name="childInvolved"
        label="How did the child take part?"
        hint="At every stage the child is involved in what is done, or told of it."
        items={items(['involved', 'told', 'not_appropriate'] as const, childWords)}
      />
      <TextareaField form={form} name="note" label="How and when, or why not" rows={4} />
    </>
  );
}

export function NoteFields({ form }: FieldsProps) {
  return (
    <TextareaField
      form={form}
      name="body"
      label="Note"
      hint="For whoever handles this case. Facts, with who said what. The reporter never sees it."
      rows={8}
    />
  );
}

export function MessageFields({ form }: FieldsProps) {
  return (
    <TextareaField
      form={form}
      name="body"
      label="Message to the reporter"
      hint="They read it in Gatehouse; the mail only says that there is news. Nothing that they do not need to know."
      rows={6}
      maxlength={2000}
    />
  );
}

export function PolicyFields({ form }: FieldsProps) {
  return (
    <CheckboxesField
      form={form}
      name="policies"
      label="Which policies does this fall under?"
      items={items(policyIds, policyNames)}
    />
  );
}

export function LinkFields({ form }: FieldsProps) {
  return (
    <TextField
      form={form}
      name="reference"
      label="The other concern’s reference"
      hint="As on its page."
      width={10}
      spellcheck={false}
    />
  );
}

export function UnlinkFields({ form, view }: FieldsProps) {
  return (
    <RadiosField
      form={form}
      name="concern"
      label="Which link?"
      items={view.links.linked.map(({ id, reference, headline }) => ({
        value: id,
        text: reference,
        hint: { text: headline },
      }))}
    />
  );
}

export function MyConcernFields({ form }: FieldsProps) {
  return <TextField form={form} name="reference" label="MyConcern reference" width={20} spellcheck={false} />;
}

export function MonitorFields({ form }: FieldsProps) {
  return (
    <>
      <TextareaField form={form} name="watchFor" label="What will you watch for?" rows={4} />
      <DateField
        form={form}
        name="review"
        label="When will you look again?"
        hint="You are reminded on that day."
      />
    </>
  );
}

export function ReasonFields({ form }: FieldsProps) {
  return <TextareaField form={form} name="reason" label="Why?" hint="Kept with the case." rows={4} />;
}

/** What closing still waits for, each with the way there; else the line that will be sent. */
export function CloseFields({ view }: FieldsProps) {
  const { file, missing } = view;
  if (missing.length > 0) {
    return (
      <>
        <p className="govuk-body">It cannot be closed yet. First:</p>
        <ul className="govuk-list govuk-list--bullet">
          {missing.map((need) => {
            const { text, at } = closingNeeds[need];
            return (
              <li key={need}>
                <a className="govuk-link" href={`/concerns/${file.concernId}${at}`}>
                  {text}
                </a>
              </li>
            );
          })}
        </ul>
      </>
    );
  }
  return (
    <>
      <p className="govuk-body">The reporter is sent this line:</p>
      <InsetText classes="gh-kept">{file.outcomeLine}</InsetText>
      <p className="govuk-body">It can be reopened later, with a reason.</p>
    </>
  );
}
