import { formatDate, formatDaysFrom, localDate, Temporal } from '#platform/clock';
import { Card, LinkRow, SummaryList, Tag, WorkList } from '#platform/ui';
import type { CaseAction } from '../../types.ts';
import { childWords, findingWords } from '../../words.ts';
import type { CaseView } from '../service.ts';

function ActionLinks({ action, view }: { readonly action: CaseAction; readonly view: CaseView }) {
  const links = [
    ['action_done', 'Done'],
    ['action_change', 'Change'],
    ['action_drop', 'Not done'],
  ] as const;
  return (
    <LinkRow
      links={links
        .filter(([act]) => view.allowed.has(act))
        .map(([act, text]) => ({
          href: `/concerns/${view.file.concernId}/${act}?action=${action.id}`,
          text,
          about: action.what,
        }))}
    />
  );
}

function stateOf(action: CaseAction, view: CaseView) {
  if (action.doneAt !== null) return { text: action.dropped ? 'Ended' : 'Done', tone: 'quiet' } as const;
  const late = Temporal.PlainDate.compare(action.dueOn, localDate(view.now)) < 0;
  return { text: late ? 'Late' : 'To do', tone: late ? 'attention' : 'active' } as const;
}

/** An owner who can no longer open the case will never do it: said here, so that somebody takes it over. */
function ownerLine(action: CaseAction, view: CaseView) {
  const mine = action.ownerId === view.myId ? 'you' : action.ownerName;
  const out = view.exclusions.some(
    ({ personId, state }) => personId === action.ownerId && state !== 'lifted',
  );
  const reads = view.readers.some(({ personId }) => personId === action.ownerId) && !out;
  return (
    <>
      By {mine}
      {action.doneAt === null && !reads ? (
        <>
          {' '}
          <Tag tone="attention">cannot see this case</Tag>
        </>
      ) : null}{' '}
      · child: {childWords[action.childInvolved].toLowerCase()}
      {action.childInvolvedNote === null ? null : ` (${action.childInvolvedNote})`}
      {action.doneNote === null ? null : ` · ${action.doneNote}`}
    </>
  );
}

/** What came of it, once it is written: for the handlers, and the line that the reporter is sent. */
export function OutcomeCard({ view }: { readonly view: CaseView }) {
  const { finding, findingReason, outcome, outcomeLine, status } = view.file;
  if (outcome === null && finding === null) return null;
  const rows = [
    ['Finding', finding === null ? null : findingWords[finding]],
    ['It rests on', findingReason],
    ['Outcome', outcome],
    [status === 'closed' ? 'The reporter was sent' : 'The reporter will be sent', outcomeLine],
  ] as const;
  return (
    <Card title="Outcome">
      <SummaryList
        rows={rows
          .filter(([, value]) => value !== null)
          .map(([key, value]) => ({ key: { text: key }, value: { text: value, classes: 'gh-kept' } }))}
      />
    </Card>
  );
}

export function ActionsCard({ view }: { readonly view: CaseView }) {
  const today = localDate(view.now);
  return (
    <Card
      title="Actions"
      actions={
        view.allowed.has('action_add') ? (
          <a className="govuk-link" href={`/concerns/${view.file.concernId}/action_add`}>
            Add an action
          </a>
        ) : undefined
      }
    >
      <WorkList
        empty="None yet."
        items={view.following.actions.map((action) => ({
          tag: stateOf(action, view),
          title: action.what,
          detail: ownerLine(action, view),
          when:
            action.doneAt === null
              ? `due ${formatDaysFrom(today, action.dueOn)}`
              : formatDate(localDate(action.doneAt)),
          action: action.doneAt === null ? <ActionLinks action={action} view={view} /> : undefined,
        }))}
      />
    </Card>
  );
}
