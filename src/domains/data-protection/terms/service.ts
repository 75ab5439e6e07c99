import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid, NotFound } from '#platform/errors';
import type { FormValue } from '#platform/forms';
import type { termForm } from './forms.ts';
import { findPlaces, findRules, findTerms, insertTerm } from './queries.ts';
import type { Place, Rule, TermSet } from './types.ts';

export interface Terms {
  readonly rules: readonly Rule[];
  readonly set: readonly TermSet[];
  readonly places: readonly Place[];
}

/** What is kept how long and why: for everybody who works here to read. */
export async function readTerms(tx: Tx, me: Me): Promise<Terms> {
  const [rules, set, places] = await Promise.all([findRules(tx), findTerms(tx), findPlaces(tx, me)]);
  return { rules, set, places };
}

export interface OneTerm {
  readonly rule: Rule;
  readonly set: readonly TermSet[];
  readonly places: readonly Place[];
}

export async function openTerm(tx: Tx, me: Me, name: string): Promise<OneTerm> {
  const { rules, set, places } = await readTerms(tx, me);
  const rule = rules.find((one) => one.class === name && one.settable);
  if (rule === undefined || places.length === 0) throw new NotFound('no term that this person sets');
  return { rule, set: set.filter((one) => one.class === name), places };
}

/** Sets how long a class is kept at a place from now on. Shorter than the guidance says is asked for twice. */
export async function setTerm(
  tx: Tx,
  me: Me,
  name: string,
  input: FormValue<typeof termForm>,
): Promise<void> {
  const { rule, set, places } = await openTerm(tx, me, name);
  const schoolId = input.place === 'trust' ? null : input.place;
  if (!places.some((place) => place.schoolId === schoolId))
    throw new Invalid([{ field: 'place', message: 'Choose from those shown' }]);
  if (input.amount < (rule.amount ?? 0) && input.shorter !== 'yes')
    throw new Invalid([
      {
        field: 'shorter',
        message: `${rule.source} says ${rule.amount} years. Tick that you mean it, and say why, or enter more`,
      },
    ]);
  const version = (set.find((one) => one.schoolId === schoolId)?.version ?? 0) + 1;
  const { amount, reason } = input;
  const id = await insertTerm(tx, me, { schoolId, class: name, version, amount, reason });
  if (id === undefined)
    throw new Conflict(
      'the term was set meanwhile',
      'Somebody else set this term while you had it open. Look at it again, then make your change.',
    );
  const place = schoolId ?? me.trustId;
  tx.record({
    chain: place,
    type: 'retention.term-set/1',
    subject: place,
    content: [{ table: 'retention.term', id }],
  });
}
