import { formatDate, formatDaysFrom, localDate, Temporal } from '#platform/clock';
import { Card, WorkList } from '#platform/ui';
import type { CaseView } from '../../case/page/service.ts';
import { recipients } from '../recipients.ts';
import type { Referral } from '../types.ts';
import { stateWords } from '../words.ts';

function tagOf({ state, nextCheck }: Referral, today: Temporal.PlainDate) {
  if (nextCheck === null) return { text: stateWords[state], tone: 'quiet' } as const;
  const late = Temporal.PlainDate.compare(nextCheck, today) < 0;
  return { text: late ? 'Late' : stateWords[state], tone: late ? 'attention' : 'active' } as const;
}

function detailOf({ madeOn, madeTime, how, spokeTo, reference }: Referral): string {
  if (madeOn === null) return '';
  const when = `${formatDate(madeOn)}${madeTime === null ? '' : ` at ${madeTime}`}`;
  const rest = [how, spokeTo, reference === null ? null : `reference ${reference}`];
  return [when, ...rest.filter((part) => part !== null)].join(' · ');
}

/** Whom this case was referred to, and how each of it stands. */
export function ReferralsCard({ view }: { readonly view: CaseView }) {
  const today = localDate(view.now);
  const add = (
    <a className="govuk-link" href={`/concerns/${view.file.concernId}/referrals/new`}>
      Record a referral
    </a>
  );
  return (
    <div id="referrals">
      <Card title="Referrals" actions={view.allowed.has('refer') ? add : undefined}>
        <WorkList
          empty="None yet."
          items={view.following.referrals.map((referral) => ({
            tag: tagOf(referral, today),
            title: recipients[referral.recipient].name,
            detail: detailOf(referral),
            when: referral.nextCheck === null ? null : `check ${formatDaysFrom(today, referral.nextCheck)}`,
          }))}
        />
      </Card>
    </div>
  );
}
