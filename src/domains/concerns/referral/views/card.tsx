import { formatDate, formatDaysFrom, formatInstant, localDate, Temporal } from '#platform/clock';
import { Card, WorkList } from '#platform/ui';
import type { CaseView } from '../../case/page/service.ts';
import { recipients } from '../recipients.ts';
import { stepsFrom } from '../states.ts';
import type { Referral } from '../types.ts';
import { stateWords, stepWords } from '../words.ts';

function tagOf({ state, nextCheck }: Referral, today: Temporal.PlainDate) {
  if (nextCheck === null) return { text: stateWords[state], tone: 'quiet' } as const;
  const late = Temporal.PlainDate.compare(nextCheck, today) < 0;
  return { text: late ? 'Late' : stateWords[state], tone: late ? 'attention' : 'active' } as const;
}

const joined = (...parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(' · ');

function Detail({ referral }: { readonly referral: Referral }) {
  const { madeOn, madeTime, how, spokeTo, reference, seenAt, recipient, state, decidedByName } = referral;
  const [heard] = referral.steps;
  return (
    <>
      {madeOn === null
        ? joined(`decided by ${decidedByName}, ${formatInstant(referral.decidedAt)}`, referral.reason)
        : joined(
            `${formatDate(madeOn)}${madeTime === null ? '' : ` at ${madeTime}`}`,
            how,
            spokeTo,
            reference === null ? null : `${recipients[recipient].referenceName.toLowerCase()} ${reference}`,
          )}
      {recipient === 'police' && state === 'considered' ? (
        <div>
          {seenAt === null
            ? 'The Head has not read this yet.'
            : `The Head read this ${formatInstant(seenAt)}.`}
        </div>
      ) : null}
      {heard === undefined ? null : (
        <div>
          {stepWords[heard.step]}, {formatDate(heard.happenedOn)}: {heard.note}
        </div>
      )}
    </>
  );
}

function RowLink({ referral, view }: { readonly referral: Referral; readonly view: CaseView }) {
  const base = `/concerns/${view.file.concernId}/referrals/${referral.id}`;
  const hidden = (
    <span className="govuk-visually-hidden"> of the referral to {recipients[referral.recipient].name}</span>
  );
  if (stepsFrom(referral.state).length > 0 && view.allowed.has('referral_step')) {
    return (
      <a className="govuk-link" href={`${base}/heard`}>
        What was heard{hidden}
      </a>
    );
  }
  const waits =
    referral.recipient === 'police' && referral.state === 'considered' && referral.seenAt === null;
  return waits && view.file.hearsPoliceReason ? (
    <a className="govuk-link" href={`${base}/seen`}>
      I have read this<span className="govuk-visually-hidden">: why the Police were not told</span>
    </a>
  ) : null;
}

/** Whom this case was referred to, and how each of it stands. */
export function ReferralsCard({ view }: { readonly view: CaseView }) {
  const today = localDate(view.now);
  const base = `/concerns/${view.file.concernId}/referrals`;
  const may = view.allowed.has('refer');
  const add = (
    <a className="govuk-link" href={`${base}/new`}>
      Record a referral
    </a>
  );
  return (
    <div id="referrals">
      <Card title="Referrals" actions={may ? add : undefined}>
        <WorkList
          empty="None yet."
          items={view.following.referrals.map((referral) => ({
            tag: tagOf(referral, today),
            title: recipients[referral.recipient].name,
            detail: <Detail referral={referral} />,
            when: referral.nextCheck === null ? null : `check ${formatDaysFrom(today, referral.nextCheck)}`,
            action: <RowLink referral={referral} view={view} />,
          }))}
        />
        {may ? (
          <ul className="govuk-list">
            <li>
              <a className="govuk-link" href={`${base}/not`}>
                Decide not to refer
              </a>
            </li>
            <li>
              <a className="govuk-link" href={`${base}/packs`}>
                Make a pack
              </a>
            </li>
          </ul>
        ) : null}
      </Card>
    </div>
  );
}
