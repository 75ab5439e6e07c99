import type { KindId } from '../types.ts';

/** What a pupil can say it is about, in words for five to seven and for eight and over, with its symbol. */
export const topics = {
  unkind: { ks1: 'Somebody is unkind', ks2: 'Somebody is unkind, or bullies me or others', kind: 'bullying' },
  message: { ks1: 'A nasty message', ks2: 'A horrible e-mail or message', kind: 'message' },
  stranger: {
    ks1: 'A stranger talks to me',
    ks2: 'Somebody I do not know, or an adult, contacts me',
    kind: 'grooming',
  },
  scary: { ks1: 'I saw something scary', ks2: 'I saw something that upset or scared me', kind: 'offensive' },
  picture: {
    ks1: 'A picture with no clothes on',
    ks2: 'A picture of somebody with no clothes on, or somebody asks for one',
    kind: 'indecent_image',
  },
  hurt: { ks1: 'Somebody hurts me', ks2: 'Somebody hurts or threatens me or others', kind: 'threats' },
  sad: {
    ks1: 'I feel very sad',
    ks2: 'I or a friend feel so bad that we might hurt ourselves',
    kind: 'self_harm',
  },
  other: { ks1: 'Something else', ks2: 'Something else', kind: 'other' },
} as const satisfies Record<string, { ks1: string; ks2: string; kind: KindId }>;
export type TopicId = keyof typeof topics;
export const topicIds = Object.keys(topics) as TopicId[];

/** What a parent, visitor or hirer can tick, in the staff form's own words. */
export const adultTopics = [
  'bullying',
  'message',
  'grooming',
  'indecent_image',
  'self_harm',
  'threats',
  'radicalisation',
  'hatred',
  'offensive',
  'scam',
  'privacy',
  'other',
] as const satisfies readonly KindId[];
