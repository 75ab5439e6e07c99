import { defineForm, type Form, idList, optionalText } from '#platform/forms';
import { packOf } from './packs.ts';

export interface PackInput {
  /** The party whom it is about. */
  readonly subject: string | null;
  /** Children who are not, and are named all the same. */
  readonly named: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

const common = {
  subject: optionalText({ max: 40 }),
  named: idList('Choose from the children shown', 50),
};

/** The form of one recipient's pack: whatever its fields are. */
export function packForm(recipient: string): Form<PackInput> {
  const ids = packOf(recipient).map(({ id }) => id);
  const long = optionalText({ max: 20_000 });
  const form = defineForm<Record<string, unknown>>({
    ...common,
    ...Object.fromEntries(ids.map((id) => [`field_${id}`, long])),
  });
  return {
    parse(body) {
      const parsed = form.parse(body);
      if (!parsed.ok) return parsed;
      const { subject, named, ...rest } = parsed.value;
      const filled = ids.flatMap((id) => {
        const text = rest[`field_${id}`];
        return typeof text === 'string' ? [[id, text] as const] : [];
      });
      const value = {
        subject: typeof subject === 'string' ? subject : null,
        named: Array.isArray(named) ? named.map(String) : [],
        fields: Object.fromEntries(filled),
      };
      return { ok: true, value, state: parsed.state };
    },
  };
}
