import type { FormState } from '#platform/forms';
import {
  Button,
  CheckboxesField,
  type PageContext,
  RadiosField,
  TextareaField,
  TextField,
} from '#platform/ui';
import { kinds } from '../../../types.ts';
import { adultTopics } from '../../topics.ts';
import type { School } from '../../types.ts';
import { soundsUrgent } from '../../urgent-words.ts';
import { TellFrame } from './frame.tsx';

interface AdultPageProps {
  readonly context: PageContext;
  readonly school: School;
  /** Who hires rooms, where it is their link. */
  readonly hirer: string | undefined;
  readonly form: FormState;
  readonly path: string;
}

type Part = { readonly form: FormState };

function What({ form }: Part) {
  return (
    <>
      <RadiosField
        form={form}
        name="danger"
        label="Is somebody in danger now?"
        hint="If so, call 999 first."
        layout="inline"
        items={[
          { value: 'no', text: 'No' },
          { value: 'yes', text: 'Yes' },
        ]}
      />
      <CheckboxesField
        form={form}
        name="topics"
        label="What is it about?"
        hint="Choose all that fit"
        items={adultTopics.map((id) => ({ value: id, text: kinds[id].text }))}
      />
      <TextareaField
        form={form}
        name="words"
        label="What happened?"
        hint="What you saw or were told, when, where, and who was there. Say what you know and what you think."
        rows={8}
      />
      <RadiosField
        form={form}
        name="image"
        label="Is there a picture or video that could show anyone under 18 nude, part-nude or sexual?"
        hint="Real, drawn or made by AI. Do not send it, copy it or show it round. Keep the device as it is, and tell the school or the police that you have it."
        items={[
          { value: 'no', text: 'No' },
          { value: 'not_sure', text: 'Not sure' },
          { value: 'yes', text: 'Yes' },
        ]}
      />
    </>
  );
}

function Who({ form }: Part) {
  return (
    <>
      <RadiosField
        form={form}
        name="adult"
        label="Is it about an adult who works or volunteers at the school?"
        hint="If so, the headteacher reads it, and we keep it from the adult whom you name."
        items={[
          { value: 'no', text: 'No' },
          { value: 'adult', text: 'Yes' },
          { value: 'head', text: 'Yes, the headteacher: the chair of governors and the trust read it' },
        ]}
      />
      <TextField
        form={form}
        name="adult_name"
        label="If yes: the adult’s name"
        hint="You can leave this empty"
      />
      <h2 className="govuk-heading-m">About you, if you like</h2>
      <p>You need not say who you are. If you do, it is easier to ask you more.</p>
      <TextField form={form} name="name" label="Your name" autocomplete="name" />
      <TextField
        form={form}
        name="contact"
        label="Your telephone number or e-mail address"
        autocomplete="off"
      />
      <CheckboxesField
        form={form}
        name="confidence"
        label="In confidence"
        items={[
          {
            value: 'yes',
            text: 'Lock my name away: two people must agree, with a reason, before anybody sees it',
          },
        ]}
      />
    </>
  );
}

/** One plain page for a parent, visitor or hirer. */
export function AdultPage({ context, school, hirer, form, path }: AdultPageProps) {
  const { danger, words, token } = form.values;
  return (
    <TellFrame
      context={context}
      school={school}
      form={form}
      heading="Tell the school about a worry"
      urgent={danger?.[0] === 'yes' || soundsUrgent(words?.[0] ?? '')}
      adults
    >
      {hirer === undefined ? null : <p>For {hirer}.</p>}
      <p>
        For something that happened online or worries you about a child. Only those who must know read it. If
        a child could be hurt, they must pass it on to people who can keep the child safe.
      </p>
      <form method="post" action={path} autoComplete="off" noValidate>
        <input type="hidden" name="token" value={token?.[0]} />
        <What form={form} />
        <p>No pictures or files can be sent here. Keep the device; show it to the school or the police.</p>
        <Who form={form} />
        <Button preventDoubleClick>Send</Button>
      </form>
      <p>
        <a href="/tell/answers">I have a code and want to see the answer</a>
      </p>
    </TellFrame>
  );
}
