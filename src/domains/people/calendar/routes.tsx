import { Invalid, NotFound } from '#platform/errors';
import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { closureForm, hoursForm, removeForm } from './forms.ts';
import { addClosure, findCalendarSettings, removeClosure, setHours } from './service.ts';
import type { DayHours } from './types.ts';
import { CalendarPage } from './views/calendar.tsx';

interface SchoolPath {
  Params: { school: string };
}

const addressOf = (schoolId: string) => `/settings/calendar/${schoolId}`;

function hoursAsTyped(hours: readonly DayHours[]): FormState {
  return emptyForm(
    Object.fromEntries(
      hours.flatMap(({ weekday, opens, closes }) => [
        [`opens-${weekday}`, opens.slice(0, 5)],
        [`closes-${weekday}`, closes.slice(0, 5)],
      ]),
    ),
  );
}

/** The page, with one of its forms as it was typed where that could not be taken. */
async function show(
  request: WebRequest,
  reply: WebReply,
  schoolId: string,
  typed: { readonly hours?: FormState; readonly closure?: FormState } = {},
) {
  const calendar = await request.asPerson((tx, me) => findCalendarSettings(tx, me, schoolId));
  if (typed.hours !== undefined || typed.closure !== undefined) reply.code(422);
  const hours = typed.hours ?? hoursAsTyped(calendar.hours);
  const closure = typed.closure ?? emptyForm();
  return reply.html(
    <CalendarPage context={request.page()} calendar={calendar} hours={hours} closure={closure} />,
  );
}

/** When somebody is at school: what the clock of an urgent concern follows. */
export function calendarRoutes(app: WebApp): void {
  // Which school is asked in one place.
  app.get('/settings/calendar', async (_request, reply) => reply.done('/settings/routing'));

  app.get<SchoolPath>('/settings/calendar/:school', (request, reply) =>
    show(request, reply, request.params.school),
  );

  app.post<SchoolPath>('/settings/calendar/:school/hours', async (request, reply) => {
    const school = request.params.school;
    const parsed = hoursForm.parse(request.body);
    if (!parsed.ok) return show(request, reply, school, { hours: parsed.state });
    await request.asPerson((tx, me) => setHours(tx, me, school, parsed.value.hours));
    return reply.done(addressOf(school), 'The school week was saved.');
  });

  app.post<SchoolPath>('/settings/calendar/:school/closures', async (request, reply) => {
    const school = request.params.school;
    const parsed = closureForm.parse(request.body);
    if (!parsed.ok) return show(request, reply, school, { closure: parsed.state });
    try {
      await request.asPerson((tx, me) => addClosure(tx, me, school, parsed.value));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return show(request, reply, school, { closure: { ...parsed.state, errors: error.fields } });
    }
    return reply.done(addressOf(school), 'The days were added.');
  });

  app.post<SchoolPath>('/settings/calendar/:school/closures/remove', async (request, reply) => {
    const school = request.params.school;
    const parsed = removeForm.parse(request.body);
    if (!parsed.ok) throw new NotFound('not the day of a closure');
    await request.asPerson((tx, me) => removeClosure(tx, me, school, parsed.value.from));
    return reply.done(addressOf(school), 'The days were taken away.');
  });
}
