import type { Told } from '../../src/domains/concerns/ways/types.ts';
import type { Browser, Visitor } from '../support/browser.ts';
import type { World } from '../support/world.ts';
import type { Staffed } from './people.ts';

/** What somebody without an account tells, by the page and straight to intake. */

export const RECEIPT = /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){5}/;

export const pupilAnswers = {
  stage: 'ks2',
  safe: 'yes',
  topics: 'unkind',
  words: 'They write it every night.',
  adult: 'no',
  talk: 'any',
  as: 'named',
  name: 'Amara Quillfeather',
  class_name: '5B',
} as const;

type Fields = Readonly<Record<string, string | readonly string[]>>;

let turn = 0;

/** Of a form that was opened just now. */
export function formToken(): string {
  turn += 1;
  return `${turn}`.padStart(43, 'a');
}

/** Presses Send on the last of the pupils' pages. */
export const teller =
  (browser: Browser) =>
  (staff: Staffed, fields: Fields = {}, who: Visitor = browser.nobody) =>
    who.post(`/tell/${staff.school.urn}`, {
      step: 'check',
      go: 'next',
      token: formToken(),
      ...pupilAnswers,
      ...fields,
    });

export interface ToldConcern {
  readonly id: string;
  readonly stream: string;
  readonly urgent: boolean;
  readonly reporter_id: string | null;
}

async function concernsAt(world: World, staff: Staffed): Promise<ToldConcern[]> {
  const { rows } = await world.owner.query<ToldConcern>(
    `select c.id, l.stream, f.urgent, c.reporter_id from concern.concern c
       join concern.caseload l on l.id = c.caseload_id join concern.case_file f on f.concern_id = c.id
       where c.school_id = $1`,
    [staff.school.id],
  );
  return rows;
}

/** The one concern of a school; fails where there is none, or another. */
export async function onlyConcern(world: World, staff: Staffed): Promise<ToldConcern> {
  const [one, ...others] = await concernsAt(world, staff);
  if (one === undefined || others.length > 0) throw new Error('the school has not just one concern');
  return one;
}

/** As intake is given it. */
export const whatIsTold = (staff: Staffed, facts: Partial<Told> & Pick<Told, 'token'>): Told => ({
  schoolId: staff.school.id,
  wayIn: 'pupil',
  toldAs: 'anonymous',
  keyStage: 'ks2',
  name: null,
  className: null,
  contact: null,
  designation: 'Pupil',
  headline: 'Something else',
  kinds: ['other'],
  words: 'Something happened.',
  danger: false,
  indecentImage: 'not_sure',
  about: 'child',
  adultName: null,
  wants: null,
  hirerId: null,
  ...facts,
});
