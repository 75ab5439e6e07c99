import { formatInstant } from '#platform/clock';
import type { Paper, Row } from '#platform/pdf';
import { type SaidStep, saidSteps } from '../pathway/said.ts';
import { definitionOf } from '../pathway/standing.ts';
import type { Pathway } from '../pathway/types.ts';
import type { WholeCase } from './types.ts';

/** The pathways of a case with every answer, on paper and for a program. */

function stepRow({ question, answers }: SaidStep): Row {
  const said = answers.map(({ words, by, at }) =>
    by === null || at === null ? words : `${words} (${by}, ${formatInstant(at)})`,
  );
  return { label: question, value: said.length === 0 ? 'Not answered' : said.join('\n') };
}

const notNeeded = ({ notNeededAt, notNeededByName, notNeededWhy }: Pathway): Row[] =>
  notNeededAt === null
    ? []
    : [
        {
          label: 'Not needed',
          hint: `${notNeededByName}\n${formatInstant(notNeededAt)}`,
          value: notNeededWhy ?? '',
        },
      ];

export function writePathways(paper: Paper, { follows }: WholeCase): void {
  for (const pathway of follows.pathways) {
    const { title, version } = definitionOf(pathway);
    paper.section(`Pathway: ${title} (version ${version})`);
    paper.rows([...notNeeded(pathway), ...saidSteps(pathway, follows).map(stepRow)]);
  }
}

export const pathwaysJson = ({ follows }: WholeCase) =>
  follows.pathways.map((pathway) => ({
    pathway: pathway.definition,
    version: pathway.version,
    openedAt: pathway.openedAt.toString(),
    openedBy: pathway.openedByName,
    notNeededAt: pathway.notNeededAt?.toString() ?? null,
    notNeededBy: pathway.notNeededByName,
    notNeededWhy: pathway.notNeededWhy,
    steps: saidSteps(pathway, follows).map(({ id, question, answers }) => ({
      step: id,
      question,
      answers: answers.map(({ words, by, at }) => ({ words, by, at: at?.toString() ?? null })),
    })),
  }));
