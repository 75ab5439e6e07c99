import { Card, Muted, Table, TableRegion } from '#platform/ui';
import { postName } from '../../post-names.ts';
import { yearName } from '../../search/service.ts';
import type { RollAdult, RollPupil } from '../types.ts';

const linkTo = (id: string, name: string) => (
  <a className="govuk-link" href={`/people/${id}`}>
    {name}
  </a>
);

export interface PupilsProps {
  readonly title: string;
  readonly pupils: readonly RollPupil[];
  readonly empty: string;
}

export function Pupils({ title, pupils, empty }: PupilsProps) {
  return (
    <Card title={title}>
      {pupils.length === 0 ? (
        <Muted>{empty}</Muted>
      ) : (
        <TableRegion label={title}>
          <Table
            caption={title}
            captionClasses="govuk-visually-hidden"
            head={[{ text: 'Name' }, { text: 'Year' }, { text: 'Class' }]}
            rows={pupils.map(({ id, name, ncYear, group }) => [
              { text: linkTo(id, name) },
              { text: ncYear === null ? '' : yearName(ncYear) },
              { text: group ?? '' },
            ])}
          />
        </TableRegion>
      )}
    </Card>
  );
}

export function Staff({ staff, empty }: { readonly staff: readonly RollAdult[]; readonly empty: string }) {
  return (
    <Card title="Staff, governors and volunteers">
      {staff.length === 0 ? (
        <Muted>{empty}</Muted>
      ) : (
        <TableRegion label="Staff, governors and volunteers">
          <Table
            caption="Staff, governors and volunteers"
            captionClasses="govuk-visually-hidden"
            head={[{ text: 'Name' }, { text: 'Posts and duties' }]}
            rows={staff.map(({ id, name, posts }) => [
              { text: linkTo(id, name) },
              { text: posts.map(({ role, designation }) => postName(role, designation)).join('; ') },
            ])}
          />
        </TableRegion>
      )}
    </Card>
  );
}
