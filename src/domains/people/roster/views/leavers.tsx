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
} from '#platform/ui';
import type { Leaver } from '../leavers/queries.ts';
import { placeName } from '../lists.ts';
import type { RosterSchool } from '../types.ts';

export interface LeaversPageProps {
  readonly context: PageContext;
  readonly school: RosterSchool;
  readonly leavers: readonly Leaver[];
  readonly waiting: number;
  readonly form: FormState;
}

function detailOf(leaver: Leaver): string {
  const place = leaver.kind === 'adult' ? 'Member of staff' : placeName(leaver);
  return leaver.hasDuty ? `${place}. Also holds a duty here that a Head or lead must end` : place;
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
        <Muted>If the next roster leaves them out too, you are asked again.</Muted>
        <ButtonGroup>
          <Button name="decision" value="keep" classes="govuk-button--secondary">
            Keep them on the roll
          </Button>
        </ButtonGroup>
      </Card>
    </form>
  );
}

const saidOf = (waiting: number, shown: number) =>
  waiting > shown ? `${waiting} to decide, ${shown} at a time` : `${waiting} to decide`;

export function LeaversPage({ context, school, leavers, waiting, form }: LeaversPageProps) {
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
    </AppPage>
  );
}
