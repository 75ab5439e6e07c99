import { localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Invalid, NotFound } from '#platform/errors';
import type { FormValue } from '#platform/forms';
import type { editionForm } from './forms.ts';
import { findReferences, insertReference } from './queries.ts';
import type { Reference } from './types.ts';

export interface Work {
  readonly slug: string;
  readonly title: string;
  /** What holds first; the others are its history, and what is to come. */
  readonly editions: readonly Reference[];
}

export interface ReferenceRegister {
  readonly works: readonly Work[];
  /** I may add an edition. */
  readonly mayAdd: boolean;
}

/** The trust's safeguarding lead, in a session with a second factor. */
const mayAdd = (me: Me) =>
  me.secondFactor &&
  me.appointments.some(({ role, schoolId }) => role === 'trust_safeguarding_lead' && schoolId === null);

export async function readRegister(tx: Tx, me: Me): Promise<ReferenceRegister> {
  const works = new Map<string, Reference[]>();
  for (const one of await findReferences(tx)) works.set(one.slug, [...(works.get(one.slug) ?? []), one]);
  return {
    works: [...works].map(([slug, editions]) => ({ slug, title: editions[0]?.title ?? slug, editions })),
    mayAdd: mayAdd(me),
  };
}

export async function openNewEdition(tx: Tx, me: Me): Promise<ReferenceRegister> {
  if (!mayAdd(me)) throw new NotFound('adds no editions');
  return readRegister(tx, me);
}

const slugOf = (title: string) =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);

/** A new edition stands beside the old ones; nothing that was there is changed. */
export async function addEdition(tx: Tx, me: Me, input: FormValue<typeof editionForm>): Promise<void> {
  const { works } = await openNewEdition(tx, me);
  const known = works.find(({ slug }) => slug === input.work);
  const title = known?.title ?? (input.work === 'another' ? input.title : null);
  if (title === null) throw new Invalid([{ field: 'work', message: 'Choose from those shown' }]);
  const id = await insertReference(tx, me, {
    slug: known?.slug ?? slugOf(title),
    title,
    edition: input.edition,
    says: input.says,
    inForce: input.force === 'yes',
    inForceFrom: input.force === 'yes' ? input.from : null,
    checkedOn: localDate(tx.at),
    source: input.source,
  });
  tx.record({ chain: me.trustId, type: 'reference.added/1', subject: id });
}
