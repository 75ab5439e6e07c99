import type { FormValue } from '#platform/forms';
import { kinds } from '../../types.ts';
import { topics } from '../topics.ts';
import type { School, Told } from '../types.ts';
import { type adultForm, forms } from './forms.ts';

type About = Told['about'];
const aboutOf = (answer: 'no' | 'adult' | 'head'): About => (answer === 'no' ? 'child' : answer);

const headlineOf = (ids: readonly (keyof typeof kinds)[]) =>
  ids
    .slice(0, 2)
    .map((id) => kinds[id].text)
    .join('; ');

const sure = <T extends object>(
  form: { parse(body: unknown): { ok: boolean; value?: T } },
  values: unknown,
): T => {
  const parsed = form.parse(values);
  if (!parsed.ok || parsed.value === undefined) throw new Error('a form was read before it was checked');
  return parsed.value;
};

/** A pupil's answers, all of which were checked. */
export function pupilTold(school: School, token: string, values: unknown): Told {
  const { stage } = sure(forms.stage, values);
  const { safe } = sure(forms.safe, values);
  const ticked = sure(forms.about, values).topics;
  const { words } = sure(forms.words, values);
  const { adult, adult_name } = sure(forms.adult, values);
  const { talk } = sure(forms.talk, values);
  const who = sure(forms.who, values);
  const ids = [...new Set(ticked.map((id) => topics[id].kind))];
  const isAnonymous = who.as === 'anonymous';
  return {
    schoolId: school.id,
    token,
    wayIn: 'pupil',
    toldAs: who.as,
    keyStage: stage,
    name: isAnonymous ? null : who.name,
    className: isAnonymous ? null : who.class_name,
    contact: null,
    designation: who.as === 'named' ? 'Pupil, as they say' : 'Pupil',
    headline: headlineOf(ids),
    kinds: ids,
    words,
    danger: safe === 'no',
    // Nobody asks a child about such a picture: what they did not choose is not known.
    indecentImage: ids.includes('indecent_image') ? 'yes' : 'not_sure',
    about: aboutOf(adult),
    adultName: adult === 'no' ? null : adult_name,
    wants: school.adults.find(({ id }) => id === talk) ?? null,
    hirerId: null,
  };
}

export interface Hirer {
  readonly id: string;
  readonly name: string;
}

/** What a parent, visitor or hirer told. */
export function adultTold(
  school: School,
  token: string,
  hirer: Hirer | undefined,
  value: FormValue<typeof adultForm>,
): Told {
  const { name, contact, confidence, topics: ids } = value;
  const isNamed = name !== null || contact !== null;
  return {
    schoolId: school.id,
    token,
    wayIn: hirer === undefined ? 'parent' : 'hirer',
    toldAs: !isNamed ? 'anonymous' : confidence === 'yes' ? 'in_confidence' : 'named',
    keyStage: null,
    name,
    className: null,
    contact,
    designation: hirer === undefined ? 'Parent or visitor' : `For ${hirer.name}, who hires rooms`,
    headline: headlineOf(ids),
    kinds: ids,
    words: value.words,
    danger: value.danger === 'yes',
    indecentImage: value.image,
    about: aboutOf(value.adult),
    adultName: value.adult === 'no' ? null : value.adult_name,
    wants: null,
    hirerId: hirer?.id ?? null,
  };
}
