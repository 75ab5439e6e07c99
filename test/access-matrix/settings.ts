import type { Call } from './calls.ts';
import { get, of, type RouteRow } from './route-row.ts';
import type { Making, Scene } from './scene.ts';
import type { Matrix } from './types.ts';

/** What was changed of who is told of a concern, and when: read by the leads and those above, who are told. */

const ASH = 'LEADS chair';

export const settingChanges: Matrix = {
  'people.setting_change': {
    columns: 'id school_id what before after changed_at changed_by salt',
    key: 'id',
    grants: { person: { select: 'id school_id what before after changed_at changed_by' } },
    sees: { ash: ASH, birch: 'birchDsl birchHead lead', cedar: 'CEDAR' },
  },
  'people.setting_told': {
    columns: 'change_id school_id person_id seen_at',
    key: 'change_id person_id',
    grants: { person: { select: 'all', update: 'seen_at' } },
    // A governor who was chair when it was changed has no more to do with it.
    sees: { chair: 'chair', lead: 'lead', governor: '' },
    changes: { chair: 'chair', lead: 'lead', governor: '' },
    touch: 'seen_at = app.at()',
    blind: { person: 'seen_at = app.at()' },
    writes: [
      {
        what: 'have seen a change as if earlier',
        by: '',
        row: 'chair',
        update: () => ({ seen_at: '2026-11-20T08:00:00Z' }),
      },
    ],
  },
};

export async function laySettingChanges(scene: Making): Promise<void> {
  for (const [school, head] of [
    ['ash', 'head'],
    ['birch', 'birchHead'],
    ['cedar', 'cedarHead'],
  ] as const)
    await scene.lay('people.setting_change', school, {
      school_id: scene.id('people.school', school),
      changed_by: scene.id('people.person', head),
    });
  const change = scene.row('people.setting_change', 'ash');
  for (const who of ['chair', 'lead', 'governor'])
    await scene.lay('people.setting_told', who, { change, person_id: scene.id('people.person', who) });
}

const keep = (what: string, school: string, by: string): Call => ({
  what,
  of: 'people.keep_setting_change',
  sql: `select 1 from (select people.keep_setting_change(uuidv7(), $1, 'lado', 'x', 'y')) k union all select 1 limit 1`,
  values: (s: Scene) => [s.id('people.school', school)],
  by,
});

export const settingCalls: readonly Call[] = [
  keep('keep a change of Ash', 'ash', 'LEADS'),
  keep('keep a change of Birch', 'birch', 'birchDsl birchHead lead'),
];

export const settingRoutes: readonly RouteRow[] = [
  get('/settings/changes/{people.school/ash}', { 200: ASH }, of('/settings/changes/:school')),
];
