import type { ReactNode } from 'react';
import { BackLink, ButtonGroup, ButtonLink, WarningText } from '#platform/ui';
import type { SchoolLink } from '../types.ts';

export function Names({ names, none }: { readonly names: readonly string[]; readonly none: string }) {
  if (names.length === 0) return <>{none}</>;
  return (
    <ul className="govuk-list">
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}

export function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  return (
    <>
      {warnings.map((warning) => (
        <WarningText key={warning}>{warning}</WarningText>
      ))}
    </>
  );
}

export function OtherSchools({ show }: { readonly show: boolean }) {
  return show ? <BackLink href="/settings/routing">All schools</BackLink> : null;
}

/** What else is set of a school: its hours, its room for files, and how people without an account tell it something, what may follow. */
export function OtherSettings({ school }: { readonly school: SchoolLink }) {
  return (
    <ButtonGroup>
      <ButtonLink href={`/settings/calendar/${school.id}`} classes="govuk-button--secondary">
        School hours and closures
      </ButtonLink>
      <ButtonLink href={`/settings/files/${school.id}`} classes="govuk-button--secondary">
        Room for files
      </ButtonLink>
      <ButtonLink href={`/settings/ways/${school.id}`} classes="govuk-button--secondary">
        Ways in
      </ButtonLink>
      <ButtonLink href={`/settings/sanctions/${school.id}`} classes="govuk-button--secondary">
        Sanctions
      </ButtonLink>
      <ButtonLink href={`/settings/changes/${school.id}`} classes="govuk-button--secondary">
        What was changed
      </ButtonLink>
    </ButtonGroup>
  );
}

export function Small({ children }: { readonly children: ReactNode }) {
  return <p className="govuk-hint">{children}</p>;
}
