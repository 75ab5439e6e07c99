import { formatDate } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  Button,
  ButtonGroup,
  ButtonLink,
  Card,
  DateField,
  Details,
  FormErrors,
  type PageContext,
  TextField,
  VisuallyHidden,
} from '#platform/ui';
import { type CalendarSettings, type ClosureRow, weekdays } from '../types.ts';

export interface CalendarPageProps {
  readonly context: PageContext;
  readonly calendar: CalendarSettings;
  readonly hours: FormState;
  readonly closure: FormState;
}

function HoursForm({ calendar, hours }: Pick<CalendarPageProps, 'calendar' | 'hours'>) {
  return (
    <form method="post" action={`/settings/calendar/${calendar.school.id}/hours`} noValidate>
      <p className="govuk-body">
        When are the people who read concerns at school? Leave both boxes empty on a day without school.
        {calendar.own ? '' : ' Nothing has been set yet, so the usual school week counts.'}
      </p>
      {weekdays.map((day, index) => (
        <div className="gh-day" key={day}>
          <span className="gh-day__name" aria-hidden="true">
            {day}
          </span>
          <TextField
            form={hours}
            name={`opens-${index + 1}`}
            label={
              <>
                Opens<VisuallyHidden> on {day}</VisuallyHidden>
              </>
            }
            width={5}
          />
          <TextField
            form={hours}
            name={`closes-${index + 1}`}
            label={
              <>
                Closes<VisuallyHidden> on {day}</VisuallyHidden>
              </>
            }
            width={5}
          />
        </div>
      ))}
      <Button>Save the week</Button>
    </form>
  );
}

function daysOf({ from, to }: ClosureRow): string {
  return from.equals(to) ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`;
}

function Closures({ calendar }: Pick<CalendarPageProps, 'calendar'>) {
  if (calendar.closures.length === 0) {
    return (
      <p className="govuk-body">None from today on. Until they are entered, holidays count as school days.</p>
    );
  }
  return (
    <ul className="gh-work">
      {calendar.closures.map((closure) => (
        <li className="gh-work__row" key={closure.from.toString()}>
          <div className="gh-work__what">
            <div className="gh-work__title">{closure.name}</div>
            <div className="gh-muted">{daysOf(closure)}</div>
          </div>
          <form
            className="gh-work__action"
            method="post"
            action={`/settings/calendar/${calendar.school.id}/closures/remove`}
          >
            <input type="hidden" name="from" value={closure.from.toString()} />
            <Button classes="govuk-button--secondary">
              Remove<VisuallyHidden> {closure.name}</VisuallyHidden>
            </Button>
          </form>
        </li>
      ))}
    </ul>
  );
}

function ClosureForm({ calendar, closure }: Pick<CalendarPageProps, 'calendar' | 'closure'>) {
  return (
    <form method="post" action={`/settings/calendar/${calendar.school.id}/closures`} noValidate>
      <TextField
        form={closure}
        name="name"
        label="What is it?"
        hint="Such as October half term, INSET day, snow."
        width={30}
      />
      <DateField form={closure} name="from" label="First day without school" />
      <DateField form={closure} name="to" label="Last day without school" />
      <Button>Add these days</Button>
    </form>
  );
}

export function CalendarPage({ context, calendar, hours, closure }: CalendarPageProps) {
  const errors = { values: {}, errors: [...hours.errors, ...closure.errors] };
  return (
    <AppPage
      title="School hours and closures"
      context={context}
      errors={errors.errors}
      heading="School hours and closures"
      detail={calendar.school.name}
      actions={
        <ButtonGroup>
          <ButtonLink href={`/settings/routing/${calendar.school.id}`} classes="govuk-button--secondary">
            Who is told
          </ButtonLink>
          <ButtonLink href={`/settings/changes/${calendar.school.id}`} classes="govuk-button--secondary">
            What was changed
          </ButtonLink>
        </ButtonGroup>
      }
    >
      <FormErrors form={errors} />
      <p className="govuk-body">
        {calendar.now} While the school is closed, people are still told of an urgent concern at once; the
        time to acknowledge it runs from the next opening, unless a child is in immediate danger.
      </p>
      <Card title="The school week">
        <HoursForm calendar={calendar} hours={hours} />
      </Card>
      <Card title="Days without school">
        <Closures calendar={calendar} />
        {calendar.past.length === 0 ? null : (
          <Details summary="Earlier ones">
            <ul className="govuk-list">
              {calendar.past.map((row) => (
                <li key={row.from.toString()}>
                  {row.name}, {daysOf(row)}
                </li>
              ))}
            </ul>
          </Details>
        )}
      </Card>
      <Card title="Add days without school">
        <ClosureForm calendar={calendar} closure={closure} />
      </Card>
    </AppPage>
  );
}
