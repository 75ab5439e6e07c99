import { TooMany } from '#platform/errors';
import { emptyForm, type FormState, readValues, type Values } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { NobodyReads } from '../intake/service.ts';
import type { School } from '../types.ts';
import { adultForm, beside, firstProblem, forms, type Step, stepNamed } from './forms.ts';
import { openHirer, openSchool, readTimes, send } from './service.ts';
import { adultTold, type Hirer, pupilTold } from './told.ts';
import { AdultPage } from './views/adult-page.tsx';
import { PupilPage } from './views/pupil-page.tsx';
import { SentPage } from './views/sent-page.tsx';

interface AtSchool {
  Params: { school: string };
}

/** No session, no cookie, no line in a log: whoever tells something is not followed. */
export const unseen = (...words: string[]) => ({ config: { withoutSession: true, unlogged: true, words } });

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const one = (values: Values, name: string): string | undefined => values[name]?.[0];

function tokenOf(request: WebRequest, values: Values): string {
  const token = one(values, 'token') ?? '';
  return TOKEN.test(token) ? token : request.server.services.ids.token();
}

/** What refuses to be sent is said on the page, beside everything that was typed. */
function refusal(reply: WebReply, error: unknown): FormState['errors'] {
  if (error instanceof NobodyReads || error instanceof TooMany) {
    reply.code(error.status);
    return [{ field: '', message: error.userMessage }];
  }
  throw error;
}

async function showStep(request: WebRequest, reply: WebReply, school: School, step: Step, form: FormState) {
  const token = tokenOf(request, form.values);
  const state = { ...form, values: { ...form.values, token: [token] } };
  const read = step === 'check' ? await readTimes(request.server.services, school.id) : '';
  return reply.html(
    <PupilPage
      context={request.page()}
      school={school}
      step={step}
      form={state}
      read={read}
      path={request.url}
    />,
  );
}

async function sendPupils(request: WebRequest, reply: WebReply, school: School, values: Values) {
  const problem = firstProblem(values);
  if (problem !== undefined) return showStep(request, reply.code(422), school, problem.step, problem.state);
  try {
    const told = pupilTold(school, tokenOf(request, values), values);
    const { code, read } = await send(request.server.services, told);
    return reply.html(
      <SentPage context={request.page()} school={school} code={code} read={read} told={told} />,
    );
  } catch (error) {
    const errors = refusal(reply, error);
    return showStep(request, reply, school, 'check', { values, errors });
  }
}

/** One page on, one back, or to the one that "Change" names; every answer comes along. */
function goOn(request: WebRequest, reply: WebReply, school: School, values: Values) {
  const step = stepNamed(one(values, 'step'));
  const [go, to] = (one(values, 'go') ?? 'next').split(':');
  const offers = school.adults.length > 0;
  if (go === 'change') return showStep(request, reply, school, stepNamed(to), { values, errors: [] });
  if (go === 'back')
    return showStep(request, reply, school, beside(step, -1, offers), { values, errors: [] });
  if (step === 'check') return sendPupils(request, reply, school, values);
  const parsed = forms[step].parse(values);
  if (!parsed.ok) return showStep(request, reply.code(422), school, step, parsed.state);
  return showStep(request, reply, school, beside(step, 1, offers), { values, errors: [] });
}

function pupilRoutes(app: WebApp): void {
  app.get<AtSchool>('/tell/:school', unseen('school'), async (request, reply) => {
    const school = await openSchool(app.services, request.params.school);
    return showStep(request, reply, school, 'stage', emptyForm());
  });
  app.post<AtSchool>('/tell/:school', unseen('school'), async (request, reply) => {
    const school = await openSchool(app.services, request.params.school);
    return goOn(request, reply, school, readValues(request.body));
  });
}

interface Filled {
  readonly school: School;
  readonly hirer?: Hirer;
}

function showAdults(request: WebRequest, reply: WebReply, { school, hirer }: Filled, form: FormState) {
  const values = { ...form.values, token: [tokenOf(request, form.values)] };
  return reply.html(
    <AdultPage
      context={request.page()}
      school={school}
      hirer={hirer?.name}
      form={{ ...form, values }}
      path={request.url}
    />,
  );
}

async function sendAdults(request: WebRequest, reply: WebReply, { school, hirer }: Filled) {
  const parsed = adultForm.parse(request.body);
  if (!parsed.ok)
    return showAdults(request, reply.code(422), { school, ...(hirer && { hirer }) }, parsed.state);
  try {
    const told = adultTold(school, tokenOf(request, parsed.state.values), hirer, parsed.value);
    const { code, read } = await send(request.server.services, told);
    return reply.html(
      <SentPage context={request.page()} school={school} code={code} read={read} told={told} />,
    );
  } catch (error) {
    const errors = refusal(reply, error);
    return showAdults(request, reply, { school, ...(hirer && { hirer }) }, { ...parsed.state, errors });
  }
}

function adultRoutes(app: WebApp): void {
  app.get<AtSchool>('/tell/:school/adult', unseen('school'), async (request, reply) => {
    const school = await openSchool(app.services, request.params.school);
    return showAdults(request, reply, { school }, emptyForm());
  });
  app.post<AtSchool>('/tell/:school/adult', unseen('school'), async (request, reply) => {
    const school = await openSchool(app.services, request.params.school);
    return sendAdults(request, reply, { school });
  });
  app.get<{ Params: { link: string } }>('/tell/hirer/:link', unseen('link'), async (request, reply) =>
    showAdults(request, reply, await openHirer(app.services, request.params.link), emptyForm()),
  );
  app.post<{ Params: { link: string } }>('/tell/hirer/:link', unseen('link'), async (request, reply) =>
    sendAdults(request, reply, await openHirer(app.services, request.params.link)),
  );
}

/** Ways in without an account: pupils, parents and visitors, hirers. */
export function tellRoutes(app: WebApp): void {
  pupilRoutes(app);
  adultRoutes(app);
}
