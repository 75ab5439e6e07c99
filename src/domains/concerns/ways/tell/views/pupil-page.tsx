import type { ReactNode } from 'react';
import type { FormState } from '#platform/forms';
import { Button, Card, type PageContext } from '#platform/ui';
import type { School } from '../../types.ts';
import { soundsUrgent } from '../../urgent-words.ts';
import { carried, type Step } from '../forms.ts';
import { CheckStep } from './check-step.tsx';
import { TellFrame } from './frame.tsx';
import { AboutStep, AdultStep, SafeStep, StageStep, TalkStep, WhoStep, WordsStep } from './steps.tsx';

export interface PupilPageProps {
  readonly context: PageContext;
  readonly school: School;
  readonly step: Step;
  readonly form: FormState;
  /** When somebody reads it, on the last page. */
  readonly read: string;
  readonly path: string;
}

const headings: Readonly<Record<Step, string>> = {
  stage: 'Tell someone',
  safe: 'Are you safe right now?',
  about: 'What is it about?',
  words: 'What happened?',
  adult: 'Is it about a grown-up at this school?',
  talk: 'Who would you like to talk to?',
  who: 'Shall we know who you are?',
  check: 'Look at it, then send it',
};

const parts: Readonly<Record<Step, (props: PupilPageProps) => ReactNode>> = {
  stage: StageStep,
  safe: SafeStep,
  about: AboutStep,
  words: WordsStep,
  adult: AdultStep,
  talk: TalkStep,
  who: WhoStep,
  check: CheckStep,
};

/** Said before anything is asked: what we keep to ourselves, and what we cannot. */
function WhatWeKeep() {
  return (
    <Card>
      <p>We listen. You are not in trouble for telling.</p>
      <p>
        We only tell people who need to know. If you or somebody else could get hurt, we <b>must</b> tell
        people who can keep you safe. We cannot keep that secret.
      </p>
    </Card>
  );
}

/** One question of *Tell someone*. What was answered before travels along unseen, and nothing of it is kept here. */
export function PupilPage(props: PupilPageProps) {
  const { context, school, step, form, path } = props;
  const { safe, words, stage } = form.values;
  const urgent = step !== 'safe' && (safe?.[0] === 'no' || soundsUrgent(words?.[0] ?? ''));
  const Part = parts[step];
  return (
    <TellFrame
      context={context}
      school={school}
      form={form}
      heading={headings[step]}
      urgent={urgent}
      young={step !== 'stage' && stage?.[0] === 'ks1'}
    >
      {step === 'stage' ? <WhatWeKeep /> : null}
      <form method="post" action={path} autoComplete="off" noValidate>
        <input type="hidden" name="step" value={step} />
        {carried(form.values, step).map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <Part {...props} />
        <div className="gh-tell__buttons">
          <Button name="go" value="next" preventDoubleClick>
            {step === 'check' ? 'Send' : 'Next'}
          </Button>
          {step === 'stage' ? null : (
            <Button name="go" value="back" classes="govuk-button--secondary">
              Back
            </Button>
          )}
        </div>
      </form>
      {step === 'stage' ? (
        <p>
          <a href={`${path}/adult`}>I am a parent, carer or visitor</a>
          <br />
          <a href="/tell/answers">I have a code and want to see the answer</a>
        </p>
      ) : null}
    </TellFrame>
  );
}
