import { type Scenario, task } from './scenario.ts';

const talked = (name: string) =>
  task(`Talk with ${name} alone, somewhere quiet`, 'Done in the reading room, twenty minutes. Calm.', [
    'involved',
    'Asked what would help, and in what order.',
  ]);

export const conduct: readonly Scenario[] = [
  {
    weight: 20,
    season: [10, 11, 1],
    years: [4, 6],
    kinds: ['bullying'],
    categories: ['online_bullying'],
    places: ['home', 'home', 'elsewhere'],
    placeDetail: ['A group chat for the class', 'A game chat in the evening'],
    parts: ['affected', 'alleged', 'involved'],
    severities: ['low', 'medium', 'medium', 'high'],
    intents: ['deliberate', 'careless', 'unknown'],
    headlines: [
      'Unkind messages in a class group chat',
      'Left out and talked about in a group chat',
      'Abusive messages in a game chat',
      'Name-calling in voice chat during a game',
    ],
    words: [
      'Everyone laughed and {o} put the laughing face.',
      'They made a new chat without me and put my picture on it.',
      'They keep sending it every night and saying I should leave.',
      'I don’t want to play any more but then they say I’m scared.',
    ],
    seen: [
      'A print-out that {c}’s mother handed in at the gate. I read the first page only.',
      '{c} was in tears at the start of registration and did not want to sit with the group.',
      'Six messages on {c}’s tablet, from two accounts, over three evenings.',
      '{c} told me in the lunch queue, very quietly.',
    ],
    thought: [
      'I think it began with a quarrel at football and went on at home.',
      'The others may not see how much it hurts. {o} seemed surprised when I asked.',
      'It is not the first time this term that these three have fallen out.',
    ],
    evidence: [
      ['Messages in the group chat', 'On the child’s own tablet, at home', 'yes'],
      ['Print-out of two pages', 'In an envelope, with me', 'yes'],
    ],
    tasks: [
      talked('{c}'),
      task(
        'Meet {o} with a parent: what was sent, and what puts it right',
        'Met with the year lead. {o} wrote an apology without being asked.',
        ['told', '{c} was told that we would meet, and agreed.'],
      ),
      task('Remind the year group what a group chat is for', 'Ten minutes in assembly, nobody named.', [
        'not_appropriate',
        'Was about the whole year group, not about the child.',
      ]),
    ],
    outcomes: [
      'The chat was deleted by the family that began it. Restorative conversation held; the children sit apart for now. To be looked at again in three weeks.',
      'Messages stopped. Parents of both children spoken to and agree on no chat after eight in the evening.',
    ],
    lines: [
      'Thank you. We met the children and families, and it has stopped. Please tell us if you see anything new.',
      'Dealt with under the anti-bullying policy. Please keep an eye on playtimes this week.',
    ],
  },
  {
    weight: 7,
    season: [11, 2],
    years: [5, 6],
    kinds: ['threats', 'bullying'],
    categories: ['online_bullying', 'violence'],
    places: ['home', 'elsewhere'],
    placeDetail: ['A video app', 'On the walk home, by phone'],
    parts: ['affected', 'alleged'],
    severities: ['medium', 'high'],
    intents: ['deliberate', 'coerced'],
    headlines: [
      'Threat by message about the walk home',
      'Threatened in a video that was passed round',
      'Messages that frightened a child out of school',
    ],
    words: [
      'It said they will wait for me by the bridge.',
      'He said if I tell, it will be worse.',
      'I pretended to have a tummy ache so I could stay home.',
    ],
    seen: [
      '{c} asked to be let out by the back gate and would not say why.',
      'One message, shown to me by {c}. I did not copy it.',
      'Third day off this month, and pale this morning.',
    ],
    thought: [
      'I believe {c} is really frightened. The older child is at another school.',
      'I do not know whether it was meant.',
    ],
    evidence: [['Message', 'On the child’s phone, which the mother has', 'yes']],
    tasks: [
      task('Agree a safe way home for this week', 'Mother collects at 15:15 by the side door.', [
        'involved',
        '{c} chose the door and who waits with them.',
      ]),
      task('Ring the other school’s safeguarding lead', 'Spoke at 14:10; they will see the pupil today.', [
        'told',
        'Told that we would ring, and why.',
      ]),
    ],
    outcomes: [
      'Both schools acted on the same day. No further messages; police advice taken and no crime recorded.',
    ],
    lines: ['Acted on the same day with the other school. Thank you for walking round with the child.'],
  },
  {
    weight: 6,
    season: [2, 3],
    years: [5, 6],
    kinds: ['sexual_harassment'],
    categories: ['sexual_harassment', 'misogyny'],
    places: ['school', 'home'],
    placeDetail: ['Playground', 'A group chat'],
    parts: ['affected', 'alleged'],
    severities: ['medium', 'high'],
    intents: ['deliberate', 'careless'],
    headlines: [
      'Girls in the class rated in a message',
      'Sexual comments repeated from a video',
      'Remarks about a girl’s body in a chat',
    ],
    words: [
      'They gave us all numbers.',
      'He says it’s just what the man in the video says.',
      'I don’t want to wear my PE kit now.',
    ],
    seen: [
      'A list on the back of an exercise book; I have kept it.',
      'Heard in the line by two adults. It stopped when we looked.',
      '{c} sat out of PE for the second week.',
    ],
    thought: [
      'I think it comes from videos that an older brother watches.',
      'Some of the boys do not know what the words mean.',
    ],
    tasks: [
      task('Talk with each of the girls named', 'All four seen, parents rung the same afternoon.', [
        'involved',
        'Each said what she wanted to happen.',
      ]),
      task('Lesson on respect and what videos teach', 'Taught by the class teacher on Thursday.', [
        'told',
        'Told beforehand that the lesson would come.',
      ]),
    ],
    outcomes: [
      'Sanction under the behaviour policy for one child, restorative work with two. Lesson taught; no more seen at the half-term check.',
    ],
    lines: ['Taken seriously and dealt with. Please go on challenging the words when you hear them.'],
  },
  {
    weight: 4,
    years: [5, 6],
    kinds: ['indecent_image'],
    categories: ['nudes'],
    image: 'not_sure',
    places: ['home', 'elsewhere'],
    placeDetail: ['A phone, away from school'],
    parts: ['affected', 'witness'],
    severities: ['high', 'immediate'],
    intents: ['unknown', 'coerced', 'careless'],
    headlines: [
      'A child says a picture was asked for',
      'A child talks of a picture that should not be passed on',
    ],
    words: [
      'Somebody asked me for a picture and I said no but they kept asking.',
      'I saw it for a second and I put the phone down.',
    ],
    seen: [
      'I have seen no picture and did not ask to. The phone is switched off, in the office safe.',
      'Nothing. {c} told me in the corridor after lunch.',
    ],
    thought: [
      'I stopped asking once I understood what it was about.',
      '{c} is worried about being in trouble. I said they are not.',
    ],
    evidence: [['Phone, switched off, not looked at', 'Office safe, envelope signed over the flap', 'yes']],
    tasks: [
      task(
        'Call children’s social care and ask whether police are needed',
        'Called at once. Advice followed; reference on the file.',
        ['told', 'Told in plain words who would be rung.'],
      ),
      task('Show {c} and the parent Report Remove', 'Done together with the mother.', [
        'involved',
        '{c} pressed the button, with their mother beside them.',
      ]),
    ],
    outcomes: [
      'Referred the same day. No picture was sent by the child. Support from a named adult every morning; device returned to the parent on police advice.',
    ],
    lines: [
      'You did exactly the right thing by not looking. It was passed on the same day and the child is supported.',
    ],
  },
];
