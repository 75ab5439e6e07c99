import { kindOfFile, sizeWords } from '#domains/evidence';
import { Card, Muted, Tag } from '#platform/ui';
import type { Concern } from '../../../types.ts';
import type { CaseView } from '../service.ts';

function linkWords(guard: Concern['guard'], files: number, lead: boolean): string {
  if (guard === 'not_sure' && lead) return 'Not sure: words only, until you settle it';
  if (guard === 'yes' || guard === 'not_sure') return 'Locked: words only';
  return files === 0 ? 'Add a file' : 'All files, and adding one';
}

/** What is kept of files: each opens on its own page, with a reason. */
export function FilesCard({ view }: { readonly view: CaseView }) {
  const { files, folderId, guard } = view.concern;
  return (
    <Card title="Files">
      {files.length === 0 ? <Muted>None yet.</Muted> : null}
      {files.length === 0 ? null : (
        <ul className="govuk-list">
          {files.map((file) => (
            <li key={file.id}>
              <a className="govuk-link" href={`/evidence/items/${file.id}`}>
                {file.called}
              </a>{' '}
              <span className="gh-muted">
                {kindOfFile(file.mediaType)}, {sizeWords(file.bytes)}
              </span>{' '}
              {file.locked ? <Tag tone="urgent">Locked away</Tag> : null}
            </li>
          ))}
        </ul>
      )}
      <a className="govuk-link" href={`/evidence/${folderId}`}>
        {linkWords(guard, files.length, view.lead)}
      </a>
    </Card>
  );
}
