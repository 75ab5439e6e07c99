const HARMLESS = 'https://www.bbc.co.uk/weather';

/** Leaves for a harmless page at once; with scripts, pressing Shift three times does too. */
export function ExitThisPage() {
  return (
    <div className="govuk-exit-this-page" data-module="govuk-exit-this-page">
      {/* biome-ignore lint/a11y/useSemanticElements: govuk-frontend's button link; its script adds the Space key. */}
      <a
        href={HARMLESS}
        role="button"
        draggable={false}
        className="govuk-button govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button"
        data-module="govuk-button"
        rel="nofollow noreferrer"
      >
        <span className="govuk-visually-hidden">Emergency</span> Exit this page
      </a>
    </div>
  );
}
