import { formatDate, localDate } from '#platform/clock';
import { Card, LinkRow, WorkList } from '#platform/ui';
import type { CaseView } from '../../case/page/service.ts';
import { allowsDeed, sanctionDeedIds } from '../states.ts';
import type { Sanction } from '../types.ts';
import { appealWords, deciderWords, deedLinks, spanWords, stateWord, toldWords } from '../words.ts';

function detailOf(sanction: Sanction): string {
  const told = toldWords(sanction);
  return [
    sanction.thing,
    spanWords(sanction),
    sanction.state === 'proposed' ? `to be decided by ${deciderWords[sanction.decider]}` : null,
    sanction.state === 'appealed' ? 'somebody else than who decided answers' : null,
    sanction.appealBy === null ? null : `appeal by ${formatDate(sanction.appealBy)}`,
    sanction.appealOutcome === null ? null : `appeal: ${appealWords[sanction.appealOutcome].toLowerCase()}`,
    told === '' ? null : `told: ${told}`,
    sanction.endedWhy,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

const over = new Set(['served', 'reversed', 'dropped']);

function Links({ sanction, view }: { readonly sanction: Sanction; readonly view: CaseView }) {
  return (
    <LinkRow
      links={sanctionDeedIds
        .filter((deed) => view.allowed.has(deed) && allowsDeed(sanction.state, deed))
        .filter((deed) => deed !== 'sanction_answer' || sanction.decidedBy !== view.myId)
        .map((deed) => ({
          href: `/concerns/${view.file.concernId}/sanctions/${sanction.id}/${deed.replace('sanction_', '')}`,
          text: deedLinks[deed],
          about: `${sanction.called}, ${sanction.name}`,
        }))}
    />
  );
}

/** What was proposed and decided for whom, and how each of it stands. */
export function SanctionsCard({ view }: { readonly view: CaseView }) {
  const today = localDate(view.now);
  const { sanctions } = view.following;
  if (sanctions.length === 0) return null;
  return (
    <div id="sanctions">
      <Card title="Sanctions">
        <WorkList
          items={sanctions.map((sanction) => ({
            tag: { text: stateWord(sanction, today), tone: over.has(sanction.state) ? 'quiet' : 'active' },
            title: `${sanction.called}: ${sanction.name}`,
            detail: detailOf(sanction),
            action: <Links sanction={sanction} view={view} />,
          }))}
        />
      </Card>
    </div>
  );
}
