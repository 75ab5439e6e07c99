import { formatDate } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  Card,
  FormErrors,
  Muted,
  type PageContext,
  SelectField,
  Tag,
  TextareaField,
  VisuallyHidden,
  WorkList,
} from '#platform/ui';
import { statusWords } from '../../words.ts';
import type { Hands, HeldCase, LeftBehind } from '../types.ts';

const counted = (n: number, one: string) => (n === 1 ? `1 ${one}` : `${n} ${one}s`);

/** "2 cases and 1 action". */
export function workOf({ cases, actions }: Pick<LeftBehind, 'cases' | 'actions'>): string {
  const parts = [
    ...(cases > 0 ? [counted(cases, 'case')] : []),
    ...(actions > 0 ? [counted(actions, 'action')] : []),
  ];
  return parts.join(' and ');
}

function whyOf({ what, lastDay }: LeftBehind): string {
  if (what === 'gone') return 'reads concerns here no longer';
  if (what === 'missing') return 'was missing from the last roster';
  return lastDay === null ? 'leaves soon' : `reads concerns here until ${formatDate(lastDay)}`;
}

export interface LeftBehindPageProps {
  readonly context: PageContext;
  readonly found: readonly LeftBehind[];
}

export function LeftBehindPage({ context, found }: LeftBehindPageProps) {
  return (
    <AppPage
      title="Cases to pass on"
      context={context}
      before={<BackLink href="/concerns">Concerns</BackLink>}
      heading="Cases to pass on"
      detail="Open work that lies with somebody who has left, or soon will"
    >
      <Card>
        <WorkList
          empty="Nothing lies with anybody who has left or is about to."
          items={found.map((one) => ({
            tag:
              one.what === 'gone' ? { text: 'Left', tone: 'attention' } : { text: 'Leaves', tone: 'active' },
            title: `${one.name}: ${workOf(one)}`,
            detail: `${one.school} · ${whyOf(one)}`,
            action: (
              <a href={`/concerns/pass-on/${one.personId}`}>
                Pass on<VisuallyHidden> what lies with {one.name}</VisuallyHidden>
              </a>
            ),
          }))}
        />
      </Card>
    </AppPage>
  );
}

export interface HandsPageProps {
  readonly context: PageContext;
  readonly hands: Hands;
  readonly form: FormState;
}

function whatOf({ isTheirs, actionIds }: HeldCase): string {
  const actions = actionIds.length === 0 ? '' : counted(actionIds.length, 'action');
  if (!isTheirs) return `Only ${actions} in it`;
  return actions === '' ? 'The case' : `The case and ${actions}`;
}

function OneCase({ one, form }: { readonly one: HeldCase; readonly form: FormState }) {
  const readers = one.eligible.map(({ personId, name }) => ({ value: personId, text: name }));
  return (
    <li className="gh-pass">
      <input type="hidden" name="moves" value={`${one.concernId} ${one.version}`} />
      <div>
        <a href={`/concerns/${one.concernId}`}>{one.reference}</a>{' '}
        {one.urgent ? <Tag tone="urgent">Urgent</Tag> : null}{' '}
        <Tag tone="quiet">{statusWords[one.status]}</Tag>
        <div className="gh-muted">
          {whatOf(one)} · {one.school}
        </div>
      </div>
      <SelectField
        form={form}
        name={`to-${one.concernId}`}
        label={`Who takes ${one.reference}?`}
        unchosen="As chosen above"
        items={[...readers, { value: 'stays', text: 'Leave it where it is' }]}
      />
    </li>
  );
}

function Choices({ hands, form }: Omit<HandsPageProps, 'context'>) {
  return (
    <form method="post" action={`/concerns/pass-on/${hands.personId}`} noValidate>
      <Card>
        <SelectField
          form={form}
          name="everything"
          label="Who takes everything?"
          hint="Only people who can see each of these cases. Choose nobody to decide case by case."
          unchosen="Nobody: case by case"
          items={hands.forAll.map(({ personId, name, why }) => ({
            value: personId,
            text: `${name}, ${why}`,
          }))}
        />
        <TextareaField
          form={form}
          name="note"
          label="Why are they passed on?"
          hint="Stands on the timeline of each case. Such as: left the school in July"
          rows={2}
        />
      </Card>
      <Card title="Case by case">
        <ul className="gh-passes">
          {hands.cases.map((one) => (
            <OneCase key={one.concernId} one={one} form={form} />
          ))}
        </ul>
        {hands.more > 0 ? <Muted>{hands.more} more are shown when these are passed on.</Muted> : null}
      </Card>
      <Button preventDoubleClick>Pass on</Button>
    </form>
  );
}

export function HandsPage({ context, hands, form }: HandsPageProps) {
  return (
    <AppPage
      title="Pass cases on"
      context={context}
      errors={form.errors}
      before={<BackLink href="/concerns/pass-on">Cases to pass on</BackLink>}
      heading={`What lies with ${hands.name}`}
      detail={
        hands.cases.length === 0
          ? undefined
          : workOf({
              cases: hands.cases.filter(({ isTheirs }) => isTheirs).length,
              actions: hands.cases.reduce((sum, { actionIds }) => sum + actionIds.length, 0),
            })
      }
    >
      <FormErrors form={form} />
      {hands.cases.length === 0 ? (
        <Card>
          <Muted>Nothing that you handle lies with them.</Muted>
        </Card>
      ) : (
        <Choices hands={hands} form={form} />
      )}
    </AppPage>
  );
}
