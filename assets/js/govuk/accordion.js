import { Accordion as GovukAccordion } from 'govuk-frontend/dist/govuk/components/accordion/accordion.mjs';

/**
 * govuk-frontend's accordion, without the label it puts over each button: who speaks to the computer says the
 * words that are seen, so the name must be those words.
 */
export class Accordion extends GovukAccordion {
  // Which parts one person opened is nothing that the next at a shared desk should see.
  static defaults = Object.freeze({ ...GovukAccordion.defaults, rememberExpanded: false });

  setExpanded(expanded, section) {
    super.setExpanded(expanded, section);
    section.querySelector('.govuk-accordion__section-button')?.removeAttribute('aria-label');
  }
}
