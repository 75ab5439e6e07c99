import { formatDaysFrom, localDate, Temporal } from '#platform/clock';
import { Card, WorkList } from '#platform/ui';
import type { CaseView } from '../../case/page/service.ts';
import { type Standing, standingOf } from '../standing.ts';
import type { Pathway } from '../types.ts';

function tagOf({ notNeededAt, dueOn }: Pathway, { missing, next }: Standing, today: Temporal.PlainDate) {
  if (notNeededAt !== null) return { text: 'Not needed', tone: 'quiet' } as const;
  if (dueOn !== null && Temporal.PlainDate.compare(dueOn, today) < 0)
    return { text: 'Late', tone: 'attention' } as const;
  if (missing.length > 0) return { text: 'Open', tone: 'active' } as const;
  return { text: next === undefined ? 'Done' : 'Can close', tone: 'quiet' } as const;
}

const leftWords = (left: number) => (left === 0 ? null : `${left} to answer`);

function Row({ pathway, view }: { readonly pathway: Pathway; readonly view: CaseView }) {
  const { definition } = standingOf(pathway, view.following);
  return (
    <a className="govuk-link" href={`/concerns/${view.file.concernId}/pathways/${pathway.id}`}>
      Open<span className="govuk-visually-hidden"> the pathway: {definition.title}</span>
    </a>
  );
}

/** The checklists that this case follows, each with what is next. */
export function PathwaysCard({ view }: { readonly view: CaseView }) {
  const today = localDate(view.now);
  const add = (
    <a className="govuk-link" href={`/concerns/${view.file.concernId}/pathways/new`}>
      Open a pathway
    </a>
  );
  return (
    <div id="pathways">
      <Card title="Pathways" actions={view.allowed.has('pathway_open') ? add : undefined}>
        <WorkList
          empty="None yet."
          items={view.following.pathways.map((pathway) => {
            const standing = standingOf(pathway, view.following);
            const { definition, next, missing } = standing;
            const needed = pathway.notNeededAt === null;
            return {
              tag: tagOf(pathway, standing, today),
              title: definition.title,
              detail: needed ? next && `Next: ${next.text}` : pathway.notNeededWhy,
              when: needed
                ? pathway.dueOn === null
                  ? leftWords(missing.length)
                  : `due ${formatDaysFrom(today, pathway.dueOn)}`
                : null,
              action: <Row pathway={pathway} view={view} />,
            };
          })}
        />
      </Card>
    </div>
  );
}
