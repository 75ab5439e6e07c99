export interface CountProps {
  readonly value: number | undefined;
  readonly label?: string | undefined;
}

/** How many wait. Nothing at all when none do: a zero would only ask to be looked at. */
export function Count({ value, label }: CountProps) {
  if (!value) return null;
  return (
    <span className="gh-count">
      {value > 99 ? '99+' : value} <span className="govuk-visually-hidden">{label ?? 'waiting'}</span>
    </span>
  );
}
