import { formatDate, formatDay, formatTime } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  Breadcrumbs,
  Button,
  ButtonGroup,
  Card,
  CheckboxesField,
  DateField,
  FormErrors,
  Muted,
  type PageContext,
  TextField,
  WorkList,
} from '#platform/ui';
import type { Decision } from '../leavers/decisions/queries.ts';
import type { Leaver } from '../leavers/queries.ts';
import { placeName } from '../lists.ts';
import type { RosterSchool } from '../types.ts';

export interface LeaversPageProps {
  readonly context: PageContext;
  readonly school: RosterSchool;
  readonly leavers: readonly Leaver[];
  readonly waiting: number;
  readonly decided: readonly Decision[];
  readonly form: FormState;
}

function detailOf(leaver: Leaver): string {
  const place = leaver.kind === 'adult' ? 'Member of staff' : placeName(leaver);
  const seen =
    leaver.lastSeen === null
      ? `missing since ${formatDay(leaver.proposedAt)}`
      : `last in the roster of ${formatDay(leaver.lastSeen)}`;
  const duty = leaver.hasDuty ? '. Also holds a duty here that a Head or lead must end' : '';
  return `${place} · ${seen}${duty}`;
}

function Decide({ school, leavers, form }: Pick<LeaversPageProps, 'school' | 'leavers' | 'form'>) {
  return (
    <form method="post" action={`/people/leavers/${school.id}`} noValidate>
      <Card>
        <CheckboxesField
          form={form}
          name="person"
          layout="small"
          label="Who do you decide about?"
          hint="They were not in the last roster. They are still on the roll, and in their classes."
          items={leavers.map((leaver) => ({
            value: leaver.personId,
            text: leaver.name,
            hint: { text: detailOf(leaver) },
          }))}
        />
      </Card>
      <Card title="They have left">
        <DateField
          form={form}
          name="last_day"
          label="Their last day here"
          hint="Their place on the roll, in classes and in any post ends after it. What was recorded stays."
        />
        <Button name="decision" value="left" preventDoubleClick>
          Note that they left
        </Button>
      </Card>
      <Card title="They are still here">
        <TextField
          form={form}
          name="reason"
          label="How do you know?"
          hint="A few words, such as “in class today”. If the next roster leaves them out too, you are asked again."
        />
        <ButtonGroup>
          <Button name="decision" value="keep" classes="govuk-button--secondary">
            Keep them on the roll
          </Button>
        </ButtonGroup>
      </Card>
    </form>
  );
}

function saidOfDecision({ decision, lastDay, reason }: Decision): string {
  return decision === 'left' && lastDay !== null
    ? `Left, last day ${formatDate(lastDay)}`
    : `Still here: ${reason}`;
}

/** What was decided today; tomorrow it stands. */
function Decided({ school, decided }: Pick<LeaversPageProps, 'school' | 'decided'>) {
  if (decided.length === 0) return null;
  return (
    <Card title="Decided today">
      <WorkList
        items={decided.map((one) => ({
          title: one.name,
          detail: `${saidOfDecision(one)} · ${formatTime(one.decidedAt)}`,
          action: (
            <form method="post" action={`/people/leavers/${school.id}/${one.id}/undo`}>
              <Button classes="govuk-button--secondary">
                Take it back<span className="govuk-visually-hidden"> for {one.name}</span>
              </Button>
            </form>
          ),
        }))}
      />
      <Muted>A decision can be taken back until the end of the day.</Muted>
    </Card>
  );
}

const saidOf = (waiting: number, shown: number) =>
  waiting > shown ? `${waiting} to decide, ${shown} at a time` : `${waiting} to decide`;

export function LeaversPage({ context, school, leavers, waiting, decided, form }: LeaversPageProps) {
  return (
    <AppPage
      title="Proposed leavers"
      context={context}
      errors={form.errors}
      before={
        <Breadcrumbs items={[{ text: 'Roster import', href: '/people/import' }, { text: school.name }]} />
      }
      heading={`Proposed leavers of ${school.name}`}
      detail={leavers.length === 0 ? undefined : saidOf(waiting, leavers.length)}
    >
      <FormErrors form={form} />
      {leavers.length === 0 ? (
        <Card>
          <Muted>Nobody waits for a decision.</Muted>
        </Card>
      ) : (
        <Decide school={school} leavers={leavers} form={form} />
      )}
      <Decided school={school} decided={decided} />
    </AppPage>
  );
}
