import type { FourC } from '../concern-words.ts';
import { commerce } from './commerce.ts';
import { conduct } from './conduct.ts';
import { conductAtSchool } from './conduct-at-school.ts';
import { contact } from './contact.ts';
import { content } from './content.ts';
import type { Scenario } from './scenario.ts';

export type { Scenario, Task } from './scenario.ts';

export interface Tale extends Scenario {
  readonly c: FourC;
}

const under = (c: FourC, scenarios: readonly Scenario[]): Tale[] =>
  scenarios.map((scenario) => ({ ...scenario, c }));

export const tales: readonly Tale[] = [
  ...under('conduct', [...conduct, ...conductAtSchool]),
  ...under('contact', contact),
  ...under('content', content),
  ...under('commerce', commerce),
];
