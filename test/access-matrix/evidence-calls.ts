import type { Call } from './calls.ts';
import type { Scene } from './scene.ts';

/** What the evidence's owner functions do for whom. */

const folderId = (name: string) => (s: Scene) => [s.id('evidence.folder', name)];
const itemId = (name: string) => (s: Scene) => [s.id('evidence.item', name)];

const open = (what: string, target: (s: Scene) => unknown, by: string): Call => ({
  what: `open the folder of ${what}`,
  of: 'evidence.open_folder',
  sql: 'select 1 where evidence.open_folder($1) is not null',
  values: (s) => [target(s)],
  by,
});
const draft = (name: string) => (s: Scene) => s.id('concern.draft', name);
const sent = (name: string) => (s: Scene) => s.row('concern.concern', name).submitted_key;

const told = (concern: string, by: string): Call => ({
  what: `have it told that the files of "${concern}" are locked`,
  of: 'concern.tell_of_guard',
  sql: 'select 1 where concern.tell_of_guard($1, true) is not null',
  values: (s) => [sent(concern)(s)],
  by,
});

/** Radicalisation, since every case of the scene follows the pathway for nudes already. */
const pathwayOpened = (concern: string, by: string): Call => ({
  what: `have a pathway opened because the files of "${concern}" are locked`,
  of: 'concern.open_pathway_of_guard',
  sql: `select 1 where concern.open_pathway_of_guard(concern.tell_of_guard($1, true), 'radicalisation', 1, 1) is not null`,
  values: (s) => [sent(concern)(s)],
  by,
});

const heldBy = (file: string, by: string): Call => ({
  what: `learn which backups hold "${file}"`,
  of: 'evidence.backups_holding',
  sql: 'select 1 from evidence.backups_holding($1)',
  values: (s) => [s.id('evidence.item', file)],
  by,
});

const folders: readonly Call[] = [
  heldBy('quarantined-lifted', 'HANDLERS'),
  heldBy('quarantined-adult', 'head cover'),
  told('child', 'HANDLERS reporter'),
  told('conflict', 'HANDLERS -outDsl reporter'),
  told('byRenewed', 'HANDLERS'),
  told('adult', 'head cover reporter'),
  told('cedar', 'CEDAR'),
  pathwayOpened('child', 'HANDLERS reporter'),
  pathwayOpened('conflict', 'HANDLERS -outDsl reporter'),
  pathwayOpened('adult', 'head cover reporter'),
  {
    what: 'have a pathway opened because of an entry that is not of this moment',
    of: 'concern.open_pathway_of_guard',
    sql: `select 1 where concern.open_pathway_of_guard($1, 'radicalisation', 1, 1) is not null`,
    values: (s) => [s.id('concern.entry', 'child')],
    by: '',
  },
  open('a draft', draft('teacher'), 'teacher'),
  open('their own draft, without a second factor', draft('dsl'), 'dsl dsl1'),
  open('a withheld draft', draft('renewed'), ''),
  open('a draft that was purged', (s) => s.id('evidence.folder', 'orphan'), ''),
  open('a draft begun since', draft('renewed-since'), 'renewed'),
  open('a report', sent('child'), 'HANDLERS reporter'),
  open('a report that has none yet', sent('sending-too'), 'head cover reporter'),
  open('a report from which a lead is excluded', sent('conflict'), 'HANDLERS -outDsl reporter'),
  open('the excluded lead’s own report', sent('byOut'), 'HANDLERS'),
  open('a withheld report', sent('byRenewed'), 'HANDLERS'),
  open('a report about an adult', sent('adult'), 'head cover reporter'),
  open('a report about the Head', sent('aboutHead'), 'chair lead reporter'),
  open('a report of Birch', sent('birch'), 'birchDsl birchHead lead birchTeacher'),
  open('a report of the other trust', sent('cedar'), 'CEDAR'),
];

const ask = (of: 'is_mine' | 'leads', name: string, by: string): Call => ({
  what: `learn of "${name}" that it is theirs`,
  of: `evidence.${of}`,
  sql: `select 1 from evidence.folder f where f.id = $1 and evidence.${of}(f)`,
  values: folderId(name),
  by,
});

const whose: readonly Call[] = [
  ask('is_mine', 'child', 'HANDLERS reporter'),
  ask('is_mine', 'conflict', 'HANDLERS -outDsl reporter'),
  ask('is_mine', 'draft-renewed', ''),
  ask('is_mine', 'byRenewed', 'HANDLERS'),
  ask('is_mine', 'draft-dsl', 'dsl dsl1'),
  ask('is_mine', 'orphan', ''),
  ask('leads', 'child', 'dsl outDsl lead'),
  ask('leads', 'conflict', 'dsl lead'),
  ask('leads', 'headOut', 'dsl outDsl lead'),
  ask('leads', 'adult', 'head cover'),
  ask('leads', 'byOut', 'dsl lead'),
  ask('leads', 'aboutHead', 'chair lead'),
  ask('leads', 'chairOut', 'lead'),
  ask('leads', 'birch', 'birchDsl lead'),
  ask('leads', 'cedar', 'cedarDsl'),
  ask('leads', 'draft-dsl', ''),
];

const say = (what: string, name: string, said: string, why: string | null, by: string): Call => ({
  what,
  of: 'evidence.give_answer',
  sql: 'select evidence.give_answer($1, uuidv7(), $2, $3)',
  values: (s) => [s.id('evidence.folder', name), said, why],
  by,
});

const answers: readonly Call[] = [
  say('answer for a report', 'child', 'yes', null, 'HANDLERS reporter'),
  say('answer for a draft', 'draft-dsl', 'no', null, 'dsl dsl1'),
  say('answer for a withheld draft', 'draft-renewed', 'no', null, ''),
  say('answer for a draft that was purged', 'orphan', 'no', null, ''),
  say('answer for a withheld report', 'byRenewed', 'no', null, 'HANDLERS'),
  say('answer where a lead is excluded', 'conflict', 'no', null, 'HANDLERS -outDsl reporter'),
  say('answer for a report about an adult', 'adult', 'not_sure', null, 'head cover reporter'),
  say('answer for a report of the other trust', 'cedar', 'no', null, 'CEDAR'),
  say('let Not sure become No', 'lifted', 'no', 'x', 'dsl outDsl lead'),
  say('let Not sure become No, about an adult', 'adult', 'no', 'x', 'head cover'),
  say('let Not sure become No, about the Head', 'aboutHead', 'no', 'x', 'chair lead'),
  say('let Not sure become No in their own draft', 'draft-renewed-since', 'no', 'x', ''),
  say('let Not sure become No for no reason', 'lifted', 'no', ' ', ''),
  say('let Not sure become Yes for a reason', 'lifted', 'yes', 'x', ''),
  say('let Yes become No', 'closed', 'no', 'x', ''),
  say('let No become No for a reason', 'child', 'no', 'x', ''),
];

const attach = (what: string, key: (s: Scene) => unknown, by: string): Call => ({
  what,
  of: 'evidence.attach',
  sql: 'select evidence.attach($1)',
  values: (s) => [key(s)],
  by,
});

const keys = (what: string, item: string, purpose: string, by: string, why: string | null = 'x'): Call => ({
  what,
  of: 'evidence.take_keys',
  sql: 'select 1 where evidence.take_keys($1, $2, uuidv7(), $3) is not null',
  values: (s) => [...itemId(item)(s), purpose, why],
  by,
});

const opening: readonly Call[] = [
  keys('open a file', 'child', 'revealed', 'HANDLERS'),
  keys('fetch a file', 'child', 'downloaded', 'HANDLERS'),
  keys('fetch a copy of a file without its details', 'child', 'copied', 'HANDLERS'),
  keys('open a file for no reason', 'child', 'revealed', '', null),
  keys('open a file for a purpose of their own', 'child', 'looked_at', ''),
  keys('open the file of a case that a lead is excluded from', 'conflict', 'revealed', 'HANDLERS -outDsl'),
  keys('open the file of a case that the Head is excluded from', 'headOut', 'revealed', 'HANDLERS -head'),
  keys('open the file that they added, excluded since', 'by-out', 'revealed', 'HANDLERS -outDsl'),
  keys('open the file of the excluded lead’s own report', 'byOut', 'revealed', 'HANDLERS -outDsl'),
  keys('open a file about an adult', 'adult', 'revealed', 'head cover'),
  keys('open a file about the Head', 'aboutHead', 'revealed', 'chair lead'),
  keys('open a file about the Head that the chair is excluded from', 'chairOut', 'revealed', 'lead'),
  keys('open a file of Birch', 'birch', 'revealed', 'birchDsl birchHead lead'),
  keys('open a file of the other trust', 'cedar', 'revealed', 'CEDAR'),
  keys('open a file of their draft', 'draft-dsl', 'revealed', ''),
  keys('open a file that was withdrawn', 'quarantined-lifted', 'revealed', ''),
  keys('open a file that was destroyed', 'destroyed', 'revealed', ''),
  keys('open a file with a virus', 'infected', 'revealed', ''),
  keys('go on seeing what they opened', 'child', 'shown', 'dsl', null),
  keys('go on seeing what they never opened', 'lifted', 'shown', '', null),
  keys('take a sealed copy of what was withdrawn', 'quarantined-lifted', 'police_copy', 'dsl outDsl lead'),
  keys('take a sealed copy about an adult', 'quarantined-adult', 'police_copy', 'head cover'),
  keys('take a sealed copy about the Head', 'quarantined-aboutHead', 'police_copy', 'chair lead'),
  keys('take a sealed copy for no reason', 'quarantined-lifted', 'police_copy', '', ''),
  keys('take a sealed copy of what nobody withdrew', 'child', 'police_copy', ''),
];

const takeOut = (what: string, item: string, by: string): Call => ({
  what,
  of: 'evidence.take_out',
  sql: 'select 1 where evidence.take_out($1, uuidv7())',
  values: itemId(item),
  by,
});

const housekeeping: readonly Call[] = [
  {
    what: 'learn how much room Ash has',
    of: 'evidence.room',
    sql: 'select 1 where evidence.room($1, 1000000) > 0',
    values: (s) => [s.id('people.school', 'ash')],
    by: 'ASH TRUSTPOST',
  },
  {
    what: 'learn how much Ash keeps',
    of: 'evidence.held',
    sql: 'select 1 from evidence.held() h where h.school_id = $1 and h.files > 0',
    values: (s) => [s.id('people.school', 'ash')],
    by: 'LEADS trustIt',
  },
  {
    what: 'set how much Birch may keep',
    of: 'evidence.quota_schools',
    sql: 'select 1 where $1 = any (evidence.quota_schools())',
    values: (s) => [s.id('people.school', 'birch')],
    by: 'birchDsl birchHead lead trustIt',
  },
  {
    what: 'learn which sealed files nobody wants',
    of: 'evidence.unwanted',
    sql: 'select evidence.unwanted(array[$1::uuid])',
    values: itemId('destroyed'),
    by: 'housekeeper',
  },
  {
    what: 'have a file called unwanted that is kept',
    of: 'evidence.unwanted',
    sql: 'select evidence.unwanted(array[$1::uuid])',
    values: itemId('quarantined-lifted'),
    by: '',
  },
  {
    what: 'destroy what was put to a draft that is gone',
    of: 'evidence.destroy_orphans',
    sql: 'select 1 from evidence.destroy_orphans() d where d.item_id = $1',
    values: itemId('orphan'),
    by: 'housekeeper',
  },
  {
    what: 'destroy what was put to a draft that is there',
    of: 'evidence.destroy_orphans',
    sql: 'select 1 from evidence.destroy_orphans() d where d.item_id = $1',
    values: itemId('draft-dsl'),
    by: '',
  },
];

export const evidenceCalls: readonly Call[] = [
  ...folders,
  ...whose,
  ...answers,
  attach('tie what was collected to what they send', sent('sending'), 'teacher'),
  attach('tie something to a report that was sent before', sent('child'), ''),
  ...opening,
  takeOut('take a file out of their draft', 'draft-dsl', 'dsl dsl1'),
  takeOut('take a file out of a withheld draft', 'draft-renewed', ''),
  takeOut('take a file out of a draft that was purged', 'orphan', ''),
  takeOut('take a file out of a report', 'child', ''),
  takeOut('take out a file that was withdrawn', 'quarantined-draft-reporter', ''),
  ...housekeeping,
];
