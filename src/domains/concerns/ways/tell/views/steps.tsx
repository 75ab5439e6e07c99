import type { ComponentProps } from 'react';
import { CheckboxesField, RadiosField, TextareaField, TextField } from '#platform/ui';
import { topicIds, topics } from '../../topics.ts';
import { Drawn } from './drawn.tsx';
import type { PupilPageProps } from './pupil-page.tsx';

type Props = PupilPageProps;
const isYoung = ({ form }: Props) => form.values.stage?.[0] === 'ks1';

/** With its symbol for the youngest, and on the first page, where nobody has said yet how old they are. */
const drawn = (symbol: ComponentProps<typeof Drawn>['of'], words: string, shown = true) =>
  shown ? (
    <span className="gh-tell__answer">
      <Drawn of={symbol} />
      <span>{words}</span>
    </span>
  ) : (
    words
  );

export function StageStep({ form }: Props) {
  return (
    <RadiosField
      form={form}
      name="stage"
      label="Which is right for you?"
      layout="cards"
      items={[
        { value: 'ks1', text: drawn('child', 'I am in Nursery, Reception, Year 1 or Year 2') },
        { value: 'ks2', text: drawn('older', 'I am in Year 3 or older') },
      ]}
    />
  );
}

export function SafeStep(props: Props) {
  const young = isYoung(props);
  return (
    <RadiosField
      form={props.form}
      name="safe"
      label="Choose one"
      layout="cards"
      items={[
        { value: 'yes', text: drawn('happy', 'Yes, I am safe', young) },
        { value: 'not_sure', text: drawn('unsure', 'I do not know', young) },
        { value: 'no', text: drawn('danger', 'No, somebody could get hurt', young) },
      ]}
    />
  );
}

export function AboutStep(props: Props) {
  const young = isYoung(props);
  return (
    <CheckboxesField
      form={props.form}
      name="topics"
      label="You can choose more than one"
      layout="cards"
      items={topicIds.map((id) => ({
        value: id,
        text: drawn(id, young ? topics[id].ks1 : topics[id].ks2, young),
      }))}
    />
  );
}

export function WordsStep(props: Props) {
  const young = isYoung(props);
  return (
    <>
      <TextareaField
        form={props.form}
        name="words"
        label={young ? 'Write it, or ask somebody to write it for you' : 'Use your own words'}
        hint={
          young
            ? 'You can leave this empty. Spelling does not matter.'
            : 'Spelling does not matter. You need not write everything, and you can leave this empty.'
        }
        rows={young ? 5 : 8}
        autocomplete="off"
      />
      <p>
        <b>Do not send pictures.</b> Keep the phone or tablet as it is, and show it to an adult you trust.
        Nobody is cross with you.
      </p>
    </>
  );
}

function AdultName({ form }: Pick<Props, 'form'>) {
  return (
    <TextField
      form={form}
      name="adult_name"
      label="If yes: what is the grown-up called?"
      hint="The headteacher reads this, unless you choose the headteacher. You can leave it empty."
      autocomplete="off"
    />
  );
}

export function AdultStep({ form }: Props) {
  return (
    <>
      <RadiosField
        form={form}
        name="adult"
        label="A teacher, a helper, or anybody else who works here"
        hint="We keep what you send from the grown-up whom you name."
        layout="cards"
        items={[
          { value: 'no', text: 'No' },
          { value: 'adult', text: 'Yes, a grown-up at this school' },
          { value: 'head', text: 'Yes, the headteacher' },
        ]}
      />
      <AdultName form={form} />
    </>
  );
}

export function TalkStep({ form, school }: Props) {
  return (
    <RadiosField
      form={form}
      name="talk"
      label="You can choose somebody you trust"
      hint="They are asked to talk with you. The people who keep children safe at this school read it too."
      layout="cards"
      items={[
        { value: 'any', text: 'Any adult' },
        ...school.adults.map(({ id, called }) => ({ value: id, text: called })),
      ]}
    />
  );
}

function Name(props: Props) {
  return (
    <>
      <TextField form={props.form} name="name" label="Your name" autocomplete="off" />
      <TextField form={props.form} name="class_name" label="Your class" autocomplete="off" width={10} />
    </>
  );
}

export function WhoStep(props: Props) {
  const young = isYoung(props);
  const secret = {
    value: 'in_confidence',
    text: 'Yes, but lock my name away',
    hint: { text: 'Two adults must agree, for a good reason, before anybody sees it.' },
  };
  return (
    <>
      <RadiosField
        form={props.form}
        name="as"
        label="It is easier to help you if we know"
        layout="cards"
        items={[
          { value: 'named', text: young ? 'Yes, I write my name' : 'Yes, you can know my name' },
          ...(young ? [] : [secret]),
          {
            value: 'anonymous',
            text: 'No, I do not want to say',
            hint: { text: 'You get a code. With it you can read the answer and write again.' },
          },
        ]}
      />
      <Name {...props} />
    </>
  );
}
