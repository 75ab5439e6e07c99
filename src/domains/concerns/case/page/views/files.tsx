import { kindOfFile, sizeWords } from '#domains/evidence';
import { Card, Muted, Tag } from '#platform/ui';
import type { CaseView } from '../service.ts';

/** What is kept of files: each opens on its own page, with a reason. */
export function FilesCard({ view }: { readonly view: CaseView }) {
  const { files, folderId } = view.concern;
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
        {files.length === 0 ? 'Add a file' : 'All files, and adding one'}
      </a>
    </Card>
  );
}
