import type { PathwayDefinition } from '../definition.ts';

export const dataBreach: PathwayDefinition = {
  id: 'data-breach',
  version: 1,
  title: 'Personal data has got out',
  opens: {},
  follows: [{ slug: 'ico-breach', edition: '2018' }],
  steps: [
    {
      id: 'told',
      kind: 'deed',
      text: 'Told the Trust’s Information Manager',
      help: '72 hours run from when anybody at school knew, over weekends and holidays too.',
      required: true,
      due: 'at_once',
    },
    {
      id: 'contained',
      kind: 'deed',
      text: 'Done what stops it going further',
      required: true,
      due: 'same_day',
    },
  ],
};
