import { formatDate, Temporal } from '#platform/clock';
import type { Step } from './definition.ts';
import { definitions } from './definitions/index.ts';
import { type Answer, choicesOf, newestOf } from './progress.ts';
import type { Given, LogLine } from './types.ts';

/** What the timeline says was done. */
export const pathwayDeeds = {
  pathway_open: 'Pathway opened',
  pathway_answer: 'Pathway',
  pathway_not_needed: 'Pathway not needed',
} as const;

/** What each pathway is called, by its id. */
export const pathwayNames: Readonly<Record<string, string>> = Object.fromEntries(
  newestOf(definitions).map(({ id, title }) => [id, title]),
);

export const noLines = { viewing: 'Nobody looked', device_custody: 'No device is held' } as const;

const when = ({ on, time }: LogLine) =>
  on === undefined
    ? ''
    : `${formatDate(Temporal.PlainDate.from(on))}${time === undefined ? '' : ` at ${time}`}`;

/** One line of a log as it is read out. */
export const lineWords = (line: LogLine): string =>
  line.who === undefined
    ? [line.what, line.where, when(line)].filter(Boolean).join(', ')
    : `${line.who}, with ${line.second ?? 'nobody'}, ${when(line)}: ${line.why ?? ''}`;

/** What somebody answered to this step, in words. */
export function givenWords(
  step: Step,
  { answer, reason, details }: Pick<Given, 'answer' | 'reason' | 'details'>,
): string {
  if (step.kind === 'log') return details.none ? noLines[step.log] : lineWords(details);
  const said = choicesOf(step).find(({ id }) => id === answer)?.text ?? answer ?? '';
  return reason === null ? said : `${said}. ${reason}`;
}

/** The step and what was answered to it, as one line: "Is the child in danger now? No", "Talked with the family: Done". */
export const answeredWords = (step: Step, given: Pick<Given, 'answer' | 'reason' | 'details'>): string =>
  `${step.text}${step.text.endsWith('?') ? '' : ':'} ${givenWords(step, given)}`;

/** The answer that holds, of a step that no form answers. */
export function derivedWords(step: Step, answer: Answer): string {
  if ('from' in answer) {
    const [from, to] = [answer.from, answer.to].map((day) => formatDate(Temporal.PlainDate.from(day)));
    return `${from} to ${to}`;
  }
  if (!('choice' in answer)) return '';
  return givenWords(step, { answer: answer.choice, reason: answer.reason ?? null, details: {} });
}

const dueWords = { at_once: 'at once', same_day: 'today' } as const;
export const urgencyOf = ({ due }: Step) => (due === undefined ? undefined : dueWords[due]);
