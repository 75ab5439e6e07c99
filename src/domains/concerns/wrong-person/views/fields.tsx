import { TextareaField, TextField } from '#platform/ui';
import type { FieldsOf } from '../../case/form/routes.tsx';
import { PersonPicker } from '../../case/naming/views/picker.tsx';
import { partWords } from '../../case/words.ts';
import type { WrongPersonView } from '../service.ts';

export function WrongPersonFields({ form, view }: FieldsOf<WrongPersonView>) {
  const { party, file } = view;
  return (
    <>
      <p className="govuk-body">
        <b>{party.name}</b> is named as “{partWords[party.part].toLowerCase()}”. When you put it right, at
        once:
      </p>
      <ul className="govuk-list govuk-list--bullet">
        <li>they no longer count as that, and the case says since when they are cleared;</li>
        <li>their sanctions in this case are reversed, and access is given back;</li>
        <li>
          you are given actions: to talk with them and their family, and to tell again whoever was told;
        </li>
        <li>they are offered support. What was believed until now stays in the history.</li>
      </ul>
      {party.isAdult ? (
        <p className="govuk-body">
          If they were shut out of this case, another handler lifts that afterwards.
        </p>
      ) : null}
      <PersonPicker form={form} found={view.found} schoolId={file.school.id} label="Who was it?" />
      <TextField
        form={form}
        name="described"
        label="If you do not know: what is known of them"
        hint="“Not known” will do."
      />
      <TextareaField form={form} name="why" label="How do you know?" hint="Kept with the case." rows={4} />
    </>
  );
}
