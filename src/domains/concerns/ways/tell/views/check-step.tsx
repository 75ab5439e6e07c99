import type { ReactNode } from 'react';
import { SummaryList } from '#platform/ui';
import { topicIds, topics } from '../../topics.ts';
import type { Step } from '../forms.ts';
import type { PupilPageProps } from './pupil-page.tsx';

const safeWords: Readonly<Record<string, string>> = { yes: 'Yes', no: 'No', not_sure: 'I do not know' };
const adultWords: Readonly<Record<string, string>> = {
  no: 'No',
  adult: 'Yes, a grown-up at this school',
  head: 'Yes, the headteacher',
};
const whoWords: Readonly<Record<string, string>> = {
  named: 'Yes',
  in_confidence: 'Yes, locked away',
  anonymous: 'No',
};

/** A button, not a link: every answer comes along, and none stands in an address. */
const Change = ({ step, what }: { readonly step: Step; readonly what: string }) => (
  <button className="gh-link-button" name="go" value={`change:${step}`} type="submit">
    Change<span className="govuk-visually-hidden"> {what}</span>
  </button>
);

type Row = readonly [what: string, value: ReactNode, step: Step];

function answered({ form, school }: PupilPageProps): Row[] {
  const one = (name: string) => form.values[name]?.[0] ?? '';
  const young = one('stage') === 'ks1';
  const ticked = topicIds.filter((id) => form.values.topics?.includes(id));
  const talk = school.adults.find(({ id }) => id === one('talk'))?.called ?? 'Any adult';
  return [
    ['Are you safe?', safeWords[one('safe')], 'safe'],
    ['What it is about', ticked.map((id) => (young ? topics[id].ks1 : topics[id].ks2)).join('; '), 'about'],
    ['What happened', one('words') === '' ? 'Nothing written' : one('words'), 'words'],
    [
      'About a grown-up here',
      [adultWords[one('adult')], one('adult_name')].filter(Boolean).join(': '),
      'adult',
    ],
    ...(school.adults.length === 0 ? [] : [['You would like to talk to', talk, 'talk'] as const]),
    [
      'Shall we know who you are?',
      one('as') === 'anonymous'
        ? whoWords.anonymous
        : [whoWords[one('as')], one('name'), one('class_name')].filter(Boolean).join(', '),
      'who',
    ],
  ];
}

const readersWords: Readonly<Record<string, string>> = {
  no: 'The people who keep children safe at this school read it.',
  adult: 'The headteacher reads it, unless that is the grown-up whom you named.',
  head: 'People above the headteacher read it: the chair of governors and the trust.',
};

export function CheckStep(props: PupilPageProps) {
  return (
    <>
      <SummaryList
        rows={answered(props).map(([what, value, step]) => ({
          key: { text: what },
          value: {
            text: (
              <>
                <span className="gh-kept">{value}</span> <Change step={step} what={what} />
              </>
            ),
          },
        }))}
      />
      <h2 className="govuk-heading-m">What happens next</h2>
      <p>
        {readersWords[props.form.values.adult?.[0] ?? 'no']} {props.read}
      </p>
      <p>You get a code, so that you can read the answer and write again.</p>
    </>
  );
}
