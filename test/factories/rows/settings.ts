import { type Factory, idOf, lay, newId, THEN } from './lay.ts';
import { peopleRows } from './people.ts';

/** What was changed of who is told, and who was told of that. */

const change: Factory = async (ground, facts = {}) =>
  lay(ground, 'people.setting_change', {
    id: newId(),
    school_id: await idOf(facts.school_id, () => peopleRows['people.school'](ground)),
    what: 'lado',
    before: 'Made up',
    changed_at: THEN,
    changed_by: await idOf(facts.changed_by, () => peopleRows['people.person'](ground)),
    ...facts,
  });

const told: Factory = async (ground, { change: given, ...facts } = {}) => {
  const of = (given ?? (await change(ground))) as { readonly id: string; readonly school_id: string };
  return lay(ground, 'people.setting_told', {
    change_id: of.id,
    school_id: of.school_id,
    person_id: await idOf(facts.person_id, () => peopleRows['people.person'](ground)),
    ...facts,
  });
};

export const settingRows = {
  'people.setting_change': change,
  'people.setting_told': told,
} satisfies Record<string, Factory>;
