import { choice, defineForm, text } from '#platform/forms';
import { findings, intents } from '../types.ts';

export const findForm = defineForm({
  finding: choice(findings, 'Choose what was found about them'),
  intent: choice(intents, 'Choose what their intent was'),
  selfReported: choice(['yes', 'no'], 'Say whether they told of it themselves'),
  reason: text('Say what the finding rests on', { max: 4000 }),
});
