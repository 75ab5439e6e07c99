import { formatDate } from '#platform/clock';
import { DateField, RadiosField, TextareaField, TextField, WarningText } from '#platform/ui';
import type { FieldsOf } from '../../case/form/routes.tsx';
import { chosenOutcomes } from '../forms.ts';
import { holdOf } from '../hold.ts';
import { agreers, decisions, tellings } from '../types.ts';
import type { StaffView } from '../view.ts';
import { agreerWords, decisionWords, LOW_LEVEL_REFERENCE, outcomeWords, tellingWords } from '../words.ts';

export function OutcomeFields({ form }: FieldsOf<StaffView>) {
  return (
    <>
      <p className="govuk-body">
        Of a low-level concern. It stays in their low-level file. {LOW_LEVEL_REFERENCE}
      </p>
      <p className="govuk-body">Is it more than that? Then go back and weigh it again.</p>
      <RadiosField
        form={form}
        name="outcome"
        label="What came of it?"
        items={chosenOutcomes.map((value) => ({ value, text: outcomeWords[value] }))}
      />
      <TextareaField form={form} name="reason" label="Why, and what was agreed with them?" rows={4} />
    </>
  );
}

/** Said above everything while somebody has asked that nothing be told. */
export function HoldWarning({ staff }: Pick<StaffView, 'staff'>) {
  const hold = holdOf(staff);
  if (hold === undefined) return null;
  return (
    <WarningText>
      Tell the adult nothing for now: asked for by {hold.toldBy}, {formatDate(hold.happenedOn)}. {hold.what}
    </WarningText>
  );
}

export function TellFields({ form, view }: FieldsOf<StaffView>) {
  return (
    <>
      <HoldWarning staff={view.staff} />
      <p className="govuk-body">
        Gatehouse tells them nothing, not even that there is a case. Ask the designated officer (LADO), and
        the Police or social care where they look into it, before anybody tells the adult. Here you write down
        what was told, by whom and by whose leave.
      </p>
      <RadiosField
        form={form}
        name="kind"
        label="What do you record?"
        items={tellings.map((value) => ({ value, text: tellingWords[value] }))}
      />
      <TextareaField form={form} name="what" label="What was told? Or why may nothing be told?" rows={4} />
      <TextField form={form} name="toldBy" label="Who told it? Or who asked that nothing be told?" />
      <TextField form={form} name="toldWhom" label="Who was told, at their employer’s or agency’s?" />
      <DateField form={form} name="happenedOn" label="When?" />
      <TextField form={form} name="happenedTime" label="At what time? (if known)" width={5} />
      <RadiosField
        form={form}
        name="agreedWith"
        label="Who agreed that it be told?"
        items={agreers.map((value) => ({ value, text: agreerWords[value] }))}
      />
      <TextField form={form} name="agreement" label="Their name, and when they agreed" />
    </>
  );
}

export function MeasureFields({ form }: FieldsOf<StaffView>) {
  return (
    <>
      <p className="govuk-body">
        Suspension is a neutral act: it judges nobody, it is not automatic, and it is the last thing to think
        of. Ask the designated officer (LADO) and HR. The adult keeps somebody to turn to, and support.
      </p>
      <TextareaField
        form={form}
        name="alternatives"
        label="What else was thought of, and why not that?"
        hint="Another class, another building, not alone with children, work from home, a colleague beside them."
        rows={4}
      />
      <RadiosField
        form={form}
        name="decision"
        label="What was decided?"
        items={decisions.map((value) => ({ value, text: decisionWords[value] }))}
      />
      <TextareaField form={form} name="reason" label="Why?" rows={3} />
      <DateField form={form} name="fromOn" label="From which day?" />
      <DateField
        form={form}
        name="reviewOn"
        label="When do you look at it again?"
        hint="You are reminded. Leave it empty where they work as before."
      />
      <TextField
        form={form}
        name="contact"
        label="Whom may the adult turn to?"
        hint="A name, and their post."
      />
      <TextareaField
        form={form}
        name="support"
        label="What support are they offered?"
        hint="Union, occupational health, counselling, a friend at work who may speak with them."
        rows={3}
      />
    </>
  );
}

export function ChildFields({ form, view }: FieldsOf<StaffView>) {
  return (
    <>
      <p className="govuk-body">
        Nothing of this case stands in a child’s file. What the child needs is written anew, as a concern of
        its own, without naming the adult and without saying that there is such a case.
      </p>
      <ol className="govuk-list govuk-list--number">
        <li>
          <a className="govuk-link" href="/concerns/report">
            Report a concern
          </a>{' '}
          about the child at {view.file.school.name}: that they need support, and what kind. Answer No to “Is
          it about an adult who works or volunteers here?”.
        </li>
        <li>You are given its number. Write it here, so that you find it again from this case.</li>
      </ol>
      <TextField
        form={form}
        name="reference"
        label="Number of the child’s new concern"
        hint="Kept here alone: the child’s record shows no sign of this case."
        width={20}
        spellcheck={false}
      />
    </>
  );
}
