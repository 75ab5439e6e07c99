import { formatDate, formatInstant } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  Card,
  Details,
  FormErrors,
  InsetText,
  type PageContext,
  SelectField,
  WorkList,
} from '#platform/ui';
import { fieldNames, fields } from '../fields.ts';
import { LEAVE_OUT } from '../match.ts';
import type { OneImport } from '../service.ts';
import { stateWords } from './histories-page.tsx';

interface Props {
  readonly one: OneImport;
  readonly form: FormState;
}

/** The first of what there is; the rest is alike. */
const SHOWN = 50;

const path = ({ found }: OneImport, deed: string) => `/histories/${found.id}/${deed}`;

function End({ one, goal, text }: { readonly one: OneImport; readonly goal: string; readonly text: string }) {
  return (
    <form method="post" action={path(one, 'end')}>
      <input type="hidden" name="goal" value={goal} />
      <Button preventDoubleClick classes="govuk-button--secondary">
        {text}
      </Button>
    </form>
  );
}

function Columns({ one, form }: Props) {
  const { found, problems } = one;
  const said = Object.fromEntries(fieldNames.map((name) => [name, [found.columns[name] ?? '']]));
  const shown = Object.keys(form.values).some((name) => name in fields)
    ? form
    : { values: { ...form.values, ...said }, errors: form.errors };
  return (
    <Details
      summary="Which column is which"
      open={problems.length > 0 || form.errors.some(({ field }) => field in fields)}
    >
      <form method="post" action={path(one, 'columns')} noValidate>
        {fieldNames.map((name) => (
          <SelectField
            key={name}
            form={shown}
            name={name}
            label={fields[name].label}
            hint={fields[name].hint}
            unchosen="Not in this file"
            items={found.headers
              .filter((header) => header !== '')
              .map((header) => ({ value: header, text: header }))}
          />
        ))}
        <Button preventDoubleClick>Read by these columns</Button>
      </form>
    </Details>
  );
}

function Errors({ one: { read } }: Pick<Props, 'one'>) {
  const { errors } = read;
  if (errors.length === 0) return null;
  return (
    <Card title={errors.length === 1 ? '1 line cannot be read' : `${errors.length} lines cannot be read`}>
      <p className="govuk-body">
        Put them right in the file and bring it in again. Nothing is taken in by halves.
      </p>
      <ul className="govuk-list govuk-list--bullet">
        {errors.slice(0, SHOWN).map(({ line, message }) => (
          <li key={line}>
            Line {line}: {message}
          </li>
        ))}
      </ul>
      {errors.length > SHOWN ? <p className="govuk-body">And {errors.length - SHOWN} more.</p> : null}
    </Card>
  );
}

function Doubts({ one }: Pick<Props, 'one'>) {
  const { doubts } = one;
  if (doubts.length === 0) return null;
  const form = {
    values: Object.fromEntries(doubts.map(({ chosen }, n) => [`child-${n}`, [chosen ?? '']])),
    errors: [],
  };
  return (
    <Card title="Who is meant?">
      <form method="post" action={path(one, 'children')} noValidate>
        {doubts.map(({ child, candidates }, n) => (
          <SelectField
            key={child.key}
            form={form}
            name={`child-${n}`}
            label={[child.name, child.born, child.upn]
              .filter((part) => part !== null && part !== '')
              .join(', ')}
            hint={candidates.length === 0 ? 'No child of your school is called this.' : undefined}
            unchosen="Not decided"
            items={[
              ...candidates.map(({ id, name, born }) => ({
                value: id,
                text: `${name}${born === null ? '' : `, born ${born}`}`,
              })),
              { value: LEAVE_OUT, text: 'Leave this child out' },
            ]}
          />
        ))}
        <Button preventDoubleClick>Keep these answers</Button>
      </form>
    </Card>
  );
}

function Preview({ one }: Pick<Props, 'one'>) {
  const { read, doubts, found } = one;
  const ready = read.errors.length === 0 && doubts.every(({ chosen }) => chosen !== undefined);
  return (
    <Card title={read.entries.length === 1 ? '1 entry' : `${read.entries.length} entries`}>
      <WorkList
        empty="No line can be read yet."
        items={read.entries.slice(0, SHOWN).map(({ line, child, on, category, body, by }) => ({
          title: `${child.name === '' ? child.upn : child.name}: ${category}`,
          detail: (
            <span className="gh-kept">
              {body}
              {by === null ? '' : ` (${by})`}
            </span>
          ),
          when: `line ${line}, ${formatDate(on)}`,
        }))}
      />
      {read.entries.length > SHOWN ? (
        <p className="govuk-body">And {read.entries.length - SHOWN} more.</p>
      ) : null}
      {ready && read.entries.length > 0 ? (
        <form method="post" action={path(one, 'take')}>
          <p className="govuk-body">
            All of them go into the children’s files at once, marked as from {found.source}. You can undo that
            until you keep it.
          </p>
          <Button preventDoubleClick>Take it in</Button>
        </form>
      ) : null}
    </Card>
  );
}

/** One file: its columns, its faults, whom it means, what would come in. */
export function ImportPage({ context, one, form }: Props & { readonly context: PageContext }) {
  const { found, problems } = one;
  return (
    <AppPage
      title="Histories from another system"
      context={context}
      narrow
      before={<BackLink href="/histories">Histories</BackLink>}
      heading={`${found.source}: ${found.fileName}`}
      detail={`${found.school} · ${stateWords[found.state]} · ${formatInstant(found.madeAt)}, ${found.madeBy ?? 'somebody who has left'}`}
    >
      <FormErrors form={form} />
      {found.state === 'open' ? (
        <>
          <Columns one={one} form={form} />
          {problems.length > 0 ? (
            <InsetText>{problems.map(({ message }) => message).join(' ')}</InsetText>
          ) : (
            <>
              <Errors one={one} />
              <Doubts one={one} />
              <Preview one={one} />
            </>
          )}
          <End one={one} goal="discarded" text="Throw the file away" />
        </>
      ) : null}
      {found.state === 'taken' ? (
        <>
          <InsetText>
            {found.entries === 1 ? '1 entry is' : `${found.entries} entries are`} in the children’s files.
            Look at some of them. Once you keep it, it cannot be undone; until then none of these children’s
            files can be sent on.
          </InsetText>
          <End one={one} goal="kept" text="Keep it" />
          <End one={one} goal="undone" text="Undo all of it" />
        </>
      ) : null}
    </AppPage>
  );
}
