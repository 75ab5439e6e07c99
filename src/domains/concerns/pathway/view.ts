import { asReference, type Reference, referencesFor } from '#domains/policies';
import type { Instant } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { type Asked, type FormView, openForm } from '../case/form/view.ts';
import { findCase } from '../case/queries.ts';
import type { CaseRecord } from '../case/types.ts';
import { allowedActs, roleIn } from '../policy.ts';
import type { Act } from '../transitions.ts';
import type { PathwayDefinition, Step } from './definition.ts';
import { definitions } from './definitions/index.ts';
import { newestOf } from './progress.ts';
import { findPathways } from './queries.ts';
import { type Followed, theOpenPathway, thePathway } from './service.ts';
import type { Pathway } from './types.ts';

/** The checklist: readable in every state of the case, also once it is closed. */
export interface ChecklistView extends Followed {
  readonly file: CaseRecord;
  readonly allowed: ReadonlySet<Act>;
  readonly references: readonly Reference[];
  readonly now: Instant;
}

async function findFollowed(tx: Tx, { follows }: PathwayDefinition): Promise<Reference[]> {
  const { found } = await tx.db
    .selectNoFrom(referencesFor(follows.map(({ slug }) => slug)).as('found'))
    .executeTakeFirstOrThrow();
  return found.map(asReference);
}

/** Opening it shows something of the case, so it is an event like reading that (ADR 0026). */
export async function readChecklist(tx: Tx, me: Me, concernId: string, row: string): Promise<ChecklistView> {
  const file = await findCase(tx, concernId);
  if (file === undefined) throw new NotFound('no such case in this scope');
  const followed = await thePathway(tx, { concernId, row });
  tx.record({
    chain: file.school.id,
    type: 'concern.read/1',
    subject: concernId,
    data: { version: file.version, page: 'pathway' },
  });
  const whose = {
    schoolId: file.school.id,
    stream: file.stream,
    reporterId: file.reporterId,
    excludedIds: [],
  };
  return {
    ...followed,
    file,
    allowed: allowedActs(roleIn(me, whose), file.status),
    references: await findFollowed(tx, followed.definition),
    now: tx.at,
  };
}

export interface PathwayView extends FormView {
  readonly pathway: Pathway;
  readonly definition: PathwayDefinition;
}

export interface AnswerView extends PathwayView {
  readonly step: Step;
}

/** The form of one step; which, its link says, or what was sent. */
export async function openAnswer(tx: Tx, me: Me, asked: Asked): Promise<AnswerView> {
  const view = await openForm(tx, me, 'pathway_answer', asked);
  const { pathway, definition } = await thePathway(tx, asked);
  const wanted = asked.typed?.step?.[0] ?? asked.chosen.to;
  const step = definition.steps.find(({ id }) => id === wanted);
  if (step === undefined) throw new NotFound('no such step of this pathway');
  return { ...view, pathway, definition, step };
}

export interface NewPathwayView extends FormView {
  /** Those that the case does not have yet. */
  readonly possible: readonly PathwayDefinition[];
}

export async function openNew(tx: Tx, me: Me, asked: Asked): Promise<NewPathwayView> {
  const view = await openForm(tx, me, 'pathway_open', asked);
  const { pathways } = await findPathways(tx, asked.concernId);
  const possible = newestOf(definitions).filter(
    ({ id }) => !pathways.some(({ definition }) => definition === id),
  );
  return { ...view, possible, nothingToSend: possible.length === 0 };
}

export async function openNotNeeded(tx: Tx, me: Me, asked: Asked): Promise<PathwayView> {
  const view = await openForm(tx, me, 'pathway_not_needed', asked);
  const { pathway, definition } = await theOpenPathway(tx, asked);
  return { ...view, pathway, definition };
}
