import { work } from '../rule.ts';

export const wrongPersonRules = {
  wrong_person: {
    ...work(
      'It was somebody else',
      'Put right. Sanctions are reversed; see the actions for who is told.',
      'why',
    ),
    button: 'Put it right',
  },
} as const;
