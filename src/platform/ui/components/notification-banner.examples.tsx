import type { ExampleSet } from '../examples.ts';
import { NotificationBanner } from './notification-banner.tsx';

export const notificationBannerExamples: ExampleSet = {
  component: 'NotificationBanner',
  examples: [
    {
      name: 'Important',
      node: (
        <NotificationBanner
          titleHeadingLevel={4}
          titleId="important-example"
          text="The yearly review of the filter is due by 1 September."
        />
      ),
    },
    {
      name: 'Success',
      node: (
        <NotificationBanner
          type="success"
          role="region"
          titleHeadingLevel={4}
          titleId="success-example"
          disableAutoFocus
          text="The roster was taken over: 12 joiners, 3 movers."
        />
      ),
    },
  ],
};
