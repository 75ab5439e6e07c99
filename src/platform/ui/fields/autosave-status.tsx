export interface AutosaveStatusProps {
  /** When the draft was last kept, as shown ("09:02"), if it already was. */
  readonly savedAt?: string | undefined;
}

/** Says politely whether what was typed is kept; the script of a form with `data-autosave` writes it. */
export function AutosaveStatus({ savedAt }: AutosaveStatusProps) {
  return (
    <p className="gh-autosave" role="status" data-autosave-status>
      {savedAt ? `Saved ${savedAt}` : null}
    </p>
  );
}
