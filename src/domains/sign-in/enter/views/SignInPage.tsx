import { byWeight, roleNames } from '#domains/people';
import type { FormState } from '#platform/forms';
import {
  Alert,
  Button,
  FormErrors,
  type PageContext,
  PasswordField,
  PlainPage,
  type PlainPageProps,
  TextField,
} from '#platform/ui';
import type { DemoPerson } from '../../demo/queries.ts';

/** Why somebody finds themself here. */
export type Said = 'kept' | 'draft' | 'out' | 'late';

const sayings: Readonly<Record<Said, { readonly title: string; readonly text: string }>> = {
  kept: {
    title: 'Your session ended',
    text: 'Your session ended. What you typed is kept: sign in and you are back where you were.',
  },
  draft: {
    title: 'You were signed out',
    text: 'You signed out in another tab, or your session was ended from elsewhere. What was saved until then is in your draft: sign in and go on with it. What was typed after that is not kept.',
  },
  out: {
    title: 'You are signed out',
    text: 'You are signed out. On a shared computer, close the browser too.',
  },
  late: {
    title: 'That took too long',
    text: 'That took too long. Start again with your user name and password.',
  },
};

export interface SignInPageProps {
  readonly context: PageContext;
  readonly form: FormState;
  readonly said?: Said | undefined;
  readonly demoPeople: readonly DemoPerson[];
}

const caseReading = new Set(['head', 'dsl', 'deputy_dsl', 'chair_of_governors', 'trust_safeguarding_lead']);

/** Everybody who reads cases and one of each other duty; the rest fold away. */
function DemoSchool({ name, people }: { readonly name: string; readonly people: readonly DemoPerson[] }) {
  const dutyOf = (person: DemoPerson) => byWeight(person.roles)[0] ?? '';
  const shown = people.filter(
    (person, at) =>
      caseReading.has(dutyOf(person)) || people.findIndex((other) => dutyOf(other) === dutyOf(person)) === at,
  );
  const others = people.filter((person) => !shown.includes(person));
  return (
    <div className="gh-card">
      <h3>{name}</h3>
      <DemoList people={shown} />
      {others.length === 0 ? null : (
        <details>
          <summary>
            {others.length} others at {name}
          </summary>
          <DemoList people={others} />
        </details>
      )}
    </div>
  );
}

function DemoList({ people }: { readonly people: readonly DemoPerson[] }) {
  return (
    <ul className="gh-demo-people">
      {people.map((person) => (
        <DemoButton key={person.personId} person={person} />
      ))}
    </ul>
  );
}

function Demo({
  people,
  next,
}: {
  readonly people: readonly DemoPerson[];
  readonly next?: string | undefined;
}) {
  if (people.length === 0) return null;
  const schools = [...Map.groupBy(people, (person) => person.schoolName)].sort(
    ([, a], [, b]) => b.length - a.length,
  );
  return (
    <section aria-labelledby="demo-title">
      <h2 id="demo-title">Be somebody in the demonstration</h2>
      <p>
        One press signs you in. This list is in the demonstration alone, on this machine alone. The mails that
        it sends are in <a href="/outbox">its outbox</a>.
      </p>
      <form method="post" action="/demo/sign-in">
        {next === undefined ? null : <input type="hidden" name="next" value={next} />}
        {schools.map(([name, inSchool]) => (
          <DemoSchool key={name} name={name} people={inSchool} />
        ))}
      </form>
    </section>
  );
}

function DemoButton({ person }: { readonly person: DemoPerson }) {
  const [role] = byWeight(person.roles);
  return (
    <li>
      <button type="submit" name="personId" value={person.personId} className="gh-demo-people__person">
        <b>{person.name}</b> <span>{role === undefined ? '' : roleNames[role]}</span>
      </button>
    </li>
  );
}

function SignInFields({ form }: { readonly form: FormState }) {
  return (
    <form method="post" action="/sign-in" noValidate>
      <TextField
        form={form}
        name="userName"
        label="User name"
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
      />
      <PasswordField form={form} name="password" label="Password" autocomplete="current-password" />
      {['next', 'kept'].map((name) =>
        form.values[name]?.[0] ? (
          <input key={name} type="hidden" name={name} value={form.values[name][0]} />
        ) : null,
      )}
      <Button>Sign in</Button>
    </form>
  );
}

const frame = (props: SignInPageProps): Omit<PlainPageProps, 'children'> => ({
  title: 'Sign in',
  context: props.context,
  errors: props.form.errors,
  heading: 'Sign in',
});

export function SignInPage(props: SignInPageProps) {
  const { form, said, demoPeople } = props;
  return (
    <PlainPage {...frame(props)}>
      <FormErrors form={form} />
      {said !== undefined && form.errors.length === 0 ? (
        <Alert
          variant={said === 'late' ? 'warning' : 'information'}
          title={sayings[said].title}
          role="status"
        >
          {sayings[said].text}
        </Alert>
      ) : null}
      <SignInFields form={form} />
      <p>
        <a href="/invitation">I was given a one-time code</a>
      </p>
      <p className="gh-muted">
        Forgotten your password? Ask your school office. If you read cases or have lost your authenticator,
        ask your Head: two people give your sign-in back to you in person.
      </p>
      <Demo people={demoPeople} next={form.values.next?.[0]} />
    </PlainPage>
  );
}
