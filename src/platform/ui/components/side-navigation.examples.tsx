import type { ExampleSet } from '../examples.ts';
import { SideNavigation } from './side-navigation.tsx';

export const sideNavigationExamples: ExampleSet = {
  component: 'SideNavigation',
  examples: [
    {
      name: 'Parts of a page',
      node: (
        <SideNavigation
          label="Settings"
          items={[
            { href: '#routing', text: 'Routing', active: true },
            { href: '#cover', text: 'Cover', count: 1 },
            { href: '#calendar', text: 'School calendar' },
          ]}
        />
      ),
    },
    {
      name: 'Under headings',
      node: (
        <SideNavigation
          label="School"
          items={[
            { href: '#today', text: 'Today', active: true },
            { href: '#concerns', text: 'Concerns', section: 'Cases', count: 3 },
            { href: '#referrals', text: 'Referrals', section: 'Cases' },
            { href: '#backups', text: 'Backups', section: 'Setting up' },
          ]}
        />
      ),
    },
  ],
};
