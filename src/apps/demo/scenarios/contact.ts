import { type Scenario, task } from './scenario.ts';

export const contact: readonly Scenario[] = [
  {
    weight: 9,
    season: [1, 2],
    years: [3, 6],
    kinds: ['grooming'],
    categories: ['grooming'],
    places: ['home'],
    placeDetail: ['A game with open chat', 'A video app'],
    parts: ['affected'],
    severities: ['high', 'immediate', 'medium'],
    intents: ['unknown', 'coerced'],
    headlines: [
      'A stranger in a game asks to move to another app',
      'Somebody the child has never met sends gifts in a game',
      'An adult account keeps writing to a child',
      'Asked to keep a chat secret',
    ],
    words: [
      'They wanted to know which school I go to.',
      'He gives me coins if I talk to him.',
      'She said she is twelve but her voice was a grown-up.',
      'He said don’t tell your mum, she’ll take the tablet.',
    ],
    seen: [
      '{c} talked about it during the Safer Internet lesson and stayed behind afterwards.',
      'Nothing myself. {c} told the whole table over lunch as if it were nothing.',
    ],
    thought: [
      'I did not ask for more than {c} offered.',
      'The gifts and the secret worry me.',
      'The parents may not know the game has a chat.',
    ],
    evidence: [['Chat in the game', 'On the tablet at home; asked the parent not to delete it', 'yes']],
    tasks: [
      task(
        'Call children’s social care for advice today',
        'Advice given at 15:20: parents to keep the device, report made with CEOP.',
        ['told', 'Told that we would ask people who know about this.'],
      ),
      task('Report to CEOP together with the parent', 'Done at school with the father.', [
        'involved',
        '{c} told it in their own words to the form.',
      ]),
      task('Check in with {c} each morning for two weeks', 'Ten short meetings, notes on the file.', [
        'involved',
        '{c} chose the adult.',
      ]),
    ],
    outcomes: [
      'Reported to CEOP, account closed by the game. No meeting was arranged and no pictures sent. Family shown how to close the chat.',
      'Social care: no further action from them; early help offered and taken up.',
    ],
    lines: [
      'Thank you for listening so well. It has been reported to those who deal with it and the child is safe.',
      'Passed on the same day; the family has help. You may be asked for your notes.',
    ],
  },
  {
    weight: 3,
    years: [5, 6],
    kinds: ['radicalisation'],
    categories: ['radicalisation'],
    places: ['home', 'school'],
    placeDetail: ['Videos', 'A history project'],
    parts: ['affected'],
    severities: ['medium', 'high'],
    intents: ['unknown', 'curricular'],
    headlines: ['Repeats slogans from videos', 'Drawings of a symbol in a topic book'],
    words: ['The man says they are all lying to us.', 'I just liked how it looked.'],
    seen: [
      'Said aloud in a debate, twice, and looked round to see who minded.',
      'The same symbol on four pages. I have kept the book.',
    ],
    thought: [
      'I think it is curiosity, but I would rather ask.',
      'He spends a lot of time alone online since the move.',
    ],
    tasks: [
      task(
        'Talk with {c}: where it comes from and what it means to them',
        'Long talk with the SENCo there. Curiosity, and loneliness.',
        ['involved', '{c} brought the list of channels themself.'],
      ),
    ],
    outcomes: [
      'Curiosity, no sign of being drawn in. Place in the lunchtime club; parents look at the channels together with the child. No Prevent referral, reason recorded.',
    ],
    lines: ['We looked into it with care. Nothing more is needed now; please tell us if it comes back.'],
  },
  {
    weight: 4,
    season: [1, 9],
    years: [2, 6],
    kinds: ['grooming', 'privacy'],
    categories: ['privacy', 'grooming'],
    places: ['home'],
    placeDetail: ['A live stream', 'A game'],
    parts: ['affected', 'involved'],
    severities: ['medium'],
    intents: ['accidental', 'careless'],
    headlines: ['Children live-streaming from a bedroom', 'Friend requests from people nobody knows'],
    words: ['Forty people watched us dance!', 'I said yes to everyone because then you get more.'],
    seen: ['Two children told me proudly at the door.', 'A list of names in {c}’s diary, “my followers”.'],
    thought: ['They have no idea who is watching.'],
    tasks: [
      task(
        'Ring both families about the settings',
        'Both closed the account to friends only while we spoke.',
        ['told', 'The children heard it from their parents that evening.'],
      ),
    ],
    outcomes: ['Accounts set to private. Online safety evening mentioned to both families.'],
    lines: ['Families told, settings changed. Thank you.'],
  },
  {
    weight: 3,
    years: [4, 6],
    kinds: ['grooming'],
    categories: ['criminal_exploitation'],
    places: ['elsewhere'],
    placeDetail: ['A park near school'],
    parts: ['affected'],
    severities: ['high'],
    intents: ['coerced', 'unknown'],
    headlines: [
      'New phone and money that nobody at home gave',
      'Messages from older boys asking for favours',
    ],
    words: ['I just carry a bag for them and I get trainers.', 'They said they are my real friends.'],
    seen: ['A second phone in the coat pocket, ringing during maths.'],
    thought: ['I am worried that {c} owes somebody something.'],
    tasks: [
      task(
        'Refer to children’s social care',
        'Referred the same afternoon; strategy discussion the next day.',
        ['told', 'Told by the safeguarding lead, with the grandmother there.'],
      ),
      task('Travel plan with the family', 'Collected by the grandmother at the front office.', [
        'involved',
        '{c} asked to be collected before the others.',
      ]),
    ],
    outcomes: [
      'Child in need plan opened. The second phone was handed to the police by the family. Named adult and breakfast club in place.',
    ],
    lines: ['Passed on the same day. The child has a plan and people round them. Thank you.'],
  },
];
