import type { Making } from './scene.ts';

/** A file that waits at Birch, what ended with a case that one DSL is shut out of, and what went outside. */
export async function layTransfers(scene: Making): Promise<void> {
  const at = (name: string) => scene.row('concern.concern', name);
  const person = (name: string) => scene.id('people.person', name);
  const conflict = [scene.id('concern.concern', 'conflict')];
  const refused = { state: 'refused', reason: 'x', ended_at: scene.at, concern_ids: conflict };
  const toBirch = { at: at('child'), to: at('birch') };
  const rows = {
    open: { ...toBirch, child_id: person('ashTwin'), sent_by: person('dsl') },
    refused: { ...toBirch, ...refused, child_id: person('ashPupil'), ended_by: person('birchDsl') },
    toAsh: {
      at: at('birch'),
      to: at('child'),
      ...refused,
      child_id: person('birchPupil'),
      ended_by: person('dsl'),
    },
    // Of a child whom Ash does not know by its roll: having sent it shows nobody a name.
    outside: { at: at('child'), child_id: person('birchPupil'), sent_by: person('dsl') },
    cedar: { at: at('cedar'), child_id: person('cedarPupil') },
  };
  for (const [name, facts] of Object.entries(rows)) await scene.lay('concern.transfer', name, facts);
  for (const name of ['child', 'birch', 'cedar'])
    await scene.lay('concern.history_import', name, { at: at(name) });
  await scene.lay('concern.history_import', 'taken', { at: at('child'), state: 'taken', lines: null });
  for (const [name, of, caseload] of [
    ['ash', 'toAsh', at('child').caseload_id],
    ['onItsWay', 'open', null],
    ['birch', 'refused', at('birch').caseload_id],
    ['cedar', 'cedar', at('cedar').caseload_id],
  ] as const)
    await scene.lay('concern.history', name, {
      transfer: scene.row('concern.transfer', of),
      caseload_id: caseload,
    });
}
