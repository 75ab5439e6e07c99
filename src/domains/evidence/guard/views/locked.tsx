import { Card, WarningText } from '#platform/ui';
import type { Answer } from '../../types.ts';

/** Instead of an upload, where the answer is Yes or Not sure (UKCIS, sharing nudes and semi-nudes). */
export function LockedCard({ guard, handled }: { readonly guard: Answer; readonly handled: boolean }) {
  return (
    <Card tone="urgent" title="No file can be added: words only">
      <WarningText>
        Do not look again, copy, forward, print, save or delete. Ask nobody to show or send it.
      </WarningText>
      <ul className="govuk-list govuk-list--bullet">
        <li>Turn the screen away or switch it off. Lock the device away; do not search it.</li>
        <li>Write down who saw it, the app and account, the device, where that is locked, and the times.</li>
        <li>
          {handled
            ? 'The Police, CEOP or the IWF say what happens to it. Under 18s can use Report Remove.'
            : 'Tell the designated safeguarding lead in person, now.'}
        </li>
      </ul>
      <p className="govuk-body">
        {guard === 'yes'
          ? 'The answer was Yes. It stays Yes for this report and everything that belongs to it.'
          : 'The answer was Not sure. Only the designated safeguarding lead can change it to No, with a reason.'}
      </p>
    </Card>
  );
}
