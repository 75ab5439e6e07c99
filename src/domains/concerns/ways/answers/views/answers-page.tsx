import { formatDay } from '#platform/clock';
import type { FormState } from '#platform/forms';
import { Button, type PageContext, TextareaField } from '#platform/ui';
import { TellFrame } from '../../tell/views/frame.tsx';
import { soundsUrgent } from '../../urgent-words.ts';
import type { Said } from '../queries.ts';

interface AnswersPageProps {
  readonly context: PageContext;
  readonly said: readonly Said[];
  readonly form: FormState;
}

const words: Readonly<Record<Said['kind'], string>> = {
  sent: 'You told us.',
  acknowledged: 'Somebody at the school has read it and is looking into it.',
  message: '',
  outcome: '',
  reopened: 'The school is looking into it again.',
  addition: '',
};

/** Both sides, oldest first; the day alone, so that nobody learns from the page when somebody sat here. */
export function AnswersPage({ context, said, form }: AnswersPageProps) {
  const mine = said.filter((one) => one.mine).at(-1)?.body ?? '';
  const { code, id } = form.values;
  return (
    <TellFrame context={context} form={form} heading="What was said" urgent={soundsUrgent(mine)}>
      {said.map((one) => (
        <div key={one.id} className={one.mine ? 'gh-tell__said gh-tell__said--mine' : 'gh-tell__said'}>
          <b>{one.mine ? 'You' : 'The school'}</b> <span className="gh-muted">{formatDay(one.at)}</span>
          <div className="gh-kept">{one.body ?? words[one.kind]}</div>
        </div>
      ))}
      {said.every((one) => one.mine) ? <p>Nobody has answered yet. Look again tomorrow.</p> : null}
      <form method="post" action="/tell/answers/write" autoComplete="off" noValidate>
        <input type="hidden" name="code" value={code?.[0]} />
        <input type="hidden" name="id" value={id?.[0]} />
        <TextareaField
          form={form}
          name="words"
          label="Write again"
          hint="Do not send pictures. Show them to an adult you trust."
          rows={5}
          autocomplete="off"
        />
        <Button preventDoubleClick>Send</Button>
      </form>
      <p>Close this page when you have read it. The code opens it again.</p>
    </TellFrame>
  );
}
