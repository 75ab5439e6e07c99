import type { ExampleSet } from '../examples.ts';
import { Button, ButtonGroup, ButtonLink } from './button.tsx';

export const buttonExamples: ExampleSet = {
  component: 'Button',
  examples: [
    { name: 'Default', node: <Button>Acknowledge</Button> },
    {
      name: 'A group: act, second choice, link',
      node: (
        <ButtonGroup>
          <Button>Add action</Button>
          <Button classes="govuk-button--secondary">Close…</Button>
          <a className="govuk-link" href="#cancel">
            Cancel
          </a>
        </ButtonGroup>
      ),
    },
    { name: 'Urgent danger only', node: <Button classes="govuk-button--warning">Pause the internet</Button> },
    { name: 'Disabled', node: <Button disabled>Send</Button> },
    {
      name: 'A link that looks like a button',
      node: <ButtonLink href="#report">Report a concern</ButtonLink>,
    },
    {
      name: 'Start, as wide as a phone',
      node: (
        <ButtonLink href="#start" isStartButton>
          Start
        </ButtonLink>
      ),
    },
    { name: 'Full width', node: <Button classes="gh-button--full">Continue</Button> },
  ],
};
