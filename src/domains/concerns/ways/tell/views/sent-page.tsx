import { type PageContext, Panel } from '#platform/ui';
import type { School, Told } from '../../types.ts';
import { soundsUrgent } from '../../urgent-words.ts';
import { TellFrame } from './frame.tsx';

interface SentPageProps {
  readonly context: PageContext;
  readonly school: School;
  readonly code: string;
  readonly read: string;
  readonly told: Told;
}

function Code({ code }: { readonly code: string }) {
  return (
    <>
      <h2 className="govuk-heading-m">Your code</h2>
      <p className="gh-tell__code">
        <span className="gh-code">{code}</span>
      </p>
      <p>
        Write it down or take a photo of it, and keep it to yourself. With it you can read the answer and
        write again, at <a href="/tell/answers">answers</a>. We cannot show it to you again.
      </p>
    </>
  );
}

/** It is sent; what happens next, and the code, shown this once. */
export function SentPage({ context, school, code, read, told }: SentPageProps) {
  const { wayIn, danger, words, wants } = told;
  return (
    <TellFrame
      context={context}
      school={school}
      heading="Thank you for telling"
      urgent={danger || soundsUrgent(words ?? '')}
      young={told.keyStage === 'ks1'}
      adults={wayIn !== 'pupil'}
    >
      <Panel title="It is sent" headingLevel={2}>
        {read}
      </Panel>
      {wants === null ? null : <p>They know that you would like to talk to {wants.called}.</p>}
      {wayIn === 'pupil' ? (
        <p>You did the right thing. If it gets worse before you hear from us, tell an adult you trust.</p>
      ) : (
        <p>
          Those who must know look at it. You may not hear what was done, since it can be private to a child.
        </p>
      )}
      <Code code={code} />
    </TellFrame>
  );
}
