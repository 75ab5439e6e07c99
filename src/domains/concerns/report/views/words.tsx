import type { FormState } from '#platform/forms';
import {
  Button,
  CheckboxesField,
  Details,
  Input,
  RadiosField,
  Select,
  TextareaField,
  TextField,
} from '#platform/ui';
import { evidenceRows } from '../forms.ts';
import { ImageAdvice } from './image.tsx';
import { StepFrame, type StepPageProps } from './shared.tsx';

const availability = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
  { value: 'unknown', text: 'I do not know' },
];

function EvidenceRow({ form, at }: { readonly form: FormState; readonly at: number }) {
  const value = (name: string) => form.values[name]?.[at] ?? '';
  return (
    <div className="gh-card">
      <Input
        id={`evidence_what-${at}`}
        name="evidence_what"
        label={{ text: `What is it? (${at + 1})` }}
        value={value('evidence_what')}
        hint={{ text: 'Such as: six messages, a print-out, an e-mail' }}
      />
      <Input
        id={`evidence_where-${at}`}
        name="evidence_where"
        label={{ text: `Where is it now? (${at + 1})` }}
        value={value('evidence_where')}
      />
      <Select
        id={`evidence_available-${at}`}
        name="evidence_available"
        label={{ text: `Is it still there? (${at + 1})` }}
        items={availability}
        value={value('evidence_available') || 'unknown'}
      />
    </div>
  );
}

function EvidenceRows({ form }: { readonly form: FormState }) {
  const filled = (form.values.evidence_what ?? []).filter((what) => what !== '').length;
  return (
    <Details summary="Describe evidence: messages, screenshots, print-outs" open={filled > 0}>
      {Array.from({ length: Math.min(filled + 2, evidenceRows) }, (_row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
        <EvidenceRow key={at} form={form} at={at} />
      ))}
    </Details>
  );
}

function More({ form }: { readonly form: FormState }) {
  const names = ['other_witnesses', 'reported_to', 'self_reported'];
  return (
    <Details
      summary="More: other witnesses, who you told"
      open={names.some((name) => (form.values[name]?.[0] ?? '') !== '')}
    >
      <TextareaField
        form={form}
        name="other_witnesses"
        label="Other witnesses, children and adults"
        rows={2}
      />
      <TextField form={form} name="reported_to" label="Have you told anybody already? Who?" />
      <CheckboxesField
        form={form}
        name="self_reported"
        label="How it came out"
        items={[{ value: 'yes', text: 'The child told us about it of their own accord' }]}
      />
    </Details>
  );
}

/** What was said, what was seen and what is thought are three things, and stay apart. */
export function WordsStep(page: StepPageProps) {
  const { form } = page;
  const image = form.values.indecent_image?.[0];
  return (
    <StepFrame {...page} step="words" heading="Tell it in your words">
      {image === 'yes' || image === 'not_sure' ? <ImageAdvice /> : null}
      <TextareaField
        form={form}
        name="child_words"
        label="What the child said"
        hint="In their own words, as near as you can. Do not promise to keep it secret."
        rows={4}
      />
      <TextareaField
        form={form}
        name="seen"
        label="What you saw or heard yourself"
        hint="Facts: who, what, where. One sentence is enough."
        rows={4}
      />
      <TextareaField
        form={form}
        name="thought"
        label="What you think (optional)"
        hint="Kept apart from the facts"
        rows={2}
      />
      <TextareaField
        form={form}
        name="address"
        label="Where did it come from? (optional)"
        hint="Web address, e-mail, account or number, as text. Do not open it again."
        rows={2}
      />
      <RadiosField
        form={form}
        name="screen_hidden"
        label="Is the screen hidden from children now?"
        layout="inline"
        items={[
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
          { value: 'not_applicable', text: 'There is no screen' },
        ]}
      />
      <EvidenceRows form={form} />
      {image === 'no' ? (
        <Button name="do" value="files" classes="govuk-button--secondary">
          Add a screenshot, photo or other file
        </Button>
      ) : null}
      <More form={form} />
    </StepFrame>
  );
}
