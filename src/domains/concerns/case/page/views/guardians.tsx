import { Muted, Tag, WarningText } from '#platform/ui';
import type { Party } from '../../../types.ts';
import { shortName } from '../../words.ts';
import type { Family, Guardian } from '../queries.ts';

const rightsWords: Readonly<Record<Guardian['parentalResponsibility'], string>> = {
  yes: 'has parental responsibility',
  no: 'no parental responsibility',
  unknown: 'parental responsibility not known: ask',
};

export interface GuardiansProps {
  readonly families: readonly Family[];
  readonly parties: readonly Party[];
}

function warningAbout(guardian: Guardian, parties: readonly Party[]): string | undefined {
  const party = parties.find(({ personId }) => personId === guardian.adultId);
  if (party?.part === 'alleged') return 'Alleged in this concern';
  if (guardian.contact === 'no_contact') return 'No contact allowed';
  return undefined;
}

function GuardianLine({
  guardian,
  parties,
}: {
  readonly guardian: Guardian;
  readonly parties: readonly Party[];
}) {
  const warning = warningAbout(guardian, parties);
  const contact = guardian.contact === 'unknown' ? 'contact not known: ask' : '';
  return (
    <li>
      <b>{guardian.name}</b>
      {guardian.relation === null ? null : ` (${guardian.relation})`}{' '}
      {warning === undefined ? null : <Tag tone="urgent">{warning}</Tag>}
      <br />
      <span className="gh-muted">
        {[rightsWords[guardian.parentalResponsibility], contact].filter(Boolean).join('; ')}
      </span>
    </li>
  );
}

/** Parents and carers, with what makes telling them dangerous said before anything else. */
export function Guardians({ families, parties }: GuardiansProps) {
  const known = families.filter(({ guardians }) => guardians.length > 0);
  const danger = known.some(({ guardians }) =>
    guardians.some((guardian) => warningAbout(guardian, parties) !== undefined),
  );
  return (
    <>
      {danger ? (
        <WarningText>Somebody here is alleged or may have no contact. Is it safe to tell them?</WarningText>
      ) : null}
      {known.length === 0 ? <Muted>No parent or carer is held for the children named.</Muted> : null}
      {known.map(({ childId, guardians }) => (
        <div key={childId}>
          <p className="govuk-body">
            Of {shortName(parties.find(({ personId }) => personId === childId)?.name ?? 'the child')}:
          </p>
          <ul className="govuk-list">
            {guardians.map((guardian) => (
              <GuardianLine key={guardian.adultId} guardian={guardian} parties={parties} />
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}
