import type { ReactElement } from 'react';
import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid } from '#platform/errors';
import type { Form, FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { isUuid } from '#platform/ids';
import type { ActOn, Done } from '../act/perform.ts';
import type { Asked, FormView } from './view.ts';
import { FormPage } from './views/form-page.tsx';

/** An act on a row of a part: a referral, a sanction. */
export interface RowOn extends ActOn {
  readonly row: string;
}

type Run = (tx: Tx, me: Me, on: RowOn) => Promise<Done>;

interface Reading {
  readonly state: FormState;
  /** Does what the form says; undefined where it cannot be read. Its input's type is known inside alone. */
  readonly run?: Run;
}

export interface FieldsOf<V> {
  readonly form: FormState;
  readonly view: V;
}

/** One form about a case: where it stands, how it is read, what its page shows. */
export interface CaseForm<V extends FormView> {
  /** Under the case: `severity`, `referrals/new`, `referrals/:row/reply`. */
  readonly path: string;
  /** The row in its address is a word of a list, not an id. */
  readonly rowIsWord?: true;
  /** Where on the case page it is led back to. */
  readonly place?: string;
  readonly read: (body: unknown, row: string) => Reading;
  readonly open: (tx: Tx, me: Me, asked: Asked) => Promise<V>;
  /** What it holds when it is opened; `chosen` is what the link to it names. */
  readonly start: (view: V, chosen: Readonly<Record<string, string>>) => FormState;
  readonly Fields: (props: FieldsOf<V>) => ReactElement | null;
}

/** Ties a form's definition to the service that does it. */
export function reads<T>(
  form: Form<T>,
  act: (tx: Tx, me: Me, on: RowOn, input: T) => Promise<Done>,
): (body: unknown) => Reading {
  return (body) => {
    const parsed = form.parse(body);
    return parsed.ok
      ? { state: parsed.state, run: (tx, me, on) => act(tx, me, on, parsed.value) }
      : { state: parsed.state };
  };
}

function askedIn(request: WebRequest): Asked {
  const { id, row = '' } = request.params as { readonly id: string; readonly row?: string };
  return { concernId: id, row, chosen: chosenIn(request) };
}

/** Which version of the case the page showed; anything unreadable is older than every version. */
function versionOf(body: unknown): number {
  const value = typeof body === 'object' && body !== null && 'version' in body ? body.version : undefined;
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : 0;
}

/** What the link to a form names: ids, and one word of a list (`to`); anything else is left out. */
function chosenIn(request: WebRequest): Record<string, string> {
  const query = request.query as Readonly<Record<string, unknown>>;
  const given = ['action', 'person', 'concern'].map((name) => [name, query[name]] as const);
  const ids = given.filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && isUuid(pair[1]),
  );
  const { to } = query;
  return { ...Object.fromEntries(ids), ...(typeof to === 'string' && /^[a-z0-9_]+$/.test(to) ? { to } : {}) };
}

/** A form that names no state of the case, or one that nothing visible has changed since. */
const OUTDATED = {
  field: '',
  message: 'This page was no longer up to date. Check it and press the button again.',
};

interface Again {
  readonly status: 200 | 409 | 422;
  readonly state: FormState;
  readonly seenVersion?: number;
}

function page<V extends FormView>(request: WebRequest, about: CaseForm<V>, view: V, form: FormState) {
  const [action = ''] = request.url.split('?');
  const { Fields, place = '' } = about;
  const back = `/concerns/${view.file.concernId}${place}`;
  return (
    <FormPage context={request.page()} view={view} form={form} action={action} back={back}>
      <Fields form={form} view={view} />
    </FormPage>
  );
}

/** The form once more, with everything that was typed. */
async function showAgain<V extends FormView>(
  request: WebRequest,
  reply: WebReply,
  about: CaseForm<V>,
  { status, state, seenVersion }: Again,
) {
  const asked = { ...askedIn(request), seenVersion, typed: state.values };
  const view = await request.asPerson((tx, me) => about.open(tx, me, asked));
  const unexplained = status === 409 && view.since.length === 0 && view.refused === undefined;
  const form = unexplained ? { values: state.values, errors: [OUTDATED] } : state;
  reply.code(status);
  return reply.html(page(request, about, view, form));
}

async function submit<V extends FormView>(request: WebRequest, reply: WebReply, about: CaseForm<V>) {
  const { concernId, row } = askedIn(request);
  const { state, run } = about.read(request.body, row);
  const { values } = state;
  // The Search button, where there is no script: the same page with who was found.
  if (values.search !== undefined)
    return showAgain(request, reply, about, { status: 200, state: { values, errors: [] } });
  if (run === undefined) return showAgain(request, reply, about, { status: 422, state });
  const version = versionOf(request.body);
  try {
    const done = await request.asPerson((tx, me) => run(tx, me, { concernId, row, version }));
    const back = `/concerns/${concernId}${done.to ?? about.place ?? ''}`;
    return reply.done(done.left ? '/concerns' : back, done.banner);
  } catch (error) {
    if (error instanceof Invalid)
      return showAgain(request, reply, about, { status: 422, state: { values, errors: error.fields } });
    // Too late, or no longer possible: either way nothing that was typed is thrown away.
    if (error instanceof Conflict)
      return showAgain(request, reply, about, { status: 409, state, seenVersion: version });
    throw error;
  }
}

/** The empty form; an old link to something that can no longer be done leads back to the case, which says why. */
async function open<V extends FormView>(request: WebRequest, reply: WebReply, about: CaseForm<V>) {
  const asked = askedIn(request);
  try {
    const view = await request.asPerson((tx, me) => about.open(tx, me, asked));
    return reply.html(page(request, about, view, about.start(view, asked.chosen)));
  } catch (error) {
    if (error instanceof Conflict) return reply.done(`/concerns/${asked.concernId}`, error.userMessage);
    throw error;
  }
}

/** GET shows a form about a case, POST does what it says. */
export function formRoutes<V extends FormView>(app: WebApp, about: CaseForm<V>): void {
  const path = `/concerns/:id/${about.path}`;
  const options = { config: { words: about.rowIsWord ? ['row'] : [] } };
  app.get(path, options, (request, reply) => open(request, reply, about));
  app.post(path, options, (request, reply) => submit(request, reply, about));
}
