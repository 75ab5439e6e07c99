import type { Me, Tx } from '#platform/db';
import type { Form } from '#platform/forms';
import type { WebApp } from '#platform/http';
import { type CaseAct, caseActs } from '../../transitions.ts';
import * as exclusion from '../exclusion/service.ts';
import { type CaseForm, formRoutes, reads } from '../form/routes.tsx';
import { namePerson } from '../naming/service.ts';
import { NamePersonFields } from '../naming/views/fields.tsx';
import { forms } from './forms.ts';
import type { ActOn, Done } from './perform.ts';
import * as service from './service.ts';
import { startOf } from './start.ts';
import { type ActView, openAct } from './view.ts';
import * as careful from './views/careful-fields.tsx';
import * as fields from './views/fields.tsx';

type Bound = Pick<CaseForm<ActView>, 'read' | 'Fields'>;

const bind = <T,>(
  form: Form<T>,
  act: (tx: Tx, me: Me, on: ActOn, input: T) => Promise<Done>,
  Fields: Bound['Fields'],
): Bound => ({ read: reads(form, act), Fields });

const bound: Readonly<Record<CaseAct, Bound>> = {
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

/** GET shows an act's form, POST does it. */
export function actRoutes(app: WebApp): void {
  for (const act of caseActs) {
    formRoutes(app, {
      ...bound[act],
      path: act,
      open: (tx, me, asked) => openAct(tx, me, act, asked),
      start: startOf,
    });
  }
}
