import type pg from 'pg';

/**
 * Who the matrix acts as. A person is a row of the scene and goes in as every request does (app.enter_person);
 * everything else is a database role of its own.
 */

/** Key: what the tables of the matrix call them. Value: which person it is and whether with a second factor. */
const person = (who: string, secondFactor = true) => ({ kind: 'person', who, secondFactor }) as const;
const system = (role: string) => ({ kind: 'system', role: `gatehouse_${role}` }) as const;

export const actors = {
  teacher: person('teacher'),
  other: person('other'),
  ta: person('ta'),
  reporter: person('reporter'),
  renewed: person('renewed'),
  office: person('office'),
  it: person('it'),
  governor: person('governor'),
  chair: person('chair'),
  dsl: person('dsl'),
  dsl1: person('dsl', false),
  deputy: person('deputy'),
  outDsl: person('outDsl'),
  head: person('head'),
  head1: person('head', false),
  cover: person('cover'),
  birchTeacher: person('birchTeacher'),
  birchDsl: person('birchDsl'),
  birchHead: person('birchHead'),
  lead: person('lead'),
  lead1: person('lead', false),
  trustIt: person('trustIt'),
  trustee: person('trustee'),
  cedarDsl: person('cedarDsl'),
  cedarHead: person('cedarHead'),
  leaver: person('leaver'),
  toCome: person('toCome'),
  /** A child never acts: their scope stays empty even if a session were theirs. */
  pupil: person('ashPupil'),
  /** A person's role without a person. */
  nobody: system('person'),
  roster: { kind: 'roster', role: 'gatehouse_roster', school: 'ash' },
  signin: system('signin'),
  visitor: system('visitor'),
  escalation: system('escalation'),
  postman: system('postman'),
  housekeeper: system('housekeeper'),
  auditor: system('auditor'),
  /** The command line, which turns keys: it reads no case. */
  keyholder: system('keyholder'),
  /** The processes' login before it has taken on any role. */
  app: { kind: 'login', role: 'gatehouse_app' },
  /** Somebody without an account, at a school's public page; what takes in what they send; who holds a receipt code. */
  outsider: system('outsider'),
  intake: system('intake'),
  correspondent: { kind: 'correspondent', role: 'gatehouse_correspondent', concern: 'child' },
} as const;
export type ActorName = keyof typeof actors;
export const actorNames = Object.keys(actors) as ActorName[];

/**
 * head: excluded from what is about them. outDsl: a DSL who is excluded from one concern and reported another.
 * renewed: a teacher whose sign-in the office gave anew this morning. cover: acting Head, as cover. leaver: was DSL until last July. toCome: DSL from next January.
 * dsl1, head1, lead1: the same people in a session without a second factor.
 */
const groups: Readonly<Record<string, string>> = {
  ASH: 'teacher other ta reporter renewed office it governor chair dsl dsl1 deputy outDsl head head1 cover lead',
  BIRCH: 'birchTeacher birchDsl birchHead lead',
  CEDAR: 'cedarDsl cedarHead',
  TRUST: 'ASH birchTeacher birchDsl birchHead lead1 trustIt trustee leaver toCome',
  /** Handlers of Ash's concerns about children. */
  HANDLERS: 'dsl deputy outDsl head cover lead',
  /** Whoever reads any case in the trust. */
  READERS: 'HANDLERS chair birchDsl birchHead',
  /** Whoever sets how Ash works. */
  LEADS: 'dsl outDsl head cover lead',
  /** Whoever keeps Ash's roster. */
  ROSTER: 'office it head head1 cover trustIt roster',
  BIRCHROSTER: 'birchHead trustIt',
  PEOPLE: 'TRUST CEDAR',
  /** A post of the trust and none at a school: they report at every school of it. */
  TRUSTPOST: 'lead1 trustIt trustee',
};

/** `ASH -ta signin`: actors and groups, and with a minus who is not of them. */
export function actorsOf(text: string): ReadonlySet<ActorName> {
  const found = new Set<ActorName>();
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const name = word.replace(/^-/, '');
    const group = groups[name];
    const named = group === undefined ? [name as ActorName] : [...actorsOf(group)];
    for (const one of named) {
      if (!(one in actors)) throw new Error(`The matrix names "${one}", who is no actor.`);
      if (word.startsWith('-')) found.delete(one);
      else found.add(one);
    }
  }
  return found;
}

export const databaseRoleOf = (name: ActorName): string => {
  const actor = actors[name];
  return actor.kind === 'person' ? 'gatehouse_person' : actor.role;
};

/** Takes on an actor inside the open transaction; undone by going back to a savepoint. */
export async function enter(
  client: pg.ClientBase,
  name: ActorName,
  at: string,
  idOf: (table: string, row: string) => string,
): Promise<void> {
  const actor = actors[name];
  if (actor.kind === 'person') {
    await client.query('select app.enter_person($1, $2, $3)', [
      idOf('people.person', actor.who),
      at,
      actor.secondFactor,
    ]);
  } else if (actor.kind === 'roster') {
    await client.query('select app.enter_roster($1, $2)', [idOf('people.school', actor.school), at]);
  } else if (actor.kind === 'correspondent') {
    await client.query('select app.enter_correspondent($1, $2)', [
      idOf('concern.concern', actor.concern),
      at,
    ]);
  } else {
    await client.query(`select set_config('app.at', $1, true)`, [at]);
  }
  if (actor.kind !== 'login') await client.query(`set local role ${databaseRoleOf(name)}`);
}
