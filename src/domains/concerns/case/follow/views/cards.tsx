import { DutiesCard } from '../../../duty/views/card.tsx';
import { PeopleCard } from '../../../finding/views/card.tsx';
import { PathwaysCard } from '../../../pathway/views/card.tsx';
import { ReferralsCard } from '../../../referral/views/card.tsx';
import { SanctionsCard } from '../../../sanction/views/card.tsx';
import { StaffCard } from '../../../staff/views/card.tsx';
import { SupportCard } from '../../../support/views/card.tsx';
import type { CaseView } from '../../page/service.ts';

/** What follows the concern, a card a part, between actions and outcome. */
export function FollowingCards({ view }: { readonly view: CaseView }) {
  return (
    <>
      <StaffCard view={view} />
      <PathwaysCard view={view} />
      <ReferralsCard view={view} />
      <DutiesCard view={view} />
      <PeopleCard view={view} />
      <SanctionsCard view={view} />
      <SupportCard view={view} />
    </>
  );
}
