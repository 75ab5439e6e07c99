import { CheckboxesField, InsetText, TextareaField, WarningText } from '#platform/ui';
import type { FieldsOf } from '../../../case/form/routes.tsx';
import { isRecipient, recipients } from '../../recipients.ts';
import { childrenOf } from '../facts.ts';
import { packOf } from '../packs.ts';
import type { PackView } from '../service.ts';

const ROWS = { least: 3, most: 12, letters: 80 };

/** As high as its text, within reason: what is read through should be seen whole. */
function rowsFor(text: string): number {
  const needed = text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / ROWS.letters), 1);
  return Math.min(ROWS.most, Math.max(ROWS.least, needed));
}

/** Whom it is about, and the way to make it about another child. */
function About({ view }: { readonly view: PackView }) {
  const { subject, parties } = view.facts;
  if (subject === undefined) return null;
  const base = `/concerns/${view.file.concernId}/referrals/packs/${view.recipient}`;
  return (
    <p className="govuk-body">
      It is about <b>{subject.name}</b>.{' '}
      {childrenOf(parties)
        .filter(({ id }) => id !== subject.id)
        .map(({ id, name }) => (
          <span key={id}>
            <a className="govuk-link" href={`${base}?person=${id}`}>
              Make it about {name}
            </a>{' '}
          </span>
        ))}
    </p>
  );
}

/** Every field, filled in from the case, to be read and changed before anything leaves. */
export function PackFields({ form, view }: FieldsOf<PackView>) {
  const { recipient, facts } = view;
  const others = childrenOf(facts.parties).filter(({ id }) => id !== facts.subject?.id);
  const about = isRecipient(recipient) ? recipients[recipient] : undefined;
  return (
    <>
      <InsetText>
        <b>For {about?.name}.</b> {about?.how} {about?.parents}
      </InsetText>
      <WarningText>{about?.neverSend}</WarningText>
      <About view={view} />
      <p className="govuk-body">
        Filled in from the case. Read each field, change what is wrong, and empty what they do not need: an
        empty field does not go out. Nothing is sent from here.
      </p>
      <input type="hidden" name="subject" value={form.values.subject?.[0] ?? ''} />
      {packOf(recipient).map(({ id, label, hint }) => (
        <TextareaField
          key={id}
          form={form}
          name={`field_${id}`}
          label={label}
          hint={hint}
          rows={rowsFor(form.values[`field_${id}`]?.[0] ?? '')}
        />
      ))}
      {others.length === 0 ? null : (
        <CheckboxesField
          form={form}
          name="named"
          label="Other children: name them?"
          hint="Whoever is not ticked is written as “another child”. Tick only whom they need to know. A nickname or a misspelt name is not found: read it through."
          items={others.map(({ id, name }) => ({ value: id, text: name }))}
        />
      )}
    </>
  );
}
