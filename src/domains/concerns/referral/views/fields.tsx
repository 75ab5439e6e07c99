import { formatDate } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  DateField,
  Details,
  InsetText,
  RadiosField,
  SummaryList,
  TextareaField,
  TextField,
} from '#platform/ui';
import type { FieldsOf } from '../../case/form/routes.tsx';
import { recipientIds, recipients } from '../recipients.ts';
import { stepsFrom } from '../states.ts';
import type { ReferralView } from '../view.ts';
import { stepItems } from '../words.ts';

function WhomTo({ form, label }: { readonly form: FormState; readonly label: string }) {
  return (
    <RadiosField
      form={form}
      name="recipient"
      label={label}
      items={recipientIds.map((value) => {
        const { name, whatFor } = recipients[value];
        return { value, text: name, hint: { text: whatFor } };
      })}
    />
  );
}

/** What to know of each before anything leaves. */
function BeforeYouDo() {
  return (
    <Details summary="How each is reached, who decides, and what is never sent">
      {recipientIds.map((id) => {
        const { name, how, decides, parents, neverSend } = recipients[id];
        return (
          <div key={id}>
            <h3 className="govuk-heading-s">{name}</h3>
            <SummaryList
              rows={[
                ['How', how],
                ['Who decides', decides],
                ['Parents', parents],
                ['Never', neverSend],
              ].map(([key, value]) => ({ key: { text: key }, value: { text: value } }))}
            />
          </div>
        );
      })}
    </Details>
  );
}

export function ReferFields({ form }: { readonly form: FormState }) {
  return (
    <>
      <p className="govuk-body">
        Write down what you did. Gatehouse sends nothing: you telephone, or use their own form.
      </p>
      <BeforeYouDo />
      <WhomTo form={form} label="Whom is it referred to?" />
      <TextareaField form={form} name="reason" label="Why?" hint="Kept with the case." rows={4} />
      <DateField form={form} name="madeOn" label="When did you refer it?" />
      <TextField form={form} name="madeTime" label="At what time? (if known)" width={5} />
      <TextField form={form} name="how" label="How?" hint="By telephone on 101, by their form, by letter." />
      <TextField form={form} name="spokeTo" label="Whom did you speak to? (if anybody)" />
      <TextField
        form={form}
        name="reference"
        label="Their reference (if you have it)"
        width={20}
        spellcheck={false}
      />
      <DateField
        form={form}
        name="nextCheck"
        label="When do you check for an answer?"
        hint="You are reminded on that day. The Police usually answer within three school days, social care within one."
      />
    </>
  );
}

export function NotReferFields({ form }: { readonly form: FormState }) {
  return (
    <>
      <p className="govuk-body">
        Deciding not to refer is a decision: somebody may ask later why. Of the Police, the Head reads your
        reason.
      </p>
      <WhomTo form={form} label="Whom is it not referred to?" />
      <TextareaField
        form={form}
        name="reason"
        label="Why not?"
        hint="What you know, what you weighed, whom you asked. Facts, not opinions."
        rows={6}
      />
    </>
  );
}

/** What this referral is, above what is written about it. */
function WhichOne({ referral }: { readonly referral: ReferralView['referral'] }) {
  const when = referral.madeOn === null ? '' : `, ${formatDate(referral.madeOn)}`;
  return (
    <InsetText classes="gh-kept">
      <b>
        {recipients[referral.recipient].name}
        {when}
      </b>
      {'\n'}
      {referral.reason}
    </InsetText>
  );
}

export function StepFields({ form, view }: FieldsOf<ReferralView>) {
  const { referral } = view;
  return (
    <>
      <WhichOne referral={referral} />
      <RadiosField
        form={form}
        name="step"
        label="What did you hear?"
        items={stepItems(stepsFrom(referral.state))}
      />
      <DateField form={form} name="happenedOn" label="When?" />
      <TextareaField form={form} name="note" label="What was said, and by whom" rows={4} />
      <TextField
        form={form}
        name="reference"
        label={`${recipients[referral.recipient].referenceName} (if you have it)`}
        width={20}
        spellcheck={false}
      />
      <DateField
        form={form}
        name="nextCheck"
        label="When do you check again?"
        hint="Leave it empty when nothing more is awaited."
      />
    </>
  );
}

export function SeenFields({ form, view }: FieldsOf<ReferralView>) {
  return (
    <>
      <p className="govuk-body">The lead decided not to tell the Police. This is why:</p>
      <WhichOne referral={view.referral} />
      <p className="govuk-body">
        If you think otherwise, record a referral yourself: you may tell the Police at any time.
      </p>
      <TextareaField form={form} name="note" label="What you think of it (if you wish)" rows={3} />
    </>
  );
}
