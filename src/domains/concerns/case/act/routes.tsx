import type { ReactElement } from 'react';
import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid } from '#platform/errors';
import type { Form, FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { isUuid } from '#platform/ids';
import type { Act } from '../../transitions.ts';
import * as exclusion from '../exclusion/service.ts';
import { namePerson } from '../naming/service.ts';
import { NamePersonFields } from '../naming/views/fields.tsx';
import { forms, versionOf } from './forms.ts';
import type { ActOn, Done } from './perform.ts';
import * as service from './service.ts';
import { startOf } from './start.ts';
import { openAct } from './view.ts';
import { ActPage } from './views/act-page.tsx';
import * as careful from './views/careful-fields.tsx';
import * as fields from './views/fields.tsx';

/** An act as the web meets it; its input's type is known inside alone. */
interface Bound {
  readonly Fields: (props: fields.FieldsProps) => ReactElement | null;
  read(body: unknown): {
    readonly state: FormState;
    readonly run?: (tx: Tx, me: Me, on: ActOn) => Promise<Done>;
  };
}

function bind<T>(
  form: Form<T>,
  act: (tx: Tx, me: Me, on: ActOn, input: T) => Promise<Done>,
  Fields: Bound['Fields'],
): Bound {
  return {
    Fields,
    read: (body) => {
      const parsed = form.parse(body);
      return parsed.ok
        ? { state: parsed.state, run: (tx, me, on) => act(tx, me, on, parsed.value) }
        : { state: parsed.state };
    },
  };
}

const bound: Readonly<Record<Act, Bound>> = {
  acknowledge: bind(forms.acknowledge, service.acknowledge, fields.NoFields),
  assign: bind(forms.assign, service.assign, fields.AssignFields),
  categorise: bind(forms.categorise, service.categorise, fields.CategoryFields),
  intent: bind(forms.intent, service.setIntent, fields.IntentFields),
  severity: bind(forms.severity, service.setSeverity, fields.SeverityFields),
  finding: bind(forms.finding, service.setFinding, fields.FindingFields),
  outcome: bind(forms.outcome, service.writeOutcome, fields.OutcomeFields),
  child: bind(forms.child, service.recordChild, fields.ChildRecordFields),
  parents: bind(forms.parents, service.answerParents, careful.ParentsFields),
  note: bind(forms.note, service.addNote, fields.NoteFields),
  message: bind(forms.message, service.messageReporter, fields.MessageFields),
  name_person: bind(forms.name_person, namePerson, NamePersonFields),
  action_add: bind(forms.action_add, service.addAction, careful.ActionAddFields),
  action_done: bind(forms.action_done, service.finishAction, careful.ActionDoneFields),
  action_drop: bind(forms.action_drop, service.dropAction, careful.ActionDropFields),
  action_change: bind(forms.action_change, service.changeAction, careful.ActionChangeFields),
  policies: bind(forms.policies, service.linkPolicies, fields.PolicyFields),
  link: bind(forms.link, service.linkConcern, fields.LinkFields),
  unlink: bind(forms.unlink, service.unlinkConcern, fields.UnlinkFields),
  myconcern: bind(forms.myconcern, service.enterMyConcern, fields.MyConcernFields),
  monitor: bind(forms.monitor, service.monitor, fields.MonitorFields),
  resume: bind(forms.resume, service.resume, fields.ReasonFields),
  close: bind(forms.close, service.close, fields.CloseFields),
  reopen: bind(forms.reopen, service.reopen, fields.ReasonFields),
  exclude: bind(forms.exclude, exclusion.exclude, careful.ExcludeFields),
  exclude_confirm: bind(forms.exclude_confirm, exclusion.confirmExclusion, careful.ExcludedFields),
  exclude_lift: bind(forms.exclude_lift, exclusion.liftExclusion, careful.ExcludedFields),
  about_adult: bind(forms.about_adult, exclusion.aboutAdult, careful.AboutAdultFields),
};

function concernIdOf(request: WebRequest): string {
  return (request.params as { readonly id: string }).id;
}

/** What the link to a form names: ids alone, anything else is left out. */
function chosenIn(request: WebRequest): Record<string, string> {
  const query = request.query as Readonly<Record<string, unknown>>;
  const given = ['action', 'person', 'concern'].map((name) => [name, query[name]] as const);
  return Object.fromEntries(
    given.filter((pair): pair is [string, string] => typeof pair[1] === 'string' && isUuid(pair[1])),
  );
}

interface Again {
  readonly status: 200 | 409 | 422;
  readonly state: FormState;
  readonly seenVersion?: number;
}

/** A form that names no state of the case, or one that nothing visible has changed since. */
const OUTDATED = {
  field: '',
  message: 'This page was no longer up to date. Check it and press the button again.',
};

/** The form once more, with everything that was typed. */
async function showAgain(
  request: WebRequest,
  reply: WebReply,
  act: Act,
  { status, state, seenVersion }: Again,
) {
  const id = concernIdOf(request);
  const view = await request.asPerson((tx, me) =>
    openAct(tx, me, act, id, seenVersion, state.values.person_search?.[0]),
  );
  const unexplained = status === 409 && view.since.length === 0 && view.refused === undefined;
  const form = unexplained ? { values: state.values, errors: [OUTDATED] } : state;
  reply.code(status);
  return reply.html(<ActPage context={request.page()} view={view} form={form} Fields={bound[act].Fields} />);
}

async function submit(request: WebRequest, reply: WebReply, act: Act) {
  const concernId = concernIdOf(request);
  const { state, run } = bound[act].read(request.body);
  // The Search button, where there is no script: the same page with who was found.
  if (state.values.search !== undefined)
    return showAgain(request, reply, act, { status: 200, state: { values: state.values, errors: [] } });
  if (run === undefined) return showAgain(request, reply, act, { status: 422, state });
  try {
    const done = await request.asPerson((tx, me) =>
      run(tx, me, { concernId, version: versionOf(request.body) }),
    );
    return reply.done(done.left ? '/concerns' : `/concerns/${concernId}`, done.banner);
  } catch (error) {
    if (error instanceof Invalid) {
      return showAgain(request, reply, act, {
        status: 422,
        state: { values: state.values, errors: error.fields },
      });
    }
    // Too late, or no longer possible: either way nothing that was typed is thrown away.
    if (error instanceof Conflict) {
      return showAgain(request, reply, act, { status: 409, state, seenVersion: versionOf(request.body) });
    }
    throw error;
  }
}

/** The empty form; an old link to something that can no longer be done leads back to the case, which says why. */
async function open(request: WebRequest, reply: WebReply, act: Act) {
  const id = concernIdOf(request);
  try {
    const view = await request.asPerson((tx, me) => openAct(tx, me, act, id));
    const form = startOf(view, chosenIn(request));
    return reply.html(
      <ActPage context={request.page()} view={view} form={form} Fields={bound[act].Fields} />,
    );
  } catch (error) {
    if (error instanceof Conflict) return reply.done(`/concerns/${id}`, error.userMessage);
    throw error;
  }
}

/** GET shows an act's form, POST does it. */
export function actRoutes(app: WebApp): void {
  for (const act of Object.keys(bound) as Act[]) {
    app.get(`/concerns/:id/${act}`, (request, reply) => open(request, reply, act));
    app.post(`/concerns/:id/${act}`, (request, reply) => submit(request, reply, act));
  }
}
