import { Card, LinkRow, WorkList } from '#platform/ui';
import type { CaseView } from '../../case/page/service.ts';
import { findingWords, intentWords, partWords } from '../../case/words.ts';
import type { Party } from '../../types.ts';
import { selfWords } from '../words.ts';

function Links({ view, party }: { readonly view: CaseView; readonly party: Party }) {
  const mayHaveDoneIt = party.part === 'alleged' || party.part === 'involved';
  const links = [
    ['find', 'finding', 'Finding', party.personId !== null],
    ['sanction_propose', 'sanction', 'Sanction', party.personId !== null && mayHaveDoneIt],
    ['support_plan', 'support', 'Support', true],
    ['wrong_person', 'wrong-person', 'Wrong person', party.personId !== null],
  ] as const;
  return (
    <LinkRow
      links={links
        .filter(([act, , , fits]) => fits && view.allowed.has(act))
        .map(([, path, text]) => ({
          href: `/concerns/${view.file.concernId}/people/${party.id}/${path}`,
          text,
          about: party.name,
        }))}
    />
  );
}

/** Everybody of the case with what was found about them, and what can follow for them. */
export function PeopleCard({ view }: { readonly view: CaseView }) {
  return (
    <div id="people">
      <Card title="Finding, and what follows for each">
        <WorkList
          empty="Nobody is named in this case."
          items={view.parties.map((party) => {
            const found = view.following.findings.find(({ partyId }) => partyId === party.id);
            return {
              tag: { text: partWords[party.part], tone: 'quiet' },
              title: party.name,
              detail:
                found === undefined
                  ? 'No finding about them yet'
                  : `${findingWords[found.finding]} · ${intentWords[found.intent].toLowerCase()} · ${selfWords(found)} · ${found.reason}`,
              action: <Links view={view} party={party} />,
            };
          })}
        />
      </Card>
    </div>
  );
}
