import { lookAt, type Vault } from '#domains/evidence';
import { type Instant, Temporal } from '#platform/clock';
import { permitEvidence, takeIn } from '#platform/storage';
import { pdf, photo, screenshot } from './files.ts';
import type { Random } from './random.ts';
import type { Row } from './rows.ts';
import { isBefore, type Stage } from './stage.ts';

const MOST = 40;

interface Made {
  readonly called: string;
  readonly bytes: Buffer;
}

/** What is said to be there in the report → a file that could be it. */
const kinds: readonly (readonly [RegExp, (random: Random, day: string) => Made])[] = [
  [
    /picture|photo|video|game/i,
    (random, day) => ({ called: `Photo of the screen ${day}.png`, bytes: photo(random) }),
  ],
  [
    /print|document|page/i,
    (_random, day) => ({
      called: `Print-out ${day}.pdf`,
      bytes: pdf([
        'Printed from the class folder.',
        'Two lines were added by somebody else.',
        'Made up for the demo.',
      ]),
    }),
  ],
  [
    /e-?mail/i,
    (_random, day) => ({
      called: `Message ${day}.eml`,
      bytes: Buffer.from(
        `From: stranger@example.org\r\nTo: class@example.org\r\nSubject: hello\r\nDate: ${day}\r\n\r\nHello, I saw your video. Do you want to talk?\r\n(Made up for the demo.)\r\n`,
      ),
    }),
  ],
  [
    /history|address|log\b|note/i,
    (_random, day) => ({
      called: `What stood there ${day}.txt`,
      bytes: Buffer.from(
        `Copied ${day}, in the order of time:\n\n12:41  opened the page\n12:44  closed it again\n\nMade up for the demo.\n`,
      ),
    }),
  ],
  [
    /messag|chat|screen|post/i,
    (random, day) => ({ called: `Screenshot ${day}.png`, bytes: screenshot(random) }),
  ],
];

interface Told {
  readonly id: string;
  readonly school_id: string;
  readonly caseload_id: string;
  readonly reporter_id: string;
  readonly submitted_key: string;
  readonly entered_at: string;
  readonly on_paper: boolean;
  readonly indecent_image: string;
  readonly evidence: readonly { readonly what: string; readonly available: string }[];
}

const hex = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}`;

/** Puts files to the reports of the year; its rows are written, and its events told, with the stage's. */
class EvidenceBook {
  readonly #stage: Stage;
  readonly #vault: Vault;
  readonly #schoolKeys = new Map<string, Buffer>();

  constructor(stage: Stage, vault: Vault) {
    this.#stage = stage;
    this.#vault = vault;
  }

  #schoolKey(schoolId: string, at: Instant) {
    let schoolKey = this.#schoolKeys.get(schoolId);
    if (schoolKey === undefined) {
      schoolKey = this.#vault.wrapSchoolKey(schoolId, this.#vault.newKey());
      this.#schoolKeys.set(schoolId, schoolKey);
      this.#stage.rows.add('evidence.school_key', {
        school_id: schoolId,
        wrapped: hex(schoolKey),
        made_at: at.toString(),
      });
    }
    return { schoolId, schoolKey };
  }

  /** The row of a fact that an event vouches for. */
  #write(concern: Told, at: Instant, by: string, [table, type]: readonly [string, string], row: Row): string {
    const { rows, chain, random } = this.#stage;
    const id = (row.id as string | undefined) ?? random.uuid(at);
    const place = { concern_id: concern.id, caseload_id: concern.caseload_id };
    rows.add(table, { ...row, id, ...place });
    chain.tell(at, by, { chain: concern.school_id, type, subject: concern.id, content: [{ table, id }] });
    return id;
  }

  answer(concern: Told, at: Instant, by: string, said: 'no' | 'not_sure'): string {
    return this.#write(concern, at, by, ['evidence.answer', 'evidence.answered/1'], {
      folder_id: concern.submitted_key,
      answered_by: by,
      answered_at: at.toString(),
      answer: said,
      used: said === 'no',
    });
  }

  custody(
    concern: Told,
    item: string,
    at: Instant,
    by: string,
    act: string,
    reason: string | null = null,
  ): void {
    const type = `evidence.${act}/1`;
    this.#write(concern, at, by, ['evidence.custody', type], {
      item_id: item,
      at: at.toString(),
      person_id: by,
      act,
      reason,
    });
  }

  /** Sealed into the store as every file is; `locked` says since when nobody opens it. */
  async add(concern: Told, at: Instant, { called, bytes }: Made, locked: Instant | null): Promise<string> {
    const { rows, random } = this.#stage;
    const [by, id] = [concern.reporter_id, random.uuid(at)];
    const keys = this.#schoolKey(concern.school_id, at);
    const place = { concern_id: concern.id, caseload_id: concern.caseload_id };
    rows.add('evidence.folder', {
      ...place,
      id: concern.submitted_key,
      school_id: concern.school_id,
      author_id: by,
      guard: 'no',
      made_at: at.toString(),
    });
    const answerId = this.answer(concern, at, by, 'no');
    const key = this.#vault.newKey();
    const permit = permitEvidence({ answerId, path: this.#vault.incoming(id), key, maxBytes: bytes.length });
    const taken = await takeIn(
      permit,
      (async function* () {
        yield bytes;
      })(),
    );
    if (taken === undefined) throw new Error('a file of the demo comes in whole');
    await this.#vault.store.adopt(id, permit.path);
    const { mediaType, flags } = await lookAt({ head: taken.head, name: called });
    const wrapped = hex(this.#vault.wrapItemKey(keys, id, key));
    this.#write(concern, at, by, ['evidence.item', 'evidence.added/1'], {
      id,
      folder_id: concern.submitted_key,
      answer_id: answerId,
      school_id: concern.school_id,
      added_by: by,
      added_at: at.toString(),
      called,
      bytes: taken.bytes,
      sha256: hex(taken.sha256),
      media_type: mediaType,
      flags,
      virus: 'not_checked',
      wrapped_key: locked === null ? wrapped : null,
      quarantined_at: locked?.toString() ?? null,
    });
    if (locked !== null) rows.add('evidence.withdrawn_key', { item_id: id, wrapped_key: wrapped });
    this.custody(concern, id, at, by, 'added');
    return id;
  }

  /** Not seen for what it could be until the second look: the answer became Not sure, and nobody opens it since. */
  lock(concern: Told, item: string, at: Instant, by: string): void {
    const { rows, chain, random } = this.#stage;
    this.answer(concern, at, by, 'not_sure');
    this.custody(concern, item, at, by, 'quarantined', 'Answered that it could show a child');
    const id = random.uuid(at);
    rows.add('concern.entry', {
      id,
      concern_id: concern.id,
      caseload_id: concern.caseload_id,
      at: at.toString(),
      author_id: by,
      kind: 'files_locked_away',
      body: 'Asked about a file, the answer was that it could show a child nude, part-nude or sexual. No file can be added or opened. Ring the Police if it is Yes.',
      details: {},
    });
    chain.tell(at, by, {
      chain: concern.school_id,
      type: 'concern.files-locked/1',
      subject: concern.id,
      content: [{ table: 'concern.entry', id }],
    });
  }
}

const reasons = [
  'To see what was sent before I speak with the family',
  'To check who wrote in the chat',
  'To write down what it shows for the case',
];

interface Look {
  readonly at: Instant;
  readonly by: string;
}

/** The first look, a little after somebody took the case on; undefined where nobody has yet. */
function firstLook({ now }: Stage, caseFile: Row | undefined): Look | undefined {
  const { acknowledged_at, acknowledged_by } = caseFile ?? {};
  if (typeof acknowledged_at !== 'string' || typeof acknowledged_by !== 'string') return undefined;
  const at = Temporal.Instant.from(acknowledged_at).add({ minutes: 4 });
  return isBefore(at.add({ minutes: 9 }), now) ? { at, by: acknowledged_by } : undefined;
}

function fileFor(
  { random }: Stage,
  { evidence, entered_at, indecent_image, on_paper }: Told,
): Made | undefined {
  const said = evidence.find(({ available }) => available === 'yes');
  if (said === undefined || indecent_image !== 'no' || on_paper) return undefined;
  return kinds.find(([pattern]) => pattern.test(said.what))?.[1](random, entered_at.slice(0, 10));
}

/** Files of the year, sealed in the store. Gives the folders that have to be locked once their files are written. */
export async function addEvidence(stage: Stage, vault: Vault): Promise<readonly string[]> {
  const { rows, random } = stage;
  const book = new EvidenceBook(stage, vault);
  const cases = new Map(rows.of('concern.case_file').map((row) => [row.concern_id, row]));
  const told = (rows.of('concern.concern') as unknown as Told[]).flatMap((concern) => {
    const made = fileFor(stage, concern);
    return made === undefined ? [] : [{ concern, made, look: firstLook(stage, cases.get(concern.id)) }];
  });
  const larkfield = stage.schools.find(({ code }) => code === 'LP')?.id;
  const newest = told
    .toSorted((a, b) => b.concern.entered_at.localeCompare(a.concern.entered_at))
    .slice(0, MOST);
  const later = newest.find(
    ({ concern, made, look }) =>
      concern.school_id === larkfield && look !== undefined && made.called.startsWith('Screenshot'),
  );
  for (const one of newest) {
    const { concern, made, look } = one;
    const lockedAt = one === later ? (look?.at.add({ minutes: 2 }) ?? null) : null;
    const before = Temporal.Instant.from(concern.entered_at).subtract({ seconds: 40 });
    const item = await book.add(concern, before, made, lockedAt);
    if (look === undefined) continue;
    book.custody(concern, item, look.at, look.by, 'revealed', random.pick(reasons));
    if (lockedAt !== null) book.lock(concern, item, lockedAt, look.by);
    else if (random.chance(0.3))
      book.custody(
        concern,
        item,
        look.at.add({ minutes: 8 }),
        look.by,
        'downloaded',
        'For the record in MyConcern',
      );
  }
  return later === undefined ? [] : [later.concern.submitted_key];
}
