import {
  AppPage,
  BackLink,
  ButtonLink,
  InsetText,
  type PageContext,
  RadiosField,
  WarningText,
} from '#platform/ui';
import { StepFrame, type StepPageProps } from './shared.tsx';

/** The law's one exception to keeping evidence comes before any evidence is asked for (design rule 5). */
export function ImageStep(page: StepPageProps) {
  return (
    <StepFrame {...page} step="image" heading="Could it show anyone under 18 nude, part-nude or sexual?">
      <RadiosField
        form={page.form}
        name="indecent_image"
        label="A picture, a video or a live stream: real, drawn or made by AI"
        layout="cards"
        hint="If you are in doubt, choose Not sure. If nobody has seen any picture, choose No."
        items={[
          { value: 'yes', text: 'Yes' },
          { value: 'not_sure', text: 'Not sure' },
          { value: 'no', text: 'No' },
        ]}
      />
    </StepFrame>
  );
}

export function ImageAdvice() {
  return (
    <WarningText>
      Do not look again, copy, forward, print, save or delete. Ask nobody to show or send it.
    </WarningText>
  );
}

export interface DevicePageProps {
  readonly context: PageContext;
  readonly draftId: string;
  /** What the first page said whom it is about. */
  readonly about: string;
  readonly phone: string | null;
  readonly leads: readonly string[];
  /** When the school opens again; undefined while it is open. */
  readonly opens: string | undefined;
}

/** Never the one whom it may be about. */
function whomToFind(about: string, leads: readonly string[]): string {
  if (about === 'head') return 'the chair of governors';
  if (about === 'adult') return 'the headteacher';
  return leads.length === 0 ? 'the designated safeguarding lead' : leads.join(' or ');
}

function FindSomebody({ about, leads, phone, opens }: Omit<DevicePageProps, 'context' | 'draftId'>) {
  const whom = whomToFind(about, leads);
  if (opens === undefined)
    return (
      <li>
        Find {whom} now{phone === null ? '' : `, or ring the school on ${phone}`}.
      </li>
    );
  return (
    <li>
      The school is closed now. Send this report, and hand the device to {whom} yourself when it opens {opens}
      . If a child is in danger, call <a href="tel:999">999</a>.
    </li>
  );
}

/** What to do with the device, shown at once when the answer is Yes or Not sure. */
export function DevicePage({ context, draftId, ...device }: DevicePageProps) {
  return (
    <AppPage
      title="What to do with the device"
      context={context}
      narrow
      before={<BackLink href={`/concerns/report/${draftId}/image`}>Back</BackLink>}
    >
      <h1 className="gh-question">Leave the picture alone. You only need words.</h1>
      <ImageAdvice />
      <ol className="govuk-list govuk-list--number">
        <li>Turn the screen away or switch it off, so that no child sees it.</li>
        <li>Keep the device with you, or lock it away. Do not search it.</li>
        <FindSomebody {...device} />
      </ol>
      <InsetText>
        On the next page, write who saw it, where it is (app, account, device, where that is locked away) and
        when. No file can be added to this report.
      </InsetText>
      <ButtonLink href={`/concerns/report/${draftId}/words`}>Go on in words</ButtonLink>
    </AppPage>
  );
}
